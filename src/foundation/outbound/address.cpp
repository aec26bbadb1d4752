#include "outbound/address.hpp"
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <string>

namespace guildhall::outbound {
namespace {

struct Network4 {
    std::uint32_t address;
    int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d)
{
    return a << 24 | b << 16 | c << 8 | d;
}

// IANA's registry of special addresses, as far as nobody out there answers to them.
constexpr Network4 inside4[] = {{ip(0, 0, 0, 0), 8}, {ip(10, 0, 0, 0), 8}, {ip(100, 64, 0, 0), 10},
    {ip(127, 0, 0, 0), 8}, {ip(169, 254, 0, 0), 16}, {ip(172, 16, 0, 0), 12}, {ip(192, 0, 0, 0), 24},
    {ip(192, 0, 2, 0), 24}, {ip(192, 88, 99, 0), 24}, {ip(192, 168, 0, 0), 16}, {ip(198, 18, 0, 0), 15},
    {ip(198, 51, 100, 0), 24}, {ip(203, 0, 113, 0), 24}, {ip(224, 0, 0, 0), 4}, {ip(240, 0, 0, 0), 4}};

bool is_public4(std::uint32_t address)
{
    for (auto const& network : inside4)
        if ((address ^ network.address) >> (32 - network.bits) == 0) return false;
    return true;
}

// All that is given out is in 2000::/3; what of it wraps IPv4 or is for documents is not.
bool is_public6(std::array<std::uint8_t, 16> const& a)
{
    if ((a[0] & 0xe0) != 0x20) return false;
    if (a[0] == 0x20 && a[1] == 0x02) return false;                // 6to4
    if (a[0] == 0x20 && a[1] == 0x01 && a[2] < 0x02) return false; // 2001::/23: Teredo, ORCHID and others
    if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0d && a[3] == 0xb8) return false; // documentation
    if (a[0] == 0x3f && a[1] == 0xff && a[2] < 0x10) return false;                  // documentation
    return true;
}

} // namespace

bool is_public_address(sockaddr const& address)
{
    if (address.sa_family == AF_INET) {
        sockaddr_in inet{};
        std::memcpy(&inet, &address, sizeof inet);
        return is_public4(ntohl(inet.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 inet{};
        std::memcpy(&inet, &address, sizeof inet);
        std::array<std::uint8_t, 16> bytes{};
        std::memcpy(bytes.data(), inet.sin6_addr.s6_addr, bytes.size());
        return is_public6(bytes);
    }
    return false;
}

bool is_public_address(std::string_view text)
{
    if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
    std::string const words(text);
    in_addr four{};
    if (::inet_pton(AF_INET, words.c_str(), &four) == 1) return is_public4(ntohl(four.s_addr));
    std::array<std::uint8_t, 16> six{};
    return ::inet_pton(AF_INET6, words.c_str(), six.data()) == 1 && is_public6(six);
}

} // namespace guildhall::outbound
