#include "compression.hpp"
#include "http/message.hpp"
#include "syntax.hpp"
#include <array>
#include <libdeflate.h>
#include <new>

namespace guildhall::edge {
namespace {

using http::same_name;

// Answers are gzipped on the I/O thread, so a fast level for those made anew and a bound for all.
constexpr int fast_level = 2;
constexpr int thorough_level = 6;
constexpr std::size_t largest_text = 4 * 1024 * 1024;
constexpr std::size_t most_remembered_bytes = 32 * 1024 * 1024;

constexpr std::array<std::string_view, 6> compressible_applications{"application/json", "application/javascript",
    "application/xml", "application/wasm", "application/x-ndjson", "application/manifest+json"};

// Whether the parameters of a coding leave it acceptable: q=0 forbids it, and so does a q that is no number.
bool is_wanted(std::string_view parameters)
{
    auto const equals = parameters.find('=');
    if (equals == std::string_view::npos) return true;
    if (!same_name(trim(parameters.substr(0, equals)), "q")) return true;
    auto const quality = trim(parameters.substr(equals + 1));
    return quality.find_first_not_of("0123456789.") == std::string_view::npos &&
           quality.find_first_of("123456789") != std::string_view::npos;
}

bool ends_with_name(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && same_name(text.substr(text.size() - end.size()), end);
}

} // namespace

void CodingPreference::read(std::string_view list)
{
    while (!list.empty()) {
        auto const element = take_element(list);
        auto const semicolon = element.find(';');
        auto const coding = trim(element.substr(0, semicolon));
        auto const wanted = semicolon == std::string_view::npos || is_wanted(element.substr(semicolon + 1));
        if (same_name(coding, "gzip") || same_name(coding, "x-gzip")) gzip_ = wanted;
        if (coding == "*") any_ = wanted;
    }
}

bool is_compressible(std::string_view content_type)
{
    auto const type = trim(content_type.substr(0, content_type.find(';')));
    if (same_name(type.substr(0, 5), "text/")) return true;
    if (same_name(type.substr(0, 6), "image/")) return false;
    for (auto const known : compressible_applications)
        if (same_name(type, known)) return true;
    return ends_with_name(type, "+json") || ends_with_name(type, "+xml");
}

void Compressor::Free::operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }

Compressor::Compressor() = default;

std::optional<std::string> Compressor::compress(std::string_view text, Engine& engine, int level)
{
    if (!engine) engine.reset(libdeflate_alloc_compressor(level));
    if (!engine) throw std::bad_alloc();
    std::string packed(text.size(), '\0');
    auto const size =
        libdeflate_gzip_compress(engine.get(), text.data(), text.size(), packed.data(), packed.size() - 1);
    if (size == 0) return std::nullopt;
    packed.resize(size);
    return packed;
}

std::optional<std::string> Compressor::gzip(std::string_view text)
{
    if (text.empty() || text.size() > largest_text) return std::nullopt;
    return compress(text, fast_, fast_level);
}

std::optional<std::string_view> Compressor::gzip_constant(std::string_view text)
{
    if (text.empty() || text.size() > largest_text) return std::nullopt;
    auto known = remembered_.find(text.data());
    if (known == remembered_.end()) {
        auto packed = compress(text, thorough_, thorough_level);
        auto const bytes = packed ? packed->size() : 0;
        if (remembered_bytes_ + bytes > most_remembered_bytes) return std::nullopt;
        if (packed) packed->shrink_to_fit();
        remembered_bytes_ += bytes;
        known = remembered_.emplace(text.data(), std::pair(text.size(), std::move(packed))).first;
    }
    auto const& [size, packed] = known->second;
    if (size != text.size() || !packed) return std::nullopt;
    return *packed;
}

} // namespace guildhall::edge
