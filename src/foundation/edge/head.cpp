#include "head.hpp"
#include "compression.hpp"
#include "http/message.hpp"
#include "syntax.hpp"
#include <algorithm>

namespace guildhall::edge {
namespace {

using http::same_name;

constexpr std::size_t longest_method = 32;
constexpr std::size_t longest_version = 16;

constexpr Fault bad_request_line{400, "bad_request_line", "The request line is not METHOD target HTTP/1.1."};
constexpr Fault bad_line_end{400, "bad_line_end", "A line of the request head does not end with CR LF."};
constexpr Fault bad_target{400, "bad_target", "The request target is not a path, an http URI or *."};
constexpr Fault target_too_long{414, "target_too_long", "The request target is too long."};
constexpr Fault headers_too_large{431, "headers_too_large", "The request head is too large."};
constexpr Fault unsupported_version{505, "http_version_not_supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here."};
constexpr Fault no_tunnels{501, "method_not_implemented", "CONNECT is for proxies, and this is none."};
constexpr Fault folded_line{
    400, "folded_header", "A header value goes on in the next line, which is no longer allowed."};
constexpr Fault bad_name{400, "bad_header_name", "A header line has no valid name right before its colon."};
constexpr Fault bad_value{400, "bad_header_value", "A header value contains a control character."};
constexpr Fault bad_host{400, "bad_host", "A request names exactly one valid Host."};
constexpr Fault bad_length{400, "bad_content_length", "Content-Length is one decimal number, given once."};
constexpr Fault length_too_large{413, "body_too_large", "The request body is too large."};
constexpr Fault two_framings{400, "ambiguous_length",
    "Content-Length and Transfer-Encoding exclude each other, and HTTP/1.0 has only the former."};
constexpr Fault repeated_chunked{400, "bad_transfer_encoding", "The body is chunked more than once."};
constexpr Fault unknown_coding{
    501, "transfer_coding_not_implemented", "The only transfer coding understood is chunked."};
constexpr Fault unknown_expectation{417, "expectation_failed", "The only expectation understood is 100-continue."};

// What the fields say before it is judged as a whole.
struct Notes {
    std::string_view host, content_length, transfer_encoding;
    unsigned hosts = 0, content_lengths = 0, transfer_encodings = 0;
    bool close = false, keep_alive = false;
    CodingPreference coding;
    std::optional<std::string_view> expect;
};

bool is_version(std::string_view text)
{
    return text.starts_with("HTTP/") && text.size() >= 6 && text[5] >= '0' && text[5] <= '9';
}

// http://host/path?query becomes /path?query; the authority is kept in its place.
std::optional<Fault> read_absolute_target(std::string_view target, Head& head)
{
    auto const scheme_end = target.find("://");
    if (scheme_end == std::string_view::npos) return bad_target;
    auto const scheme = target.substr(0, scheme_end);
    if (!same_name(scheme, "http") && !same_name(scheme, "https")) return bad_target;
    auto const rest = target.substr(scheme_end + 3);
    auto const path = std::min(rest.find_first_of("/?"), rest.size());
    head.authority = rest.substr(0, path);
    if (!is_authority(head.authority)) return bad_target;
    auto const whole_server = path == rest.size() && head.method == "OPTIONS"; // RFC 9112, 3.2.4
    head.target = rest.substr(path);
    if (whole_server)
        head.target = "*";
    else if (!head.target.starts_with('/'))
        head.target.insert(0, 1, '/');
    return std::nullopt;
}

std::optional<Fault> read_target(std::string_view target, HeadLimits const& limits, Head& head)
{
    if (target.size() > limits.target_bytes) return target_too_long;
    if (!is_target(target)) return bad_target;
    if (head.method == "CONNECT") return no_tunnels;
    head.authority = {};
    if (target.front() == '/' || (target == "*" && head.method == "OPTIONS")) {
        head.target = target;
        return std::nullopt;
    }
    return read_absolute_target(target, head);
}

std::optional<Fault> read_request_line(std::string_view line, HeadLimits const& limits, Head& head)
{
    auto const first = line.find(' ');
    auto const last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || first > longest_method) return bad_request_line;
    head.method = line.substr(0, first);
    auto const version = line.substr(last + 1);
    if (!is_token(head.method) || !is_version(version)) return bad_request_line;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return unsupported_version;
    head.http_1_1 = version.back() == '1';
    return read_target(line.substr(first + 1, last - first - 1), limits, head);
}

void note_connection(std::string_view list, Notes& notes)
{
    while (!list.empty()) {
        auto const option = take_element(list);
        notes.close |= same_name(option, "close");
        notes.keep_alive |= same_name(option, "keep-alive");
    }
}

void note_field(Field const& field, Notes& notes)
{
    auto const is = [&](std::string_view name) { return same_name(field.name, name); };
    switch (field.name.size()) { // spares most fields every comparison
    case 4:
        if (is("host")) notes.host = field.value, ++notes.hosts;
        break;
    case 6:
        if (is("expect")) notes.expect = field.value;
        break;
    case 10:
        if (is("connection")) note_connection(field.value, notes);
        break;
    case 14:
        if (is("content-length")) notes.content_length = field.value, ++notes.content_lengths;
        break;
    case 15:
        if (is("accept-encoding")) notes.coding.read(field.value);
        break;
    case 17:
        if (is("transfer-encoding")) notes.transfer_encoding = field.value, ++notes.transfer_encodings;
        break;
    default: break;
    }
}

std::optional<Fault> judge_transfer_encoding(Notes const& notes, Head& head)
{
    if (notes.content_lengths > 0 || !head.http_1_1) return two_framings;
    auto list = notes.transfer_encoding;
    auto all_chunked = !list.empty();
    auto codings = notes.transfer_encodings - 1;
    while (!list.empty()) {
        all_chunked &= same_name(take_element(list), "chunked");
        ++codings;
    }
    if (!all_chunked) return unknown_coding;
    if (codings != 1) return repeated_chunked;
    head.framing = Framing::chunked;
    return std::nullopt;
}

std::optional<Fault> judge_content_length(Notes const& notes, Head& head)
{
    auto const digits = notes.content_length;
    auto const all_digits = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (notes.content_lengths > 1 || !all_digits) return bad_length;
    auto const length = parse_decimal(digits);
    if (!length) return length_too_large;
    head.length = *length;
    head.framing = *length > 0 ? Framing::length : Framing::none;
    return std::nullopt;
}

std::optional<Fault> judge(Notes const& notes, Head& head)
{
    auto const host_missing = notes.hosts == 0 && head.http_1_1;
    if (host_missing || notes.hosts > 1 || (notes.hosts == 1 && !is_authority(notes.host))) return bad_host;

    head.framing = Framing::none;
    head.length = 0;
    std::optional<Fault> fault;
    if (notes.transfer_encodings > 0)
        fault = judge_transfer_encoding(notes, head);
    else if (notes.content_lengths > 0)
        fault = judge_content_length(notes, head);
    if (fault) return fault;

    head.expects_continue = notes.expect && head.http_1_1;
    if (head.expects_continue && !same_name(*notes.expect, "100-continue")) return unknown_expectation;
    head.keep_alive = !notes.close && (head.http_1_1 || notes.keep_alive);
    head.accepts_gzip = notes.coding.accepts_gzip();
    return std::nullopt;
}

// Takes one line without its CR LF off the front; nothing when a CR stands alone.
std::optional<std::string_view> take_line(std::string_view& bytes)
{
    auto const end = bytes.find('\r');
    if (end == std::string_view::npos || end + 1 == bytes.size() || bytes[end + 1] != '\n') return std::nullopt;
    auto const line = bytes.substr(0, end);
    bytes.remove_prefix(end + 2);
    return line;
}

} // namespace

