#include "crypto/crypto.hpp"
#include "base/outcome.hpp"
#include <array>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>
#include <openssl/sha.h>
#include <sys/random.h>

namespace guildhall::crypto {
namespace {

unsigned char const* raw(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

constexpr std::array<signed char, 256> decoding(char c62, char c63)
{
    std::array<signed char, 256> table{};
    table.fill(-1);
    for (int i = 0; i < 26; ++i) {
        table[static_cast<std::size_t>('A' + i)] = static_cast<signed char>(i);
        table[static_cast<std::size_t>('a' + i)] = static_cast<signed char>(26 + i);
    }
    for (int i = 0; i < 10; ++i) table[static_cast<std::size_t>('0' + i)] = static_cast<signed char>(52 + i);
    table[static_cast<unsigned char>(c62)] = 62;
    table[static_cast<unsigned char>(c63)] = 63;
    return table;
}

// Decodes characters of one alphabet; `padded` wants `=` up to a multiple of four.
std::optional<std::string> decode(std::string_view text, std::array<signed char, 256> const& table, bool padded)
{
    std::string out;
    out.reserve(text.size() / 4 * 3 + 3);
    unsigned buffer = 0;
    int bits = 0;
    std::size_t symbols = 0, padding = 0;
    for (char c : text) {
        if (padded && (c == '\r' || c == '\n' || c == ' ' || c == '\t')) continue;
        if (padded && c == '=') {
            ++padding;
            continue;
        }
        auto const value = table[static_cast<unsigned char>(c)];
        if (value < 0 || padding > 0) return std::nullopt;
        ++symbols;
        buffer = buffer << 6 | static_cast<unsigned>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(buffer >> bits & 0xFF);
        }
    }
    if (symbols % 4 == 1 || (buffer & ((1u << bits) - 1)) != 0) return std::nullopt;
    if (padded && (symbols + padding) % 4 != 0) return std::nullopt;
    return out;
}

// Setting up a key costs five times what a short message does, and a program signs with one key nearly always.
class KeyedMac {
public:
    explicit KeyedMac(std::string_view key)
        : key_(key)
        , mac_(EVP_MAC_fetch(nullptr, "HMAC", nullptr))
        , context_(EVP_MAC_CTX_new(mac_))
    {
        char digest[] = "SHA256";
        OSSL_PARAM const parameters[] = {
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
        check(
            EVP_MAC_init(context_, raw(key_), key_.size(), parameters) == 1, "HMAC takes every key that is not empty");
    }
    ~KeyedMac()
    {
        EVP_MAC_CTX_free(context_);
        EVP_MAC_free(mac_);
    }
    KeyedMac(KeyedMac const&) = delete;
    KeyedMac& operator=(KeyedMac const&) = delete;

    bool has(std::string_view key) const { return key_ == key; }
    std::string of(std::string_view message)
    {
        std::string code(SHA256_DIGEST_LENGTH, '\0');
        std::size_t length = 0;
        check(EVP_MAC_init(context_, nullptr, 0, nullptr) == 1 &&
                  EVP_MAC_update(context_, raw(message), message.size()) == 1 &&
                  EVP_MAC_final(context_, raw(code), &length, code.size()) == 1 && length == code.size(),
            "an authentication code can be computed");
        return code;
    }

private:
    std::string key_;
    EVP_MAC* mac_;
    EVP_MAC_CTX* context_;
};

} // namespace

std::string sha256(std::string_view bytes)
{
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(raw(bytes), bytes.size(), raw(digest));
    return digest;
}

std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes)); }

std::string hmac_sha256(std::string_view key, std::string_view message)
{
    thread_local std::optional<KeyedMac> last;
    if (!last || !last->has(key)) last.emplace(key);
    return last->of(message);
}

std::string sha1(std::string_view bytes)
{
    std::string digest(SHA_DIGEST_LENGTH, '\0');
    SHA1(raw(bytes), bytes.size(), raw(digest));
    return digest;
}

std::string hmac_sha1(std::string_view key, std::string_view message)
{
    std::string code(20, '\0');
    unsigned length = 0;
    check(
        HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), raw(message), message.size(), raw(code), &length) &&
            length == code.size(),
        "an authentication code can be computed");
    return code;
}

std::string random_bytes(std::size_t count)
{
    std::string bytes(count, '\0');
    for (std::size_t got = 0; got < count;) {
        auto const n = getrandom(bytes.data() + got, count - got, 0);
        if (n <= 0) throw Unavailable("the kernel gives no random bytes");
        got += static_cast<std::size_t>(n);
    }
    return bytes;
}

bool equal_in_constant_time(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string base32(std::string_view bytes)
{
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    unsigned buffer = 0;
    int bits = 0;
    for (char c : bytes) {
        buffer = buffer << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) text += letters[buffer >> (bits - 5) & 31];
    }
    if (bits > 0) text += letters[buffer << (5 - bits) & 31];
    return text;
}

std::string hex(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (char c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

static std::string encode_64(std::string_view bytes, std::string_view alphabet)
{
    std::string text;
    unsigned buffer = 0;
    int bits = 0;
    for (char c : bytes) {
        buffer = buffer << 8 | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            text += alphabet[buffer >> bits & 63];
        }
    }
    if (bits > 0) text += alphabet[buffer << (6 - bits) & 63];
    return text;
}

std::string base64url(std::string_view bytes)
{
    return encode_64(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

std::string base64(std::string_view bytes)
{
    auto text = encode_64(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    while (text.size() % 4 != 0) text += '=';
    return text;
}

std::optional<std::string> from_base64url(std::string_view text)
{
    static constexpr auto table = decoding('-', '_');
    return decode(text, table, false);
}

std::optional<std::string> from_base64(std::string_view text)
{
    static constexpr auto table = decoding('+', '/');
    return decode(text, table, true);
}

Sha256::Sha256()
    : context_(EVP_MD_CTX_new())
{
    EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr);
}
Sha256::~Sha256() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }
void Sha256::add(std::string_view bytes)
{
    EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size());
}
std::string Sha256::hex()
{
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), raw(digest), nullptr);
    return crypto::hex(digest);
}

} // namespace guildhall::crypto
