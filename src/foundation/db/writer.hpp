#pragma once
// Group commit: one thread takes all waiting writes, runs them in one transaction and commits once. They are answered
// when the disk has them; with a syncer the next group runs in the meantime. The slower the disk, the larger the
// groups.
#include "db/attempt.hpp"
#include "db/database.hpp"
#include "log_syncer.hpp"
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <span>
#include <thread>

namespace guildhall::db {

struct WriterCounters {
    std::atomic<std::int64_t> commits{0}, writes{0}, retries{0};
};

class Writer {
public:
    // One session, owned by this writer's thread. A syncer outlives the writer.
    Writer(std::unique_ptr<Session> session, Settings const& settings, WriterCounters& counters,
        LogSyncer* syncer = nullptr);
    // Finishes what waits, then stops.
    ~Writer();
    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;

    static bool attempt(Tx& tx, std::function<bool()> const& body);
    void push(Scope scope, Database::Body body, Database::Done done);
    // Runs once on the writer's thread after the next commit, before another begins.
    void between_commits(std::function<void(Session&)> chore);

private:
    struct Task {
        Scope scope;
        Database::Body body;
        Database::Done done;
        std::exception_ptr error;
        trace::Carried asked_in; // the trace of whoever asked
        trace::Span commit = {}; // of the group, as one of those who wait for it sees it
    };
    void loop();
    std::vector<Task> take_waiting();
    Session::Mode mode_of(Task const& task) const;
    std::function<void(Session&)> take_chore();
    void run_batch(std::vector<Task>& batch);
    bool try_together(std::vector<Task>& batch);
    bool try_together(std::vector<Task>& batch, void (Writer::*run)(Task&, Tx&));
    void run_alone(Task& task);
    bool run_body(Task& task, Tx& tx);
    void run_under_savepoint(Task& task, Tx& tx);
    void run_without_savepoint(Task& task, Tx& tx);
    void commit(Tx& tx, std::span<Task> group);
    static void end_failed_commits(std::span<Task> group);
    void answer(std::vector<Task> batch);

    std::unique_ptr<Session> session_;
    std::function<Time()> clock_;
    std::size_t most_in_batch_;
    WriterCounters& counters_;
    LogSyncer* syncer_;
    std::vector<std::function<void()>> after_commit_; // of the batch
    bool wrote_ = false;                              // the batch, something that is to be synced
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Task> waiting_;
    std::function<void(Session&)> chore_; // usually none
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace guildhall::db
