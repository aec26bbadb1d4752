#include "label.hpp"
#include <Quantity_ColorRGBA.hxx>
#include <TDF_Tool.hxx>
#include <TDataStd_Name.hxx>

namespace guildhall::step {
namespace {

constexpr char32_t replacement = 0xFFFD;
bool is_high_surrogate(char32_t c) { return c >= 0xD800 && c < 0xDC00; }
bool is_low_surrogate(char32_t c) { return c >= 0xDC00 && c < 0xE000; }

void append_utf8(std::string& text, char32_t c)
{
    auto const byte = [&text](char32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    }
}

} // namespace

std::string name_in_utf8(std::u16string_view text)
{
    constexpr std::size_t longest = 200;
    std::string name;
    std::size_t length = 0;
    for (std::size_t i = 0; i < text.size() && length < longest; ++i, ++length) {
        char32_t c = text[i];
        if (is_high_surrogate(c) && i + 1 < text.size() && is_low_surrogate(text[i + 1])) {
            c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - char32_t{0xDC00});
        } else if (is_high_surrogate(c) || is_low_surrogate(c)) {
            c = replacement;
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
            c = ' ';
        }
        append_utf8(name, c);
    }
    auto const begin = name.find_first_not_of(' ');
    if (begin == name.npos) return {};
    return name.substr(begin, name.find_last_not_of(' ') - begin + 1);
}

std::string label_entry(TDF_Label const& label)
{
    TCollection_AsciiString entry;
    TDF_Tool::Entry(label, entry);
    return entry.ToCString();
}

std::string label_name(TDF_Label const& label)
{
    Handle(TDataStd_Name) name;
    if (!label.FindAttribute(TDataStd_Name::GetID(), name)) return {};
    auto const& text = name->Get();
    return name_in_utf8({text.ToExtString(), static_cast<std::size_t>(text.Length())});
}

std::optional<Color> label_color(Handle(XCAFDoc_ColorTool) const& colors, TDF_Label const& label)
{
    Quantity_ColorRGBA color;
    for (auto const type : {XCAFDoc_ColorSurf, XCAFDoc_ColorGen}) {
        if (!colors->GetColor(label, type, color)) continue;
        auto const& rgb = color.GetRGB();
        return Color{static_cast<float>(rgb.Red()), static_cast<float>(rgb.Green()), static_cast<float>(rgb.Blue()),
            color.Alpha()};
    }
    return std::nullopt;
}

} // namespace guildhall::step
