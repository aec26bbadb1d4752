#pragma once
// The curve P-256 (FIPS 186-5) and AES-128-GCM, for protocols that say so: Web Push. Keys and points are raw bytes.
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::crypto {

struct CurveKey {
    std::string private_key; // 32 bytes
    std::string public_key;  // 65 bytes: 4, x, y
};
CurveKey new_curve_key();
// Nothing when it is no private key.
std::optional<std::string> public_key_of(std::string_view private_key);

// Diffie-Hellman: the 32 bytes of x. Nothing when either is no key; a point beside the curve is none.
std::optional<std::string> shared_secret(std::string_view private_key, std::string_view public_key);

// ES256 of RFC 7518: SHA-256, signature as 64 bytes r, s. The key must be one.
std::string sign_es256(std::string_view private_key, std::string_view message);
bool verifies_es256(std::string_view public_key, std::string_view message, std::string_view signature);

// AES-128-GCM under a key of 16 bytes and a nonce of 12 that is used once: cipher text, tag.
std::string encrypt_aes128_gcm(std::string_view key, std::string_view nonce, std::string_view text);
std::optional<std::string> decrypt_aes128_gcm(std::string_view key, std::string_view nonce, std::string_view sealed);

} // namespace guildhall::crypto
