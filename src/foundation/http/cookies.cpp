#include "http/cookies.hpp"
#include "crypto/crypto.hpp"
#include <algorithm>

namespace guildhall::http {
namespace {

constexpr std::size_t shortest_secret = 32;

} // namespace

std::string cookie_value(Request const& request, std::string_view name)
{
    auto all = request.headers.get("Cookie");
    while (!all.empty()) {
        auto const end = std::min(all.find(';'), all.size());
        auto one = all.substr(0, end);
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
            return std::string(one.substr(name.size() + 1));
        all.remove_prefix(std::min(end + 1, all.size()));
    }
    return {};
}

std::optional<UserId> visitor_of(Request const& request)
{
    auto const secret = cookie_value(request, visitor_cookie);
    if (secret.size() < shortest_secret) return std::nullopt;
    auto const hash = crypto::sha256("visitor:" + secret);
    UserId id;
    auto& bytes = id.uuid.bytes;
    std::copy_n(hash.begin(), bytes.size(), bytes.begin());
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x80); // version 8: of somebody's own making
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    return id;
}

} // namespace guildhall::http
