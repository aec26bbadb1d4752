#include "signed_token.hpp"
#include "crypto/crypto.hpp"
#include <algorithm>

namespace guildhall::notifications {
namespace {

constexpr std::size_t mac_size = 16;

std::string mac_of(std::string const& secret, std::string_view purpose, std::string const& content)
{
    return crypto::hmac_sha256(secret, std::string(purpose) + "\n" + content).substr(0, mac_size);
}

} // namespace

std::string bytes_of(Uuid const& id) { return {id.bytes.begin(), id.bytes.end()}; }

Uuid uuid_of(std::string_view bytes)
{
    Uuid id;
    std::copy_n(bytes.begin(), id_size, id.bytes.begin());
    return id;
}

std::string signed_token(std::string const& secret, std::string_view purpose, std::string const& content)
{
    return crypto::base64url(mac_of(secret, purpose, content) + content);
}

std::optional<std::string> content_of(std::string const& secret, std::string_view purpose, std::string const& token)
{
    auto const bytes = crypto::from_base64url(token);
    if (!bytes || bytes->size() <= mac_size) return std::nullopt;
    auto content = bytes->substr(mac_size);
    if (!crypto::equal_in_constant_time(bytes->substr(0, mac_size), mac_of(secret, purpose, content)))
        return std::nullopt;
    return content;
}

} // namespace guildhall::notifications
