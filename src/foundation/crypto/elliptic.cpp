#include "crypto/elliptic.hpp"
#include "base/outcome.hpp"
#include <memory>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

namespace guildhall::crypto {
namespace {

constexpr std::size_t scalar_size = 32, point_size = 65, gcm_tag = 16;

unsigned char const* in(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* out(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

template <class T, auto free> struct Free {
    void operator()(T* pointer) const { free(pointer); }
};
template <class T, auto free> using Owned = std::unique_ptr<T, Free<T, free>>;
using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Number = Owned<BIGNUM, BN_clear_free>;
using Digest = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Signature = Owned<ECDSA_SIG, ECDSA_SIG_free>;
using Gcm = Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

EC_GROUP const* curve()
{
    static Owned<EC_GROUP, EC_GROUP_free> const group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    check(group != nullptr, "OpenSSL knows P-256");
    return group.get();
}

// A key of both halves, or of the public one alone.
Key key_of(std::string_view public_key, BIGNUM const* private_number)
{
    Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> const builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, public_key.data(), public_key.size());
    if (private_number) OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, private_number);
    Owned<OSSL_PARAM, OSSL_PARAM_free> const parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    KeyContext const context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    auto const selection = private_number ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1)
        return {};
    return Key(key);
}

Key public_key(std::string_view point)
{
    if (point.size() != point_size || point[0] != 4) return {};
    return key_of(point, nullptr);
}

Number number_of(std::string_view scalar)
{
    if (scalar.size() != scalar_size) return {};
    Number number(BN_bin2bn(in(scalar), static_cast<int>(scalar.size()), nullptr));
    if (BN_is_zero(number.get()) || BN_cmp(number.get(), EC_GROUP_get0_order(curve())) >= 0) return {};
    return number;
}

Key private_key_of(std::string_view scalar)
{
    auto const number = number_of(scalar);
    auto const point = public_key_of(scalar);
    return number && point ? key_of(*point, number.get()) : Key{};
}

Gcm start_gcm128(std::string_view key, std::string_view nonce, bool encrypts)
{
    check(key.size() == 16 && nonce.size() == 12, "AES-128-GCM has a key of 16 bytes and a nonce of 12");
    Gcm cipher(EVP_CIPHER_CTX_new());
    check(EVP_CipherInit_ex(cipher.get(), EVP_aes_128_gcm(), nullptr, in(key), in(nonce), encrypts ? 1 : 0) == 1,
        "AES-GCM can be set up");
    return cipher;
}

} // namespace

CurveKey new_curve_key()
{
    Key const key(EVP_EC_gen("P-256"));
    check(key != nullptr, "OpenSSL makes a key");
    BIGNUM* scalar = nullptr;
    check(EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &scalar) == 1, "a new key has a private half");
    Number const owned(scalar);
    CurveKey fresh;
    fresh.private_key.resize(scalar_size);
    BN_bn2binpad(scalar, out(fresh.private_key), static_cast<int>(scalar_size));
    fresh.public_key = public_key_of(fresh.private_key).value();
    return fresh;
}

std::optional<std::string> public_key_of(std::string_view private_key)
{
    auto const number = number_of(private_key);
    if (!number) return std::nullopt;
    Owned<EC_POINT, EC_POINT_free> const point(EC_POINT_new(curve()));
    std::string bytes(point_size, '\0');
    auto const is_made = EC_POINT_mul(curve(), point.get(), number.get(), nullptr, nullptr, nullptr) == 1 &&
                         EC_POINT_point2oct(curve(), point.get(), POINT_CONVERSION_UNCOMPRESSED, out(bytes), point_size,
                             nullptr) == point_size;
    return is_made ? std::optional(std::move(bytes)) : std::nullopt;
}

std::optional<std::string> shared_secret(std::string_view private_key, std::string_view their_key)
{
    auto const ours = private_key_of(private_key), theirs = public_key(their_key);
    if (!ours || !theirs) return std::nullopt;
    KeyContext const context(EVP_PKEY_CTX_new(ours.get(), nullptr));
    std::string secret(scalar_size, '\0');
    auto size = secret.size();
    if (EVP_PKEY_derive_init(context.get()) != 1 || EVP_PKEY_derive_set_peer(context.get(), theirs.get()) != 1 ||
        EVP_PKEY_derive(context.get(), out(secret), &size) != 1 || size != scalar_size)
        return std::nullopt;
    return secret;
}

std::string sign_es256(std::string_view private_key, std::string_view message)
{
    auto const key = private_key_of(private_key);
    check(key != nullptr, "a key that signs is a key");
    Digest const digest(EVP_MD_CTX_new());
    std::size_t size = 0;
    check(EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
              EVP_DigestSign(digest.get(), nullptr, &size, in(message), message.size()) == 1,
        "ES256 can be set up");
    std::string der(size, '\0');
    check(EVP_DigestSign(digest.get(), out(der), &size, in(message), message.size()) == 1, "ES256 signs every message");
    auto const* at = in(der);
    Signature const pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
    check(pair != nullptr, "OpenSSL reads what it wrote");
    std::string raw_pair(2 * scalar_size, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out(raw_pair), static_cast<int>(scalar_size));
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out(raw_pair) + scalar_size, static_cast<int>(scalar_size));
    return raw_pair;
}

bool verifies_es256(std::string_view point, std::string_view message, std::string_view signature)
{
    auto const key = public_key(point);
    if (!key || signature.size() != 2 * scalar_size) return false;
    Signature const pair(ECDSA_SIG_new());
    ECDSA_SIG_set0(pair.get(), BN_bin2bn(in(signature), static_cast<int>(scalar_size), nullptr),
        BN_bin2bn(in(signature) + scalar_size, static_cast<int>(scalar_size), nullptr));
    auto const size = i2d_ECDSA_SIG(pair.get(), nullptr);
    if (size <= 0) return false;
    std::string der(static_cast<std::size_t>(size), '\0');
    auto* at = out(der);
    i2d_ECDSA_SIG(pair.get(), &at);
    Digest const digest(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(digest.get(), in(der), der.size(), in(message), message.size()) == 1;
}

std::string encrypt_aes128_gcm(std::string_view key, std::string_view nonce, std::string_view text)
{
    auto const cipher = start_gcm128(key, nonce, true);
    std::string sealed(text.size(), '\0'), tag(gcm_tag, '\0');
    int length = 0, rest = 0;
    check(EVP_EncryptUpdate(cipher.get(), out(sealed), &length, in(text), static_cast<int>(text.size())) == 1 &&
              EVP_EncryptFinal_ex(cipher.get(), out(sealed) + length, &rest) == 1 &&
              EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(gcm_tag), tag.data()) == 1,
        "AES-GCM takes every text");
    return sealed + tag;
}

std::optional<std::string> decrypt_aes128_gcm(std::string_view key, std::string_view nonce, std::string_view sealed)
{
    if (sealed.size() < gcm_tag) return std::nullopt;
    auto const cipher = start_gcm128(key, nonce, false);
    auto const body = sealed.substr(0, sealed.size() - gcm_tag);
    std::string tag(sealed.substr(body.size())), text(body.size(), '\0');
    int length = 0, rest = 0;
    auto const opens =
        EVP_DecryptUpdate(cipher.get(), out(text), &length, in(body), static_cast<int>(body.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(gcm_tag), tag.data()) == 1 &&
        EVP_DecryptFinal_ex(cipher.get(), out(text) + length, &rest) == 1;
    return opens ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace guildhall::crypto
