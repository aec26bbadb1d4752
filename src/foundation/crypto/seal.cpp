#include "crypto/seal.hpp"
#include "base/outcome.hpp"
#include "crypto/crypto.hpp"
#include <memory>
#include <openssl/evp.h>

namespace guildhall::crypto {
namespace {

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

constexpr std::size_t nonce_size = 12, tag_size = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

// NIST SP 800-38D with a random nonce of 96 bits.
Cipher start_gcm(std::string_view key, std::string_view nonce, std::string_view context, bool seals)
{
    check(key.size() == 32, "a key of AES-256 has 32 bytes");
    Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    check(
        EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key), bytes_of(nonce), seals ? 1 : 0) ==
                1 &&
            EVP_CipherUpdate(cipher.get(), nullptr, &length, bytes_of(context), static_cast<int>(context.size())) == 1,
        "AES-GCM can be set up");
    return cipher;
}

} // namespace

std::string seal(std::string_view key, std::string_view context, std::string_view text)
{
    auto const nonce = random_bytes(nonce_size);
    auto const cipher = start_gcm(key, nonce, context, true);
    std::string sealed(text.size(), '\0');
    int length = 0, rest = 0;
    check(EVP_EncryptUpdate(cipher.get(), bytes_of(sealed), &length, bytes_of(text), static_cast<int>(text.size())) ==
                  1 &&
              EVP_EncryptFinal_ex(cipher.get(), bytes_of(sealed) + length, &rest) == 1,
        "AES-GCM takes every text");
    std::string tag(tag_size, '\0');
    check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(tag_size), tag.data()) == 1,
        "AES-GCM gives a tag");
    return nonce + sealed + tag;
}

std::optional<std::string> open_sealed(std::string_view key, std::string_view context, std::string_view sealed)
{
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    auto const cipher = start_gcm(key, sealed.substr(0, nonce_size), context, false);
    auto const body = sealed.substr(nonce_size, sealed.size() - nonce_size - tag_size);
    std::string tag(sealed.substr(sealed.size() - tag_size)), text(body.size(), '\0');
    int length = 0, rest = 0;
    auto const opens =
        EVP_DecryptUpdate(cipher.get(), bytes_of(text), &length, bytes_of(body), static_cast<int>(body.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tag_size), tag.data()) == 1 &&
        EVP_DecryptFinal_ex(cipher.get(), bytes_of(text) + length, &rest) == 1;
    return opens ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace guildhall::crypto
