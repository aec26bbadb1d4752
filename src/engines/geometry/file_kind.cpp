#include "geometry/file_kind.hpp"
#include "part_name.hpp"
#include "stl_encoding.hpp"
#include <algorithm>
#include <array>
#include <utility>

namespace guildhall::geometry {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t inspected_text = 64 * 1024;
constexpr std::size_t inspected_zip_end = 1024 * 1024;

constexpr std::array<std::pair<FileKind, std::string_view>, 16> kind_names{
    {{FileKind::unknown, "unknown"}, {FileKind::stl, "stl"}, {FileKind::step, "step"}, {FileKind::threemf, "3mf"},
        {FileKind::pdf, "pdf"}, {FileKind::docx, "docx"}, {FileKind::xlsx, "xlsx"}, {FileKind::pptx, "pptx"},
        {FileKind::dwg, "dwg"}, {FileKind::dxf, "dxf"}, {FileKind::txt, "txt"}, {FileKind::png, "png"},
        {FileKind::jpeg, "jpeg"}, {FileKind::webp, "webp"}, {FileKind::gif, "gif"}, {FileKind::zip, "zip"}}};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string_view without_leading_blanks(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    return text;
}

std::string_view next_line(std::string_view& text)
{
    auto const end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    return line;
}

bool has_length_16(std::string_view bytes, std::size_t at) { return at + 2 <= bytes.size(); }

std::size_t little_endian_16(std::string_view bytes, std::size_t at)
{
    return static_cast<unsigned char>(bytes[at]) | static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 1]))
                                                       << 8;
}

// What the name of one member says about the package that holds it.
FileKind kind_by_member(std::string_view member)
{
    std::string name(member.substr(0, 200));
    std::ranges::transform(name, name.begin(), lower);
    if (name.ends_with(".model") && name.starts_with("3d/")) return FileKind::threemf;
    if (name == "word/document.xml") return FileKind::docx;
    if (name == "xl/workbook.xml" || name == "xl/workbook.bin") return FileKind::xlsx;
    if (name == "ppt/presentation.xml") return FileKind::pptx;
    return FileKind::zip;
}

// Member names stand in records that begin with a signature; the lengths of the names lie at a fixed place in them.
FileKind kind_by_members(std::string_view zip, std::string_view signature, std::size_t length_at, std::size_t name_at)
{
    for (auto at = zip.find(signature); at != std::string_view::npos; at = zip.find(signature, at + 4)) {
        if (!has_length_16(zip, at + length_at)) break;
        auto const length = little_endian_16(zip, at + length_at);
        if (at + name_at + length > zip.size()) continue;
        if (auto const kind = kind_by_member(zip.substr(at + name_at, length)); kind != FileKind::zip) return kind;
    }
    return FileKind::zip;
}

// The directory at the end names all members; a package cut short still has the records before each member.
FileKind kind_of_zip(std::string_view zip)
{
    auto const tail = zip.substr(zip.size() - std::min(zip.size(), inspected_zip_end));
    if (auto const kind = kind_by_members(tail, "PK\x01\x02", 28, 46); kind != FileKind::zip) return kind;
    return kind_by_members(zip.substr(0, inspected_zip_end), "PK\x03\x04", 26, 30);
}

// The exchange structure may be preceded by comments (ISO 10303-21, 5.1).
bool is_step(std::string_view text)
{
    text = without_leading_blanks(text.substr(0, inspected_text));
    while (text.starts_with("/*")) {
        auto const end = text.find("*/", 2);
        if (end == std::string_view::npos) return false;
        text = without_leading_blanks(text.substr(end + 2));
    }
    return text.starts_with("ISO-10303-21");
}

// Pairs of lines, a group code and its value: comments (999), then the first section.
bool is_dxf(std::string_view bytes)
{
    if (bytes.starts_with("AutoCAD Binary DXF\r\n\x1A\0"sv)) return true;
    auto text = without_leading_blanks(bytes.substr(0, inspected_text));
    auto code = next_line(text);
    for (int comments = 0; code == "999" && comments < 100; ++comments) {
        next_line(text);
        code = next_line(text);
    }
    return code == "0" && next_line(text) == "SECTION";
}

bool is_dwg(std::string_view bytes)
{
    return bytes.size() > 6 && bytes.starts_with("AC10") && bytes[4] >= '0' && bytes[4] <= '9' && bytes[5] >= '0' &&
           bytes[5] <= '9';
}

bool is_text(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
    bool const whole = bytes.size() <= inspected_text;
    bytes = bytes.substr(0, inspected_text);
    while (!bytes.empty()) {
        auto const first = static_cast<unsigned char>(bytes[0]);
        if (first < ' ' && bytes.find_first_of("\t\n\f\r") != 0) return false;
        auto const length = utf8_character_length(bytes);
        // The last character inspected may be cut in two by the limit.
        if (length == 0) return !whole && bytes.size() < 4 && first >= 0x80;
        bytes.remove_prefix(length);
    }
    return true;
}

} // namespace

FileKind file_kind_of(std::span<std::byte const> bytes)
{
    std::string_view const text(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    if (text.empty()) return FileKind::unknown;
    if (text.starts_with("PK\x03\x04") || text.starts_with("PK\x05\x06")) return kind_of_zip(text);
    if (text.starts_with("\x89PNG\r\n\x1A\n")) return FileKind::png;
    if (text.starts_with("\xFF\xD8\xFF")) return FileKind::jpeg;
    if (text.starts_with("RIFF") && text.size() >= 12 && text.substr(8, 4) == "WEBP") return FileKind::webp;
    if (text.starts_with("GIF87a") || text.starts_with("GIF89a")) return FileKind::gif;
    if (is_dwg(text)) return FileKind::dwg;
    if (is_step(text)) return FileKind::step;
    if (is_dxf(text)) return FileKind::dxf;
    if (stl_encoding_of(bytes) != StlEncoding::none) return FileKind::stl;
    if (text.substr(0, 1024).find("%PDF-") != std::string_view::npos) return FileKind::pdf;
    return is_text(text) ? FileKind::txt : FileKind::unknown;
}

std::string_view to_string(FileKind kind)
{
    for (auto const& [known, name] : kind_names)
        if (known == kind) return name;
    return "unknown";
}

std::optional<FileKind> file_kind_named(std::string_view word)
{
    for (auto const& [kind, name] : kind_names)
        if (name == word) return kind;
    return std::nullopt;
}

} // namespace guildhall::geometry
