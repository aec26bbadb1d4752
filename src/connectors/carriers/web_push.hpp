#pragma once
// Web Push: a message that only the browser can read (RFC 8291, aes128gcm of RFC 8188), and the token that says who
// sends it (VAPID, RFC 8292). Pure: fresh keys and salts come from the caller.
#include "base/time.hpp"
#include "crypto/elliptic.hpp"

namespace guildhall::carriers {

// At most 3993 bytes, so that the whole fits into the 4096 that every push service takes. Nothing when the browser's
// key is none. `salt` has 16 bytes, `auth` as many.
std::optional<std::string> encrypt_push(std::string_view text, std::string_view browser_key, std::string_view auth,
    crypto::CurveKey const& sender, std::string_view salt);

// "https://push.example.net" of an endpoint; empty when it is no https or http URL.
std::string origin_of(std::string_view url);

// The value of Authorization: a token of 12 hours for this endpoint.
std::string vapid_authorization(
    crypto::CurveKey const& key, std::string_view endpoint, std::string_view subject, Time now);

} // namespace guildhall::carriers
