#include "http/multipart.hpp"
#include "http/message.hpp"
#include "http/uri.hpp"
#include <cstring>
#include <utility>

namespace guildhall::http {
namespace {

using Reason = std::unexpected<std::string>;
using Parameters = std::vector<std::pair<std::string_view, std::string>>;

constexpr std::size_t longest_boundary = 70; // RFC 2046

std::string_view trim(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool has_control(std::string_view text)
{
    for (auto const c : text)
        if (is_control(c)) return true;
    return false;
}

// Like string_view::find, but linear whatever the bytes are: a body of line breaks must not cost more than another.
std::size_t find_bytes(std::string_view text, std::string_view needle)
{
    auto const* found = static_cast<char const*>(::memmem(text.data(), text.size(), needle.data(), needle.size()));
    return found ? static_cast<std::size_t>(found - text.data()) : std::string_view::npos;
}

// Takes a quoted string off the front; nothing when it does not end. Only \" and \\ are escapes: old browsers send
// Windows paths with single backslashes.
std::optional<std::string> take_quoted(std::string_view& text)
{
    std::string value;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        auto const escape = text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
        if (escape) ++i;
        value.push_back(text[i]);
    }
    return std::nullopt;
}

std::optional<std::string> take_value(std::string_view& text)
{
    if (text.starts_with('"')) return take_quoted(text);
    auto const end = text.find(';');
    auto value = std::string(trim(text.substr(0, end)));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end);
    return value;
}

// Reads `; name=value; name="value"`; nothing when malformed.
std::optional<Parameters> parse_parameters(std::string_view text)
{
    Parameters parameters;
    for (text = trim(text); !text.empty(); text = trim(text)) {
        if (text.front() != ';') return std::nullopt;
        text = trim(text.substr(1));
        if (text.empty()) break; // a trailing semicolon does no harm
        auto const equals = text.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        auto const name = trim(text.substr(0, equals));
        text = trim(text.substr(equals + 1));
        auto value = take_value(text);
        if (name.empty() || !value) return std::nullopt;
        parameters.emplace_back(name, std::move(*value));
    }
    return parameters;
}

std::string const* find(Parameters const& parameters, std::string_view name)
{
    for (auto const& [known, value] : parameters)
        if (same_name(known, name)) return &value;
    return nullptr;
}

std::pair<std::string_view, std::string_view> split_value(std::string_view text)
{
    auto const semicolon = text.find(';');
    auto const rest = semicolon == std::string_view::npos ? std::string_view{} : text.substr(semicolon);
    return {trim(text.substr(0, semicolon)), rest};
}

std::string latin1_to_utf8(std::string_view text)
{
    std::string utf8;
    for (auto const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            utf8.push_back(c);
        else
            utf8.append({static_cast<char>(0xC0 | (byte >> 6)), static_cast<char>(0x80 | (byte & 0x3F))});
    }
    return utf8;
}

// Extended value of RFC 5987: charset'language'percent-encoded. Nothing when malformed or in another charset.
std::optional<std::string> decode_extended(std::string_view text)
{
    auto const first = text.find('\'');
    auto const second = first == std::string_view::npos ? first : text.find('\'', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    auto decoded = percent_decode(text.substr(second + 1));
    if (!decoded) return std::nullopt;
    auto const charset = text.substr(0, first);
    if (same_name(charset, "utf-8")) return decoded;
    if (same_name(charset, "iso-8859-1")) return latin1_to_utf8(*decoded);
    return std::nullopt;
}

std::expected<std::string, std::string> parse_boundary(std::string_view content_type)
{
    auto const [type, rest] = split_value(content_type);
    if (!same_name(type, "multipart/form-data")) return Reason("The Content-Type is not multipart/form-data.");
    auto const parameters = parse_parameters(rest);
    auto const* boundary = parameters ? find(*parameters, "boundary") : nullptr;
    if (!boundary || boundary->empty()) return Reason("The Content-Type names no boundary.");
    if (boundary->size() > longest_boundary || has_control(*boundary) || boundary->back() == ' ')
        return Reason("The boundary in the Content-Type is longer than 70 characters or has forbidden ones.");
    return *boundary;
}

// Walks over the parts of one body.
class PartReader {
public:
    PartReader(std::string_view body, std::string delimiter, MultipartLimits const& limits)
        : rest_(body)
        , delimiter_(std::move(delimiter))
        , limits_(limits)
    {
    }

    std::expected<std::vector<Part>, std::string> read_all()
    {
        // The line break before the first delimiter is missing, as there is no line before it.
        if (rest_.starts_with("\r\n")) rest_.remove_prefix(2);
        if (!rest_.starts_with(std::string_view(delimiter_).substr(2)))
            return Reason("The body does not begin with the boundary that the Content-Type names.");
        rest_.remove_prefix(delimiter_.size() - 2);

        while (!rest_.starts_with("--")) {
            if (parts_.size() == limits_.parts)
                return Reason("The form has more than " + std::to_string(limits_.parts) + " parts.");
            if (auto failure = read_part(); !failure.empty())
                return Reason("Part " + std::to_string(parts_.size() + 1) + " of the form " + failure);
        }
        rest_.remove_prefix(2);
        if (!rest_.empty() && rest_ != "\r\n") return Reason("The body goes on after the closing boundary.");
        return std::move(parts_);
    }

private:
    // The rest of a sentence on what is wrong, empty when the part was read.
    std::string read_part()
    {
        if (!rest_.starts_with("\r\n")) return "does not begin on a line of its own after the boundary.";
        rest_.remove_prefix(2);
        Part part;
        if (auto failure = read_headers(part); !failure.empty()) return failure;
        auto const end = find_bytes(rest_, delimiter_);
        if (end == std::string_view::npos) return "has no boundary after it: the body is cut short.";
        part.content = rest_.substr(0, end);
        rest_.remove_prefix(end + delimiter_.size());
        parts_.push_back(std::move(part));
        return {};
    }

    std::string read_headers(Part& part)
    {
        auto const start = rest_;
        bool disposed = false;
        for (;;) {
            auto const end = rest_.substr(0, limits_.header_bytes).find("\r\n");
            if (end == std::string_view::npos || start.size() - rest_.size() + end > limits_.header_bytes)
                return "has an unfinished header, or headers longer than " + std::to_string(limits_.header_bytes) +
                       " bytes.";
            auto const line = rest_.substr(0, end);
            rest_.remove_prefix(end + 2);
            if (line.empty()) break;
            if (auto failure = read_header(line, part, disposed); !failure.empty()) return failure;
        }
        return disposed ? "" : "has no Content-Disposition header.";
    }

    static std::string read_header(std::string_view line, Part& part, bool& disposed)
    {
        auto const colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0) return "has a header line without a name and a colon.";
        auto const name = line.substr(0, colon), value = trim(line.substr(colon + 1));
        if (has_control(value) || name.find_first_of(" \t") != std::string_view::npos)
            return "has a header with control characters or a space in its name.";
        if (same_name(name, "content-type")) part.content_type = value;
        if (same_name(name, "content-transfer-encoding")) return check_transfer_encoding(value);
        if (!same_name(name, "content-disposition")) return {};
        if (std::exchange(disposed, true)) return "has two Content-Disposition headers.";
        return read_disposition(value, part);
    }

    static std::string check_transfer_encoding(std::string_view value)
    {
        auto const plain = same_name(value, "binary") || same_name(value, "8bit") || same_name(value, "7bit");
        return plain ? "" : "is sent in a Content-Transfer-Encoding; send the bytes as they are.";
    }

    static std::string read_disposition(std::string_view value, Part& part)
    {
        auto const [kind, rest] = split_value(value);
        if (!same_name(kind, "form-data")) return "has a Content-Disposition other than form-data.";
        auto const parameters = parse_parameters(rest);
        if (!parameters) return "has a malformed Content-Disposition header.";
        auto const* name = find(*parameters, "name");
        if (!name || name->empty()) return "has no name in its Content-Disposition header.";
        part.name = *name;
        if (auto const* plain = find(*parameters, "filename")) part.file_name = *plain;
        if (auto const* extended = find(*parameters, "filename*")) {
            part.file_name = decode_extended(*extended);
            if (!part.file_name) return "has a malformed filename* in its Content-Disposition header.";
        }
        return check_names(part);
    }

    static std::string check_names(Part const& part)
    {
        if (!is_utf8(part.name) || has_control(part.name)) return "has a name that is not plain UTF-8 text.";
        if (part.file_name && (!is_utf8(*part.file_name) || has_control(*part.file_name)))
            return "has a file name that is not plain UTF-8 text.";
        return {};
    }

    std::string_view rest_;
    std::string delimiter_; // with the line break that belongs to it
    MultipartLimits const& limits_;
    std::vector<Part> parts_;
};

} // namespace

std::expected<std::vector<Part>, std::string> parse_multipart(
    std::string_view content_type, std::string_view body, MultipartLimits const& limits)
{
    auto const boundary = parse_boundary(content_type);
    if (!boundary) return Reason(boundary.error());
    return PartReader(body, "\r\n--" + *boundary, limits).read_all();
}

} // namespace guildhall::http
