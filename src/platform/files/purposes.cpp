#include "files/purposes.hpp"
#include "geometry/file_kind.hpp"
#include <algorithm>
#include <span>

namespace guildhall::files {
namespace {

using Limit = std::int64_t SizeLimits::*;

struct PurposeLine {
    Purpose purpose;
    Limit most;
    std::vector<std::string> kinds;
};

// Models and the documents of MF-01. No SVG and no HTML: they could run in our pages.
std::vector<PurposeLine> const& purpose_table()
{
    static std::vector<PurposeLine> const table{
        {Purpose::model, &SizeLimits::model, {"stl", "step", "3mf"}},
        {Purpose::document, &SizeLimits::document,
            {"pdf", "docx", "xlsx", "pptx", "dwg", "dxf", "txt", "png", "jpeg", "webp", "gif"}},
        {Purpose::picture, &SizeLimits::picture, {"png", "jpeg", "webp", "gif"}},
        {Purpose::attachment, &SizeLimits::attachment,
            {"stl", "step", "3mf", "pdf", "docx", "xlsx", "pptx", "dwg", "dxf", "txt", "png", "jpeg", "webp", "gif"}},
    };
    return table;
}

} // namespace

PurposeRules::PurposeRules(SizeLimits const& limits)
{
    for (auto const& line : purpose_table()) rules_.push_back({line.purpose, line.kinds, limits.*line.most});
}

PurposeRule const& PurposeRules::of(std::optional<Purpose> purpose, std::string_view kind) const
{
    return of(purpose.value_or(is_cad(kind) ? Purpose::model : Purpose::attachment));
}

std::int64_t PurposeRules::most_bytes(std::optional<Purpose> purpose) const
{
    if (purpose) return of(*purpose).most_bytes;
    return std::ranges::max(rules_, {}, &PurposeRule::most_bytes).most_bytes;
}

std::string kind_of(std::string_view bytes)
{
    return std::string(geometry::to_string(geometry::file_kind_of(std::as_bytes(std::span(bytes)))));
}

bool is_cad(std::string_view kind) { return kind == "stl" || kind == "step" || kind == "3mf"; }

std::string megabytes(std::int64_t bytes)
{
    constexpr std::int64_t megabyte = 1 << 20;
    return std::to_string((bytes + megabyte - 1) / megabyte) + " MB";
}

} // namespace guildhall::files