std::size_t find_head_end(std::string_view bytes, std::size_t searched)
{
    constexpr std::string_view blank_line = "\r\n\r\n";
    auto const end = bytes.find(blank_line, searched > 3 ? searched - 3 : 0);
    return end == std::string_view::npos ? end : end + blank_line.size();
}

std::optional<Fault> check_unfinished_head(std::string_view bytes, HeadLimits const& limits)
{
    auto const line_end = bytes.find('\n');
    if (line_end != std::string_view::npos && (line_end == 0 || bytes[line_end - 1] != '\r')) return bad_line_end;
    auto const method = bytes.substr(0, bytes.find(' '));
    if (method.size() > longest_method || (!method.empty() && method != "\r" && !is_token(method)))
        return bad_request_line;
    if (line_end == std::string_view::npos && bytes.size() > method.size() + limits.target_bytes + longest_version + 2)
        return target_too_long;
    if (bytes.size() > limits.bytes) return headers_too_large;
    return std::nullopt;
}

std::optional<Fault> parse_field_line(std::string_view line, Field& field)
{
    if (line.starts_with(' ') || line.starts_with('\t')) return folded_line;
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) return bad_name;
    field = {line.substr(0, colon), trim(line.substr(colon + 1))};
    if (!is_token(field.name)) return bad_name;
    if (!is_field_value(field.value)) return bad_value;
    return std::nullopt;
}

std::optional<Fault> parse_head(std::string_view bytes, HeadLimits const& limits, Head& head)
{
    auto const size = bytes.size();
    auto const request_line = take_line(bytes);
    if (!request_line) return bad_line_end;
    if (auto fault = read_request_line(*request_line, limits, head)) return fault;
    if (size > limits.bytes) return headers_too_large;

    head.fields.clear();
    Notes notes;
    for (;;) {
        auto const line = take_line(bytes);
        if (!line) return bad_value;
        if (line->empty()) break;
        if (head.fields.size() == limits.fields) return headers_too_large;
        Field field;
        if (auto fault = parse_field_line(*line, field)) return fault;
        note_field(field, notes);
        head.fields.push_back(field);
    }
    return judge(notes, head);
}

} // namespace guildhall::edge
