#pragma once
// What a browser sends back by itself.
#include "base/uuid.hpp"
#include "http/message.hpp"

namespace guildhall::http {

// The value of that cookie; empty when the request does not bring it.
std::string cookie_value(Request const& request, std::string_view name);

// A browser that nobody has signed in with may choose a secret of its own, at least 32 characters: then what it sends
// belongs to it, and it alone sees it. The id is made from the secret's hash, so nobody can pass for a browser whose
// id he has read, and of UUID version 8, so it is never a user's. Nothing when it chose no secret.
inline constexpr std::string_view visitor_cookie = "guildhall_visitor";
std::optional<UserId> visitor_of(Request const& request);

} // namespace guildhall::http
