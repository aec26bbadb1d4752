#pragma once
// A server on loopback whose conversation with each client is a function of the test. Every wait is bounded.
#include <arpa/inet.h>
#include <atomic>
#include <functional>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace guildhall::outbound {

class Connection {
public:
    explicit Connection(int descriptor)
        : descriptor_(descriptor)
    {
    }
    ~Connection() { ::close(descriptor_); }
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    void say(std::string const& text) { (void)!::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL); }
    // Up to and with the ending; what came so far when the other side closes or says nothing for ten seconds.
    std::string hear_until(std::string const& ending)
    {
        for (;;) {
            if (auto const at = heard_.find(ending); at != heard_.npos) {
                auto text = heard_.substr(0, at + ending.size());
                heard_.erase(0, text.size());
                return text;
            }
            char room[4096];
            pollfd waiting{descriptor_, POLLIN, 0};
            auto const count = ::poll(&waiting, 1, 10'000) > 0 ? ::recv(descriptor_, room, sizeof room, 0) : 0;
            if (count <= 0) return std::exchange(heard_, {});
            heard_.append(room, static_cast<std::size_t>(count));
        }
    }
    // Waits until the other side has closed.
    void await_end()
    {
        char room[256];
        pollfd waiting{descriptor_, POLLIN, 0};
        while (::poll(&waiting, 1, 10'000) > 0 && ::recv(descriptor_, room, sizeof room, 0) > 0) {}
    }

private:
    int descriptor_;
    std::string heard_;
};

class ScriptedServer {
public:
    explicit ScriptedServer(std::function<void(Connection&)> script, in_addr_t at = INADDR_LOOPBACK)
        : script_(std::move(script))
        , listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(at);
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(listener_, 16);
        socklen_t size = sizeof address;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~ScriptedServer()
    {
        stopping_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    ScriptedServer(ScriptedServer const&) = delete;
    ScriptedServer& operator=(ScriptedServer const&) = delete;

    std::string place() const { return "127.0.0.1:" + std::to_string(port_); }
    int connections() const { return connections_; }

private:
    void serve()
    {
        while (!stopping_) {
            auto const descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (descriptor < 0) return;
            ++connections_;
            Connection connection(descriptor);
            script_(connection);
        }
    }
    std::function<void(Connection&)> script_;
    int listener_;
    std::uint16_t port_ = 0;
    std::atomic<bool> stopping_{false};
    std::atomic<int> connections_{0};
    std::thread thread_;
};

} // namespace guildhall::outbound
