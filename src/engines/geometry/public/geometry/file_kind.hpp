#pragma once
// What a file is, decided by its bytes and never by its name (MF-01).
#include <boost/describe.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace guildhall::geometry {

// A C++ name cannot begin with a digit: `threemf` is "3mf" in text.
BOOST_DEFINE_ENUM_CLASS(
    FileKind, unknown, stl, step, threemf, pdf, docx, xlsx, pptx, dwg, dxf, txt, png, jpeg, webp, gif, zip)

// Looks at no more than about 2 MB of the file. A damaged file of a known kind is still of that kind,
// so that its reader can say what is wrong with it.
FileKind file_kind_of(std::span<std::byte const> bytes);

std::string_view to_string(FileKind kind);
std::optional<FileKind> file_kind_named(std::string_view word);

} // namespace guildhall::geometry
