#include "address.hpp"
#include "syntax.hpp"
#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstring>
#include <netinet/in.h>

namespace guildhall::edge {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_ipv4(Address const& address)
{
    return std::equal(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin());
}

Address from_ipv4(in_addr const& address)
{
    Address mapped;
    std::ranges::copy(mapped_prefix, mapped.bytes.begin());
    std::memcpy(mapped.bytes.data() + mapped_prefix.size(), &address, sizeof address);
    return mapped;
}

// 203.0.113.7:443 and [2001:db8::1]:443 lose port and brackets.
std::string_view without_port(std::string_view text)
{
    if (text.starts_with('[')) return text.substr(1, std::min(text.find(']'), text.size()) - 1);
    auto const colon = text.find(':');
    return colon == text.rfind(':') ? text.substr(0, colon) : text;
}

std::string joined(http::Headers const& headers, std::string_view name)
{
    std::string all;
    for (auto const& [known, value] : headers)
        if (http::same_name(known, name)) all.append(all.empty() ? "" : ",").append(value);
    return all;
}

std::string_view last_element(std::string_view& list)
{
    auto const comma = list.rfind(',');
    auto const element = trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
    list = list.substr(0, comma == std::string_view::npos ? 0 : comma);
    return element;
}

} // namespace

std::optional<Address> parse_address(std::string_view text)
{
    std::string const terminated(text);
    if (in_addr ipv4{}; ::inet_pton(AF_INET, terminated.c_str(), &ipv4) == 1) return from_ipv4(ipv4);
    Address address;
    if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    return std::nullopt;
}

Address address_of(sockaddr_storage const& peer)
{
    Address address;
    if (peer.ss_family == AF_INET) {
        sockaddr_in ipv4{};
        std::memcpy(&ipv4, &peer, sizeof ipv4);
        return from_ipv4(ipv4.sin_addr);
    }
    if (peer.ss_family == AF_INET6) {
        sockaddr_in6 ipv6{};
        std::memcpy(&ipv6, &peer, sizeof ipv6);
        std::memcpy(address.bytes.data(), &ipv6.sin6_addr, address.bytes.size());
    }
    return address;
}

std::pair<sockaddr_storage, socklen_t> socket_address(Address const& address, std::uint16_t port)
{
    sockaddr_storage endpoint{};
    if (is_ipv4(address)) {
        sockaddr_in ipv4{};
        ipv4.sin_family = AF_INET;
        ipv4.sin_port = htons(port);
        std::memcpy(&ipv4.sin_addr, address.bytes.data() + mapped_prefix.size(), sizeof ipv4.sin_addr);
        std::memcpy(&endpoint, &ipv4, sizeof ipv4);
        return {endpoint, sizeof ipv4};
    }
    sockaddr_in6 ipv6{};
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = htons(port);
    std::memcpy(&ipv6.sin6_addr, address.bytes.data(), address.bytes.size());
    std::memcpy(&endpoint, &ipv6, sizeof ipv6);
    return {endpoint, sizeof ipv6};
}

std::string to_string(Address const& address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    auto const* bytes = address.bytes.data();
    if (is_ipv4(address))
        ::inet_ntop(AF_INET, bytes + mapped_prefix.size(), text.data(), text.size());
    else
        ::inet_ntop(AF_INET6, bytes, text.data(), text.size());
    return text.data();
}

Address subscriber(Address const& address)
{
    auto network = address;
    if (!is_ipv4(address)) std::fill(network.bytes.begin() + 8, network.bytes.end(), std::uint8_t{0});
    return network;
}

std::optional<Networks::Network> Networks::parse_network(std::string_view text)
{
    auto const slash = text.find('/');
    auto const address = parse_address(text.substr(0, slash));
    if (!address) return std::nullopt;
    auto const most_bits = is_ipv4(*address) ? 32u : 128u;
    auto bits = most_bits;
    if (slash != std::string_view::npos) {
        auto const given = parse_decimal(text.substr(slash + 1));
        if (!given || *given > most_bits) return std::nullopt;
        bits = static_cast<unsigned>(*given);
    }
    return Network{*address, bits + 128 - most_bits};
}

std::expected<Networks, std::string> Networks::parse(std::vector<std::string> const& networks)
{
    Networks parsed;
    for (auto const& text : networks) {
        auto const network = parse_network(text);
        if (!network) return std::unexpected("\"" + text + "\" is no network such as 10.0.0.0/8 or ::1.");
        parsed.networks_.push_back(*network);
    }
    return parsed;
}

bool Networks::contains(Address const& address) const
{
    return std::ranges::any_of(networks_, [&](Network const& network) {
        for (unsigned bit = 0; bit < network.bits; bit += 8) {
            auto const kept = std::min(8u, network.bits - bit);
            auto const mask = static_cast<std::uint8_t>(0xff00u >> kept);
            if ((address.bytes[bit / 8] ^ network.address.bytes[bit / 8]) & mask) return false;
        }
        return true;
    });
}

Origin forwarded_origin(http::Headers const& headers, std::string const& peer, Networks const& trusted)
{
    Origin origin{peer, false};
    auto const hops = joined(headers, "x-forwarded-for");
    for (std::string_view rest = hops; !rest.empty();) {
        auto const address = parse_address(without_port(last_element(rest)));
        if (!address) break;
        origin.address = to_string(*address);
        if (!trusted.contains(*address)) break;
    }
    auto const protocols = joined(headers, "x-forwarded-proto");
    std::string_view rest = protocols;
    origin.secure = http::same_name(last_element(rest), "https");
    return origin;
}

} // namespace guildhall::edge
