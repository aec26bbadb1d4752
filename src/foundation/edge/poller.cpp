#include "poller.hpp"
#include <algorithm>
#include <cerrno>
#include <system_error>

namespace guildhall::edge {
namespace {

void require(bool succeeded, char const* what)
{
    if (!succeeded) throw std::system_error(errno, std::system_category(), what);
}

} // namespace

Poller::Poller()
    : epoll_(::epoll_create1(EPOLL_CLOEXEC))
{
    require(epoll_.number() >= 0, "epoll_create1");
}

void Poller::add(int descriptor, std::uint32_t events, Watcher& watcher)
{
    epoll_event event{.events = events, .data = {.ptr = &watcher}};
    require(::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor, &event) == 0, "epoll_ctl");
}

void Poller::change(int descriptor, std::uint32_t events, Watcher& watcher)
{
    epoll_event event{.events = events, .data = {.ptr = &watcher}};
    require(::epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, descriptor, &event) == 0, "epoll_ctl");
}

void Poller::wait(std::chrono::milliseconds most)
{
    auto const count =
        ::epoll_wait(epoll_.number(), events_.data(), static_cast<int>(events_.size()), static_cast<int>(most.count()));
    count_ = static_cast<std::size_t>(std::max(count, 0)); // interrupted by a signal: none
}

void Poller::tell()
{
    for (std::size_t i = 0; i < count_; ++i) static_cast<Watcher*>(events_[i].data.ptr)->on_events(events_[i].events);
}

} // namespace guildhall::edge
