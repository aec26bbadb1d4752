#include "base/outcome.hpp"
#include "crypto/crypto.hpp"
#include <memory>
#include <openssl/evp.h>

namespace guildhall::crypto {
namespace {

constexpr std::size_t nonce_size = 12, tag_size = 16;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

CipherContext context_for(std::string_view key)
{
    check(key.size() == 32, "a sealing key has 32 bytes");
    CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    if (!context) throw std::bad_alloc();
    return context;
}

} // namespace

std::string seal(std::string_view key, std::string_view plain, std::string_view bound_to)
{
    auto const context = context_for(key);
    auto const nonce = random_bytes(nonce_size);
    std::string sealed(plain.size(), '\0'), tag(tag_size, '\0');
    int length = 0;
    check(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key), bytes_of(nonce)) == 1 &&
              EVP_EncryptUpdate(context.get(), nullptr, &length, bytes_of(bound_to), int(bound_to.size())) == 1 &&
              EVP_EncryptUpdate(context.get(), bytes_of(sealed), &length, bytes_of(plain), int(plain.size())) == 1 &&
              EVP_EncryptFinal_ex(context.get(), bytes_of(sealed) + length, &length) == 1 &&
              EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, int(tag_size), tag.data()) == 1,
        "AES-256-GCM encrypts");
    return base64url(nonce + sealed + tag);
}

std::optional<std::string> unseal(std::string_view key, std::string_view sealed, std::string_view bound_to)
{
    auto const context = context_for(key);
    auto const bytes = from_base64url(sealed);
    if (!bytes || bytes->size() < nonce_size + tag_size) return std::nullopt;
    auto const nonce = bytes->substr(0, nonce_size);
    auto const hidden = bytes->substr(nonce_size, bytes->size() - nonce_size - tag_size);
    auto tag = bytes->substr(bytes->size() - tag_size);
    std::string plain(hidden.size(), '\0');
    int length = 0;
    auto const is_genuine =
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key), bytes_of(nonce)) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &length, bytes_of(bound_to), int(bound_to.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), bytes_of(plain), &length, bytes_of(hidden), int(hidden.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, int(tag_size), tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytes_of(plain) + length, &length) == 1;
    return is_genuine ? std::optional(std::move(plain)) : std::nullopt;
}

} // namespace guildhall::crypto
