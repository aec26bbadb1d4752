#pragma once
// Tokens that say something, signed with the installation's secret for one purpose. Pure.
#include "base/uuid.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::notifications {

inline constexpr std::size_t id_size = 16;
std::string bytes_of(Uuid const& id);
// Of at least id_size bytes.
Uuid uuid_of(std::string_view bytes);

// base64url of a 16-byte HMAC-SHA256 and the content. A token of one purpose is none of another.
std::string signed_token(std::string const& secret, std::string_view purpose, std::string const& content);
// The content; nothing when the token is not ours.
std::optional<std::string> content_of(std::string const& secret, std::string_view purpose, std::string const& token);

} // namespace guildhall::notifications
