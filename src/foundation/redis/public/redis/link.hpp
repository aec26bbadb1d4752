#pragma once
// Commands to a Redis server, from any thread, without waiting.
#include "redis/place.hpp"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace guildhall::redis {

struct Reply {
    std::optional<std::int64_t> number;
    std::string text; // also of an error
    bool is_error = false;
    std::vector<Reply> items = {};
};

struct LinkSettings {
    std::chrono::milliseconds within{250};    // to connect, and to answer
    std::chrono::milliseconds first_wait{50}; // before it connects again; then twice as long each time
    std::chrono::milliseconds longest_wait{2'000};
    std::chrono::milliseconds quiet{1'000}; // without a command for so long, it asks whether the server is still there
    std::size_t most_waiting = 10'000;
};

// Counters for /metrics.
struct LinkNumbers {
    std::int64_t commands = 0, unanswered = 0, connections = 0;
};

class Link {
public:
    // Tries to connect before it returns, so that the first command finds a server that is there; goes on trying by
    // itself.
    explicit Link(Place place, LinkSettings settings = {});
    // Says to whoever waits that there is no answer.
    ~Link();
    Link(Link const&) = delete;
    Link& operator=(Link const&) = delete;

    // Called on the link's thread; nothing: there was no answer, and the command may have been done or not.
    using Told = std::move_only_function<void(std::optional<Reply>)>;
    // False, and `told` is not called, when the server cannot be reached now or too much waits for it.
    bool send(std::vector<std::string> words, Told told);
    bool is_up() const { return up_.load(std::memory_order_relaxed); }
    LinkNumbers numbers() const { return {commands_.load(), unanswered_.load(), connections_.load()}; }

private:
    struct Parts;
    struct Command {
        std::vector<std::string> words;
        Told told;
    };
    void run();
    void connect(std::chrono::milliseconds& wait);
    std::optional<std::vector<Command>> take_waiting(std::chrono::milliseconds at_most);
    void talk(std::vector<Command> commands);
    void drop(std::vector<Command> commands);
    void lose(std::string const& why);

    Place const place_;
    LinkSettings const settings_;
    std::unique_ptr<Parts> parts_;
    std::atomic<bool> up_{false};
    std::atomic<std::int64_t> commands_{0}, unanswered_{0}, connections_{0};
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Command> waiting_;
    bool stopping_ = false;
    bool told_of_loss_ = false;
    std::thread thread_;
};

} // namespace guildhall::redis
