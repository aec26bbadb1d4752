#pragma once
// Hashes, authentication codes, random bytes and their text forms, over OpenSSL.
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::crypto {

std::string sha256(std::string_view bytes);                              // 32 bytes
std::string sha256_hex(std::string_view bytes);                          // 64 characters
std::string hmac_sha256(std::string_view key, std::string_view message); // 32 bytes
std::string sha1(std::string_view bytes);                                // 20 bytes; for protocols that say so
std::string hmac_sha1(std::string_view key, std::string_view message);   // 20 bytes; for protocols that say so
std::string random_bytes(std::size_t count);                             // from the kernel
// Compares without telling by its time how much was equal.
bool equal_in_constant_time(std::string_view a, std::string_view b);

std::string hex(std::string_view bytes);
std::string base32(std::string_view bytes);    // RFC 4648 section 6, no padding
std::string base64url(std::string_view bytes); // RFC 4648 section 5, no padding
std::string base64(std::string_view bytes);    // the standard alphabet, padded
std::optional<std::string> from_base64url(std::string_view text);
// Standard alphabet with padding; white space is skipped. Nothing when malformed.
std::optional<std::string> from_base64(std::string_view text);

// SHA-256 of a stream that comes in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 const&) = delete;
    Sha256& operator=(Sha256 const&) = delete;
    void add(std::string_view bytes);
    std::string hex();

private:
    void* context_;
};

} // namespace guildhall::crypto
