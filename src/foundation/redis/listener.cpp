#include "redis/listener.hpp"
#include "base/outcome.hpp"
#include "connection.hpp"
#include <algorithm>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace guildhall::redis {
namespace {

constexpr std::chrono::milliseconds listener_within{1'000}, longest_pause{2'000};
constexpr std::chrono::milliseconds silence{5'000}; // then it asks whether the server is still there

} // namespace

Listener::Listener(Place place, std::string channel, std::function<void(std::string_view)> hear)
    : place_(std::move(place))
    , channel_(std::move(channel))
    , hear_(std::move(hear))
    , stop_(::eventfd(0, EFD_CLOEXEC))
{
    check(stop_ >= 0, "there is room for one more file");
    thread_ = std::thread([this] { run(); });
}

Listener::~Listener()
{
    std::uint64_t const one = 1;
    (void)!::write(stop_, &one, sizeof one);
    thread_.join();
    ::close(stop_);
}

// Waits; false when it is time to stop.
bool Listener::pause(std::chrono::milliseconds time)
{
    pollfd waiting{stop_, POLLIN, 0};
    return ::poll(&waiting, 1, static_cast<int>(time.count())) == 0;
}

void Listener::run()
{
    pthread_setname_np(pthread_self(), "redis-news");
    ignore_broken_pipes();
    auto time = std::chrono::milliseconds(50);
    do {
        listen();
        time = up_.exchange(false) ? std::chrono::milliseconds(50) : std::min(time * 2, longest_pause);
    } while (pause(time));
}

// Until the connection is of no use any more, or it is time to stop.
void Listener::listen()
{
    std::string why;
    auto const connection = connect(place_, listener_within, why);
    if (!connection) return;
    append(*connection, {"SUBSCRIBE", channel_});
    if (!next_reply(*connection)) return;
    up_ = true;
    hear_({});
    for (bool asked = false;;) {
        void* raw = nullptr;
        while (redisGetReplyFromReader(connection.get(), &raw) == REDIS_OK && raw) {
            auto const reply = reply_of(*static_cast<redisReply*>(raw));
            freeReplyObject(raw);
            asked = false;
            if (reply.items.size() == 3 && reply.items[0].text == "message") hear_(reply.items[2].text);
        }
        if (connection->err != 0) return;
        pollfd waiting[] = {{connection->fd, POLLIN, 0}, {stop_, POLLIN, 0}};
        auto const ready = ::poll(waiting, 2, static_cast<int>(silence.count()));
        if (waiting[1].revents != 0) return;
        if (ready > 0 && redisBufferRead(connection.get()) != REDIS_OK) return;
        if (ready > 0) continue;
        if (asked) return; // it did not even answer to that
        asked = true;
        append(*connection, {"PING"});
        int done = 0;
        while (done == 0)
            if (redisBufferWrite(connection.get(), &done) != REDIS_OK) return;
    }
}

} // namespace guildhall::redis
