#pragma once
// The keys that seal secrets at rest (PL-68).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::secrets {

class Keyring {
public:
    static constexpr std::size_t shortest_key = 32;
    // Each of 32 characters at least. `current` seals and opens, the others only open.
    explicit Keyring(std::string const& current, std::vector<std::string> const& old = {});

    // Twelve hexadecimal digits that name a key and do not give it away.
    std::string const& current_id() const { return keys_.front().id; }
    bool knows(std::string_view key_id) const;

private:
    friend class SealedColumn; // nothing is sealed but for a column of the list

    struct Key {
        std::string id, material;
    };
    // What a value says of itself, and its text when one of the keys opens it.
    struct Opened {
        std::string key_id; // empty: sealed before values named their key
        std::optional<std::string> text;
        bool by_current = false;
    };
    std::string seal(std::string_view purpose, std::string_view context, std::string_view text) const;
    Opened open(std::string_view purpose, std::string_view context, std::string_view sealed) const;

    std::vector<Key> keys_; // the current one first
};

// A key for a new installation, or for the next rotation: 43 characters.
std::string make_key();

} // namespace guildhall::secrets
