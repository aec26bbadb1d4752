#include "crypto/public_key.hpp"
#include <memory>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace guildhall::crypto {
namespace {

struct KeyDeleter {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct DigestDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

unsigned char const* der_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

std::unique_ptr<EVP_PKEY, KeyDeleter> read_p256_key(std::string_view text)
{
    auto const* at = der_of(text);
    std::unique_ptr<EVP_PKEY, KeyDeleter> key(d2i_PUBKEY(nullptr, &at, static_cast<long>(text.size())));
    if (!key || at != der_of(text) + text.size() || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC) return {};
    char group[64] = {};
    std::size_t length = 0;
    if (EVP_PKEY_get_group_name(key.get(), group, sizeof group, &length) != 1) return {};
    if (std::string_view(group, length) != "prime256v1") return {};
    return key;
}

} // namespace

bool is_p256_key(std::string_view key) { return read_p256_key(key) != nullptr; }

bool is_signed_by_p256(std::string_view key, std::string_view message, std::string_view signature)
{
    auto const public_key = read_p256_key(key);
    std::unique_ptr<EVP_MD_CTX, DigestDeleter> const context(EVP_MD_CTX_new());
    if (!public_key || !context) return false;
    if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, public_key.get()) != 1) return false;
    return EVP_DigestVerify(context.get(), der_of(signature), signature.size(), der_of(message), message.size()) == 1;
}

} // namespace guildhall::crypto
