#include "secrets/keyring.hpp"
#include "base/outcome.hpp"
#include "crypto/crypto.hpp"
#include "crypto/seal.hpp"
#include "secrets/sealed_column.hpp"
#include <algorithm>

namespace guildhall::secrets {
namespace {

constexpr std::size_t id_bytes = 6;

std::string id_of(std::string_view material)
{
    return crypto::hex(crypto::hmac_sha256(material, "the name of this key").substr(0, id_bytes));
}

std::string from_hex(std::string_view text)
{
    std::string bytes;
    auto const digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
    return bytes;
}

} // namespace

Keyring::Keyring(std::string const& current, std::vector<std::string> const& old)
{
    auto const add = [&](std::string const& material) {
        check(material.size() >= shortest_key, "a key that seals has 32 characters at least");
        auto id = id_of(material);
        if (!knows(id)) keys_.push_back({std::move(id), material});
    };
    add(current);
    for (auto const& material : old) add(material);
}

bool Keyring::knows(std::string_view key_id) const { return std::ranges::find(keys_, key_id, &Key::id) != keys_.end(); }

std::string Keyring::seal(std::string_view purpose, std::string_view context, std::string_view text) const
{
    auto const& key = keys_.front();
    return std::string(sealed_mark) + from_hex(key.id) +
           crypto::seal(crypto::hmac_sha256(key.material, purpose), context, text);
}

Keyring::Opened Keyring::open(std::string_view purpose, std::string_view context, std::string_view sealed) const
{
    auto const with = [&](Key const& key, std::string_view bytes) {
        return crypto::open_sealed(crypto::hmac_sha256(key.material, purpose), context, bytes);
    };
    Opened opened;
    auto const head = sealed_mark.size() + id_bytes;
    if (sealed.starts_with(sealed_mark) && sealed.size() > head) {
        opened.key_id = crypto::hex(sealed.substr(sealed_mark.size(), id_bytes));
        auto const key = std::ranges::find(keys_, opened.key_id, &Key::id);
        if (key != keys_.end()) opened.text = with(*key, sealed.substr(head));
        opened.by_current = opened.text && key == keys_.begin();
        if (opened.text) return opened;
    }
    // A value from before ids; its nonce may look like our mark, once in 2^48.
    for (auto const& key : keys_) {
        auto text = with(key, sealed);
        if (!text) continue;
        opened.key_id.clear();
        opened.text = std::move(text);
        return opened;
    }
    return opened;
}

std::string make_key() { return crypto::base64url(crypto::random_bytes(32)); }

} // namespace guildhall::secrets
