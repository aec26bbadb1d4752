#pragma once
// What is written on a label of a document.
#include "bodies.hpp"
#include <TDF_Label.hxx>
#include <XCAFDoc_ColorTool.hxx>

namespace guildhall::step {

std::string label_entry(TDF_Label const& label); // unique in its document
std::string label_name(TDF_Label const& label);  // valid UTF-8, may be empty
std::optional<Color> label_color(Handle(XCAFDoc_ColorTool) const& colors, TDF_Label const& label); // of the surface

// Valid UTF-8 from UTF-16: lone surrogates become U+FFFD, control characters spaces; cut at 200 code points.
std::string name_in_utf8(std::u16string_view text);

} // namespace guildhall::step
