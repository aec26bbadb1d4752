#pragma once
// Makes commits durable while the writer already works on the next ones, and only then lets them be answered.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace guildhall::db {

class LogSyncer {
public:
    explicit LogSyncer(std::string log_path);
    // Finishes what waits, then stops.
    ~LogSyncer();
    LogSyncer(LogSyncer const&) = delete;
    LogSyncer& operator=(LogSyncer const&) = delete;

    using Answer = std::move_only_function<void(bool durable)>;
    // Calls `answer` on the syncer's thread when everything the log held before this call is on the disk; in the order
    // of the calls. `wrote`: whether the log has grown since the last call.
    void when_durable(bool wrote, Answer answer);
    // Returns when everybody who waited has been answered.
    void finish();
    // The disk did not take the log once: what of it was kept nobody knows, so that nothing may be built upon it.
    bool has_failed() const { return failed_; }

private:
    void loop();
    bool sync();

    std::string log_path_;
    int file_ = -1;
    std::atomic<bool> failed_ = false;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Answer> waiting_;
    bool unsynced_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace guildhall::db
