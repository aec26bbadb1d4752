// A name that leads to the internet when it is asked about, and inside when it is called (DNS rebinding, PL-44). The
// name is resolved by this program itself, in place of the C library's resolver that libcurl asks.
#include "outbound/address.hpp"
#include "outbound/client.hpp"
#include "scripted_server.hpp"
#include <cstring>
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

namespace {

constexpr auto changing_name = "rebound.example", public_address = "93.184.216.34", inside_address = "127.0.0.1";
std::atomic<int> times_asked = 0;    // how often somebody asked for the name
std::atomic<int> public_answers = 0; // so many of them hear of the internet

template <class Function> Function* next_of(char const* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

bool leads_to_public(sockaddr const* address)
{
    in_addr wanted{};
    ::inet_pton(AF_INET, public_address, &wanted);
    return address->sa_family == AF_INET &&
           reinterpret_cast<sockaddr_in const*>(address)->sin_addr.s_addr == wanted.s_addr;
}

} // namespace

extern "C" int getaddrinfo(char const* node, char const* service, addrinfo const* hints, addrinfo** found)
{
    auto const& real = *next_of<decltype(getaddrinfo)>("getaddrinfo");
    if (!node || std::strcmp(node, changing_name) != 0) return real(node, service, hints, found);
    return real(times_asked++ < public_answers ? public_address : inside_address, service, hints, found);
}

// The internet is this machine, so that its first answer can be heard.
extern "C" int connect(int descriptor, sockaddr const* address, socklen_t size)
{
    auto const& real = *next_of<decltype(connect)>("connect");
    if (!leads_to_public(address)) return real(descriptor, address, size);
    auto here = *reinterpret_cast<sockaddr_in const*>(address);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return real(descriptor, reinterpret_cast<sockaddr const*>(&here), sizeof here);
}

namespace guildhall::outbound {
namespace {

// What a check before the call would see.
std::string looked_up(char const* name)
{
    addrinfo* found = nullptr;
    addrinfo hints{};
    hints.ai_family = AF_INET;
    if (::getaddrinfo(name, nullptr, &hints, &found) != 0) return {};
    char text[INET_ADDRSTRLEN] = {};
    ::inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in*>(found->ai_addr)->sin_addr, text, sizeof text);
    ::freeaddrinfo(found);
    return text;
}

Call call_to(std::string const& place)
{
    Call call;
    call.url = std::string("http://") + changing_name + place.substr(place.find(':')) + "/";
    call.audience = Audience::public_only;
    call.most_redirects = 3;
    return call;
}

TEST(ChangingName, IsRefusedWhenItLeadsInsideAfterItWasLookedUp)
{
    std::atomic<int> reached = 0;
    ScriptedServer inside([&](Connection& connection) {
        ++reached;
        connection.hear_until("\r\n\r\n");
        connection.say("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    });
    times_asked = 0;
    public_answers = 1;
    EXPECT_TRUE(is_public_address(looked_up(changing_name)));
    auto const reply = Client().call(call_to(inside.place()));
    EXPECT_EQ(times_asked, 2);
    EXPECT_EQ(reply.fault, Fault::address_not_allowed);
    EXPECT_EQ(reply.body, "");
    EXPECT_EQ(reached, 0);
    // The same server is there for whoever may call anywhere.
    auto anywhere = call_to(inside.place());
    anywhere.audience = Audience::anywhere;
    EXPECT_EQ(Client().call(anywhere).body, "secret");
}

// The first connection is to the internet; the answer sends on to the same name, which leads inside by then.
TEST(ChangingName, IsRefusedWhenItLeadsInsideAfterARedirect)
{
    std::atomic<int> reached = 0, asked = 0;
    ScriptedServer inside([&](Connection& connection) {
        ++reached;
        connection.hear_until("\r\n\r\n");
        connection.say("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    });
    auto const further = call_to(inside.place()).url;
    ScriptedServer internet([&](Connection& connection) {
        ++asked;
        connection.hear_until("\r\n\r\n");
        connection.say("HTTP/1.1 302 Found\r\nLocation: " + further + "\r\nContent-Length: 0\r\n\r\n");
    });
    times_asked = 0;
    public_answers = 1;
    auto const reply = Client().call(call_to(internet.place()));
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(times_asked, 2);
    EXPECT_EQ(reply.fault, Fault::address_not_allowed);
    EXPECT_EQ(reached, 0);
    // Where the name stays outside, the redirect is followed.
    times_asked = 0;
    public_answers = 2;
    EXPECT_EQ(Client().call(call_to(internet.place())).body, "secret");
}

} // namespace
} // namespace guildhall::outbound
