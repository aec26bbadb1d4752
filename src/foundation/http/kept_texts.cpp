#include "http/kept_texts.hpp"
#include <cstring>
#include <utility>

namespace guildhall::http {
namespace {

// What an entry takes besides its text: key, node, places in the tables.
constexpr std::size_t entry_bytes = 160;

} // namespace

std::uint64_t view_part(Uuid const& id)
{
    std::uint64_t halves[2];
    std::memcpy(halves, id.bytes.data(), sizeof halves);
    return halves[0] ^ (halves[1] * 0x9e3779b97f4a7c15);
}

std::size_t KeptTexts::Hash::operator()(TextKey const& key) const
{
    return view_of_all(view_part(key.id), key.version, key.updated_at.time_since_epoch().count(), key.view);
}

void KeptTexts::resize(std::size_t bytes)
{
    shelf_bytes_ = bytes / shelves / 2; // the aging ones take as much again
    for (auto& shelf : shelves_) {
        std::lock_guard const lock(shelf.mutex);
        shelf.fresh.clear();
        shelf.aging.clear();
        shelf.fresh_bytes = 0;
    }
}

bool KeptTexts::append(TextKey const& key, Time now, std::string& out)
{
    if (shelf_bytes_ == 0) return false;
    auto& shelf = shelves_[Hash{}(key) >> 8 & (shelves - 1)];
    std::lock_guard const lock(shelf.mutex);
    auto found = shelf.fresh.find(key);
    if (found == shelf.fresh.end()) {
        auto aging = shelf.aging.extract(key);
        if (!aging) return false;
        make_room(shelf, aging.mapped().text);
        found = shelf.fresh.insert(std::move(aging)).position;
    }
    auto const& [span, text] = found->second;
    if (now < span.from || now >= span.until) return false;
    out += text;
    return true;
}

void KeptTexts::keep(TextKey const& key, Span span, std::string_view text)
{
    if (text.size() + entry_bytes > shelf_bytes_ / 4) return;
    auto& shelf = shelves_[Hash{}(key) >> 8 & (shelves - 1)];
    std::lock_guard const lock(shelf.mutex);
    make_room(shelf, text);
    shelf.fresh.insert_or_assign(key, Kept{span, std::string(text)});
}

void KeptTexts::make_room(Shelf& shelf, std::string_view text)
{
    auto const bytes = text.size() + entry_bytes;
    if (shelf.fresh_bytes + bytes > shelf_bytes_) {
        shelf.aging = std::exchange(shelf.fresh, {});
        shelf.fresh_bytes = 0;
    }
    shelf.fresh_bytes += bytes;
}

KeptTexts& kept_texts()
{
    static KeptTexts texts;
    return texts;
}

} // namespace guildhall::http
