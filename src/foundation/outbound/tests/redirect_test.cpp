// A server of the internet that sends us to an address inside (SSRF by redirect): it is not called.
#include "outbound/client.hpp"
#include "scripted_server.hpp"
#include <cstring>
#include <gtest/gtest.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>

namespace guildhall::outbound {
namespace {

constexpr char const* on_the_internet = "203.0.114.9";

// A network of this thread's own, in which an address of the internet is this machine. False where that is not allowed.
bool enter_network_of_its_own()
{
    if (::unshare(CLONE_NEWNET) != 0) return false;
    auto const control = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq wish{};
    std::strcpy(wish.ifr_name, "lo");
    wish.ifr_flags = IFF_UP | IFF_LOOPBACK | IFF_RUNNING;
    auto done = ::ioctl(control, SIOCSIFFLAGS, &wish) == 0;
    wish = {};
    std::strcpy(wish.ifr_name, "lo:1");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, on_the_internet, &address.sin_addr);
    std::memcpy(&wish.ifr_addr, &address, sizeof address);
    done = ::ioctl(control, SIOCSIFADDR, &wish) == 0 && done;
    ::close(control);
    return done;
}

TEST(Redirect, LeadsNobodyInside)
{
    bool has_network = false;
    std::thread([&] {
        has_network = enter_network_of_its_own();
        if (!has_network) return;
        std::string port;
        ScriptedServer server(
            [&](Connection& client) {
                auto const head = client.hear_until("\r\n\r\n");
                client.say(head.starts_with("GET /inside")
                               ? "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret"
                               : "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1" + port +
                                     "/inside\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            },
            INADDR_ANY);
        port = server.place().substr(server.place().find(':'));
        Call call;
        call.url = "http://" + std::string(on_the_internet) + port + "/";
        call.most_redirects = 3;
        EXPECT_EQ(Client().call(call).body, "secret") << "whoever may go anywhere arrives";
        call.audience = Audience::public_only;
        auto const before = server.connections();
        auto const reply = Client().call(call);
        EXPECT_EQ(reply.fault, Fault::address_not_allowed) << reply.detail;
        EXPECT_EQ(reply.body, "");
        EXPECT_EQ(server.connections(), before + 1) << "only the first was called";
        call.most_redirects = 0;
        EXPECT_EQ(Client().call(call).status, 302u);
    }).join();
    if (!has_network) GTEST_SKIP() << "no network of our own can be made here";
}

} // namespace
} // namespace guildhall::outbound
