#pragma once
// Signatures that others made with a private key of theirs, over OpenSSL.
#include <string_view>

namespace guildhall::crypto {

// Whether these bytes (SubjectPublicKeyInfo, DER) are a public key on the curve P-256.
bool is_p256_key(std::string_view key);
// ECDSA with SHA-256 over the message; the signature is DER. False also when key or signature is malformed.
bool is_signed_by_p256(std::string_view key, std::string_view message, std::string_view signature);

} // namespace guildhall::crypto
