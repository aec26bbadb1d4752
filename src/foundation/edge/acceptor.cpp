#include "acceptor.hpp"
#include "base/outcome.hpp"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <future>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <sys/socket.h>
#include <utility>

namespace guildhall::edge {
namespace {

constexpr int backlog = 1024;

[[noreturn]] void cannot_listen(Settings const& settings, std::string const& why)
{
    throw Unavailable(
        "cannot listen on \"" + settings.address + "\" port " + std::to_string(settings.port) + ": " + why);
}

Descriptor listen(Settings const& settings)
{
    auto const address = parse_address(settings.address);
    if (!address) cannot_listen(settings, "that is no IP address");
    auto const [endpoint, size] = socket_address(*address, settings.port);
    Descriptor listener(::socket(endpoint.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    int const on = 1, off = 0;
    ::setsockopt(listener.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (endpoint.ss_family == AF_INET6) ::setsockopt(listener.number(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    auto const* generic = reinterpret_cast<sockaddr const*>(&endpoint);
    if (::bind(listener.number(), generic, size) != 0 || ::listen(listener.number(), backlog) != 0)
        cannot_listen(settings, std::strerror(errno));
    return listener;
}

std::uint16_t port_of(Descriptor const& listener)
{
    sockaddr_storage endpoint{};
    socklen_t size = sizeof endpoint;
    ::getsockname(listener.number(), reinterpret_cast<sockaddr*>(&endpoint), &size);
    sockaddr_in ipv4{};
    std::memcpy(&ipv4, &endpoint, sizeof ipv4); // the port has the same place in sockaddr_in6
    return ntohs(ipv4.sin_port);
}

} // namespace

Acceptor::Acceptor(ServerState& state, std::vector<std::unique_ptr<Lane>>& lanes)
    : state_(state)
    , lanes_(lanes)
    , listener_(listen(state.settings))
    , port_(port_of(listener_))
{
    lanes_.front()->poller().add(listener_.number(), EPOLLIN, *this);
    lanes_.front()->call_each_tick([this] { go_on(); });
}

void Acceptor::stop()
{
    std::promise<void> stopped;
    lanes_.front()->post([this, &stopped] {
        accept_waiting(); // closing the listener would reset those who wait in its queue
        listener_.close();
        lanes_.front()->call_each_tick(nullptr);
        stopped.set_value();
    });
    stopped.get_future().wait();
}

void Acceptor::on_events(std::uint32_t)
{
    if (listener_.number() < 0) return; // closed after this event was on its way
    if (!accept_waiting()) rest();
}

// The next try would fail as well: not before the next tick.
void Acceptor::rest()
{
    lanes_.front()->poller().change(listener_.number(), 0, *this);
    resting_ = true;
}

void Acceptor::go_on()
{
    if (!std::exchange(resting_, false)) return;
    lanes_.front()->poller().change(listener_.number(), EPOLLIN, *this);
}

// Takes all that wait; false when the system cannot give another one now, mostly for want of descriptors.
bool Acceptor::accept_waiting()
{
    for (;;) {
        sockaddr_storage peer{};
        socklen_t size = sizeof peer;
        auto const descriptor =
            ::accept4(listener_.number(), reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            welcome(Descriptor(descriptor), address_of(peer));
            continue;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) return true;
        auto const fate_of_one = errno == EINTR || errno == ECONNABORTED || errno == EPROTO || errno == EPERM;
        if (!fate_of_one) return false;
    }
}

void Acceptor::welcome(Descriptor socket, Address const& peer)
{
    int const on = 1;
    ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    state_.accepted.fetch_add(1, std::memory_order_relaxed);
    auto admission = Admission::ask(state_, peer);
    if (!admission) return turn_away(socket);
    auto const lane = std::ranges::min_element(lanes_, {}, [](auto const& candidate) { return candidate->load(); });
    (*lane)->adopt({std::move(socket), peer, std::move(*admission)});
}

// Says why, as far as that goes without waiting for the client.
void Acceptor::turn_away(Descriptor& socket)
{
    state_.refused.fetch_add(1, std::memory_order_relaxed);
    auto& lane = *lanes_.front();
    try {
        auto problem = state_.handler.problem(503, "too_many_connections", "The server has no connection to spare.");
        problem.headers.add("Retry-After", "1");
        Output output;
        lane.answers().write(std::move(problem), {.keep_alive = false}, lane.date(), output);
        output.send(socket.number());
    } catch (std::exception const&) {
        return; // it is turned away without a word
    }
    ::shutdown(socket.number(), SHUT_WR);
    // What has been read cannot make close() reset the connection.
    auto const buffer = lane.receive_buffer();
    ::recv(socket.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
}

} // namespace guildhall::edge
