#pragma once
// Addresses of peers, and who they say they speak for.
#include "http/message.hpp"
#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <utility>
#include <vector>

namespace guildhall::edge {

// An IP address as IPv6; IPv4 is mapped to ::ffff:a.b.c.d.
struct Address {
    std::array<std::uint8_t, 16> bytes{};
    friend auto operator<=>(Address const&, Address const&) = default;
};

std::optional<Address> parse_address(std::string_view text);
Address address_of(sockaddr_storage const& peer);
// What bind wants: the endpoint and its size.
std::pair<sockaddr_storage, socklen_t> socket_address(Address const& address, std::uint16_t port);
std::string to_string(Address const& address);
// What one customer usually holds: an IPv4 address, or the /64 network of an IPv6 address.
Address subscriber(Address const& address);

// A set of networks such as 10.0.0.0/8, ::1 or fd00::/8.
class Networks {
public:
    // The reason is a sentence that names the malformed network.
    static std::expected<Networks, std::string> parse(std::vector<std::string> const& networks);
    bool contains(Address const& address) const;

private:
    struct Network {
        Address address;
        unsigned bits = 128;
    };
    static std::optional<Network> parse_network(std::string_view text);
    std::vector<Network> networks_;
};

// Who sent a request that came from a trusted proxy.
struct Origin {
    std::string address;
    bool secure = false;
};
// Reads X-Forwarded-For from the right up to the first address that is no trusted proxy, as what stands left of it
// may be invented, and X-Forwarded-Proto as the nearest proxy set it.
Origin forwarded_origin(http::Headers const& headers, std::string const& peer, Networks const& trusted);

} // namespace guildhall::edge
