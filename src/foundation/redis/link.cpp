#include "redis/link.hpp"
#include "connection.hpp"
#include "log/log.hpp"
#include <algorithm>
#include <pthread.h>

namespace guildhall::redis {

struct Link::Parts {
    Connection connection;
};

Link::Link(Place place, LinkSettings settings)
    : place_(std::move(place))
    , settings_(settings)
    , parts_(std::make_unique<Parts>())
{
    auto wait = settings_.first_wait;
    connect(wait);
    thread_ = std::thread([this] { run(); });
}

Link::~Link()
{
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

bool Link::send(std::vector<std::string> words, Told told)
{
    if (!is_up()) return false;
    {
        std::lock_guard const lock(mutex_);
        if (stopping_ || !is_up() || waiting_.size() >= settings_.most_waiting) return false;
        waiting_.push_back({std::move(words), std::move(told)});
    }
    wake_.notify_one();
    return true;
}

// What waits, once something does or the time is over; nothing when it is time to stop.
std::optional<std::vector<Link::Command>> Link::take_waiting(std::chrono::milliseconds at_most)
{
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, at_most, [&] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return std::nullopt;
    return std::exchange(waiting_, {});
}

void Link::run()
{
    pthread_setname_np(pthread_self(), "redis");
    ignore_broken_pipes();
    auto pause = settings_.first_wait;
    while (auto commands = take_waiting(is_up() ? settings_.quiet : pause)) {
        if (!is_up()) {
            connect(pause);
            continue;
        }
        if (commands->empty()) commands->push_back({{"PING"}, [](auto const&) {}});
        talk(std::move(*commands));
    }
    std::unique_lock lock(mutex_);
    up_ = false;
    auto left = std::exchange(waiting_, {});
    lock.unlock();
    drop(std::move(left));
}

void Link::connect(std::chrono::milliseconds& wait)
{
    std::string why;
    parts_->connection = redis::connect(place_, settings_.within, why);
    if (!parts_->connection) {
        wait = std::min(wait * 2, settings_.longest_wait);
        if (!std::exchange(told_of_loss_, true)) log::warning("redis_not_reached", {{"reason", why}});
        return;
    }
    wait = settings_.first_wait;
    ++connections_;
    told_of_loss_ = false;
    log::info("redis_reached");
    up_ = true;
}

// All of them in one go, and their answers in the same order.
void Link::talk(std::vector<Command> commands)
{
    auto& connection = *parts_->connection;
    for (auto const& command : commands) append(connection, command.words);
    commands_ += static_cast<std::int64_t>(commands.size());
    for (auto command = commands.begin(); command != commands.end(); ++command) {
        auto reply = next_reply(connection);
        if (!reply) {
            lose(connection.errstr);
            commands.erase(commands.begin(), command);
            return drop(std::move(commands));
        }
        command->told(std::move(reply));
    }
}

void Link::lose(std::string const& why)
{
    std::vector<Command> left;
    {
        std::lock_guard const lock(mutex_);
        up_ = false;
        left = std::exchange(waiting_, {});
    }
    parts_->connection.reset();
    told_of_loss_ = true;
    log::warning("redis_lost", {{"reason", why}});
    drop(std::move(left));
}

void Link::drop(std::vector<Command> commands)
{
    unanswered_ += static_cast<std::int64_t>(commands.size());
    for (auto& command : commands) command.told(std::nullopt);
}

} // namespace guildhall::redis
