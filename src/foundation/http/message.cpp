#include "http/message.hpp"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace guildhall::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

} // namespace

bool same_name(std::string_view left, std::string_view right)
{
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i)
        if (lower(left[i]) != lower(right[i])) return false;
    return true;
}

bool is_media_type(std::string_view content_type, std::string_view wanted)
{
    auto type = content_type.substr(0, content_type.find(';'));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.remove_suffix(1);
    return same_name(type, wanted);
}

void Headers::reserve(std::size_t fields, std::size_t bytes)
{
    places_.reserve(fields);
    text_.reserve(bytes);
}

void Headers::add(std::string_view name, std::string_view value)
{
    places_.push_back({text_.size(), name.size(), value.size()});
    text_.append(name).append(value);
}

std::string_view Headers::get(std::string_view name) const
{
    auto const* place = find(name);
    return place ? std::string_view(text_).substr(place->offset + place->name_length, place->value_length)
                 : std::string_view{};
}

bool Headers::has(std::string_view name) const { return find(name) != nullptr; }

Headers::Field Headers::field(std::size_t index) const
{
    auto const& place = places_[index];
    std::string_view const text = text_;
    return {text.substr(place.offset, place.name_length),
        text.substr(place.offset + place.name_length, place.value_length)};
}

Headers::Place const* Headers::find(std::string_view name) const
{
    for (auto const& place : places_)
        if (same_name(std::string_view(text_).substr(place.offset, place.name_length), name)) return &place;
    return nullptr;
}

FileSlice open_file(std::string const& path)
{
    // O_NONBLOCK: opening a FIFO by mistake must not hang; regular files ignore it.
    auto const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return {};
    struct stat facts{};
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        ::close(descriptor);
        return {};
    }
    auto close = [](int const* held) {
        ::close(*held);
        delete held;
    };
    return {std::shared_ptr<int const>(new int(descriptor), close), 0, static_cast<std::uint64_t>(facts.st_size)};
}

} // namespace guildhall::http
