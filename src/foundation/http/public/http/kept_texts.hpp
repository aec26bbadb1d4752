#pragma once
// Records as JSON that were written before, so that lists and details that are asked for often are not written anew.
// What belongs to an answer, and in which state, is asked of the database each time: a text is found by its record's
// last change.
#include "base/time.hpp"
#include "base/uuid.hpp"
#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace guildhall::http {

// A record as one change left it, for certain eyes. Both version and time, as a database that lost its last changes to
// a failover gives the same version again.
struct TextKey {
    Uuid id;
    std::int64_t version = 0;
    Time updated_at;
    std::uint64_t view = 0; // everything else that the text depends on
    friend bool operator==(TextKey const&, TextKey const&) = default;
};

// When a text holds: states may change by time alone.
struct Span {
    Time from = Time::min();
    Time until = Time::max(); // itself not any more
};

// For all threads of the process. Keeps about as many bytes as it is given; what was not asked for lately makes room.
class KeptTexts {
public:
    // Zero bytes: keeps nothing.
    void resize(std::size_t bytes);
    // Puts the text behind `out`, if it is there and holds at this time.
    bool append(TextKey const& key, Time now, std::string& out);
    void keep(TextKey const& key, Span span, std::string_view text);

private:
    struct Kept {
        Span span;
        std::string text;
    };
    struct Hash {
        std::size_t operator()(TextKey const& key) const;
    };
    using Texts = std::unordered_map<TextKey, Kept, Hash>;
    struct Shelf {
        std::mutex mutex;
        Texts fresh, aging; // what is asked for moves back among the fresh; when they are too many, the aging go
        std::size_t fresh_bytes = 0;
    };
    void make_room(Shelf& shelf, std::string_view text);
    static constexpr std::size_t shelves = 16;
    std::array<Shelf, shelves> shelves_;
    std::atomic<std::size_t> shelf_bytes_ = 0; // of the fresh ones of a shelf
};

// The one of this process.
KeptTexts& kept_texts();

// One number for everything that a text depends on besides its record.
template <class... Parts> std::uint64_t view_of_all(Parts... parts)
{
    std::uint64_t view = 0x9e3779b97f4a7c15;
    ((view = (view ^ static_cast<std::uint64_t>(parts)) * 0xff51afd7ed558ccd, view ^= view >> 32), ...);
    return view;
}
std::uint64_t view_part(Uuid const& id);

} // namespace guildhall::http
