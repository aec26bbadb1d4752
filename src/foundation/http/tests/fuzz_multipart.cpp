// The multipart reader on arbitrary bytes: the first line is the Content-Type, the rest the body. What it accepts is
// written again and must read the same.
#include "http/multipart.hpp"
#include "http/uri.hpp"
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace guildhall::http;

void expect(bool holds)
{
    if (!holds) std::abort();
}

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (auto const c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + "\"";
}

std::string written(std::vector<Part> const& parts, std::string const& boundary)
{
    std::string body;
    for (auto const& part : parts) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(part.name);
        if (part.file_name) body += "; filename=" + quoted(*part.file_name);
        body += "\r\nContent-Type: " + part.content_type + "\r\n\r\n";
        body += part.content;
        body += "\r\n";
    }
    return body + "--" + boundary + "--\r\n";
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    auto const line_end = input.find('\n');
    if (line_end == std::string_view::npos) return 0;
    auto const body = input.substr(line_end + 1);
    auto const parts = parse_multipart(input.substr(0, line_end), body);
    if (!parts) {
        expect(parts.error().ends_with('.'));
        return 0;
    }
    for (auto const& part : *parts) {
        expect(part.content.data() >= body.data() &&
               part.content.data() + part.content.size() <= body.data() + body.size());
        expect(is_utf8(part.name) && !part.name.empty());
    }

    std::string const boundary = "a boundary that no fuzzer guesses: 0b5e1a";
    if (body.find(boundary) != std::string_view::npos) return 0;
    auto const text = written(*parts, boundary);
    auto const again = parse_multipart("multipart/form-data; boundary=\"" + boundary + "\"", text,
        {.parts = parts->size(), .header_bytes = 64 * 1024});
    expect(again.has_value() && again->size() == parts->size());
    for (std::size_t i = 0; i < parts->size(); ++i) {
        auto const &one = (*parts)[i], &other = (*again)[i];
        expect(one.name == other.name && one.file_name == other.file_name && one.content == other.content);
    }
    return 0;
}
