#pragma once
// Authenticated encryption. Whoever keeps a secret seals it through the module `secrets`, which knows how keys change.
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::crypto {

// AES-256-GCM under a key of 32 bytes: nonce, cipher text, tag. `context` is not kept, and must be the same to open:
// what was sealed for one row opens in no other. Opening answers nothing when key, context or text is not the right
// one.
std::string seal(std::string_view key, std::string_view context, std::string_view text);
std::optional<std::string> open_sealed(std::string_view key, std::string_view context, std::string_view sealed);

} // namespace guildhall::crypto
