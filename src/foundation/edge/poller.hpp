#pragma once
// Waits for events of many descriptors on one thread: the few calls of epoll that are needed.
// By hand instead of Asio, which must re-arm a wait with a system call for every request; measured against the floor of
// a bare epoll loop that was most of the distance (docs/adr has the numbers).
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <sys/epoll.h>
#include <unistd.h>
#include <utility>

namespace guildhall::edge {

// A descriptor that nobody else closes.
class Descriptor {
public:
    explicit Descriptor(int number)
        : number_(number)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : number_(std::exchange(other.number_, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }
    void close()
    {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }
    int number() const { return number_; }

private:
    int number_;
};

// Is told of the events of its descriptor: EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP.
class Watcher {
public:
    virtual void on_events(std::uint32_t events) = 0;

protected:
    ~Watcher() = default;
};

// Level triggered: what is not dealt with is told again. Throws std::system_error when the system refuses.
class Poller {
public:
    Poller();
    // The watcher must live until after the wait in which its descriptor is closed.
    void add(int descriptor, std::uint32_t events, Watcher& watcher);
    void change(int descriptor, std::uint32_t events, Watcher& watcher);
    // Waits for events, at most that long.
    void wait(std::chrono::milliseconds most);
    // Tells the watchers what the last wait brought.
    void tell();

private:
    Descriptor epoll_;
    std::array<epoll_event, 128> events_{};
    std::size_t count_ = 0;
};

} // namespace guildhall::edge
