#include "answer.hpp"
#include "syntax.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace guildhall::edge {
namespace {

using http::same_name;

constexpr std::size_t longest_copied_body = 4 * 1024;

constexpr std::array<std::pair<unsigned, std::string_view>, 42> reason_phrases{{{200, "OK"}, {201, "Created"},
    {202, "Accepted"}, {204, "No Content"}, {205, "Reset Content"}, {206, "Partial Content"}, {207, "Multi-Status"},
    {300, "Multiple Choices"}, {301, "Moved Permanently"}, {302, "Found"}, {303, "See Other"}, {304, "Not Modified"},
    {307, "Temporary Redirect"}, {308, "Permanent Redirect"}, {400, "Bad Request"}, {401, "Unauthorized"},
    {402, "Payment Required"}, {403, "Forbidden"}, {404, "Not Found"}, {405, "Method Not Allowed"},
    {406, "Not Acceptable"}, {408, "Request Timeout"}, {409, "Conflict"}, {410, "Gone"}, {411, "Length Required"},
    {412, "Precondition Failed"}, {413, "Content Too Large"}, {414, "URI Too Long"}, {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"}, {417, "Expectation Failed"}, {422, "Unprocessable Content"}, {423, "Locked"},
    {426, "Upgrade Required"}, {428, "Precondition Required"}, {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"}, {500, "Internal Server Error"}, {501, "Not Implemented"},
    {502, "Bad Gateway"}, {503, "Service Unavailable"}, {505, "HTTP Version Not Supported"}}};

std::string_view reason_phrase(unsigned status)
{
    auto const known =
        std::ranges::lower_bound(reason_phrases, status, {}, &std::pair<unsigned, std::string_view>::first);
    return known != reason_phrases.end() && known->first == status ? known->second : std::string_view{};
}

bool is_edge_business(std::string_view name)
{
    switch (name.size()) {
    case 4: return same_name(name, "date");
    case 10: return same_name(name, "connection") || same_name(name, "keep-alive");
    case 14: return same_name(name, "content-length");
    case 17: return same_name(name, "transfer-encoding");
    default: return false;
    }
}

bool never_has_body(unsigned status) { return status == 204 || status == 304; }

void append_number(std::string& text, std::uint64_t number)
{
    std::array<char, 20> digits;
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

std::string_view text_of(http::Response const& response)
{
    if (auto const* owned = std::get_if<std::string>(&response.body)) return *owned;
    if (auto const* constant = std::get_if<std::string_view>(&response.body)) return *constant;
    return {};
}

std::uint64_t body_length(http::Response const& response)
{
    auto const* slice = std::get_if<http::FileSlice>(&response.body);
    return slice ? slice->length : text_of(response).size();
}

void send_body(http::Response&& response, Output& output)
{
    if (auto* slice = std::get_if<http::FileSlice>(&response.body)) {
        output.add_file(std::move(*slice));
    } else if (auto const* constant = std::get_if<std::string_view>(&response.body)) {
        output.add_constant(*constant);
    } else {
        auto& text = std::get<std::string>(response.body);
        if (text.size() <= longest_copied_body)
            output.append(text);
        else
            output.add(std::move(text));
    }
}

// Whether another client would get this answer gzipped, so that caches must keep the two apart.
bool may_be_encoded(http::Response const& response, std::size_t gzip_from)
{
    return response.status != 206 && !never_has_body(response.status) && text_of(response).size() >= gzip_from &&
           is_compressible(response.headers.get("content-type")) && !response.headers.has("content-encoding") &&
           response.headers.get("cache-control").find("no-transform") == std::string_view::npos;
}

} // namespace

bool is_sendable(http::Response const& response)
{
    if (std::holds_alternative<std::shared_ptr<http::WebSocket>>(response.body)) return true;
    if (response.status < 200 || response.status > 599) return false;
    auto const* slice = std::get_if<http::FileSlice>(&response.body);
    if (slice && !slice->descriptor) return false;
    return std::ranges::all_of(
        response.headers, [](auto const& field) { return is_token(field.first) && is_field_value(field.second); });
}

bool AnswerWriter::encode(http::Response& response, AnswerTerms const& terms)
{
    if (!terms.accepts_gzip) return false;
    if (auto const* constant = std::get_if<std::string_view>(&response.body)) {
        auto const packed = compressor_.gzip_constant(*constant);
        if (packed) response.body = *packed;
        return packed.has_value();
    }
    auto packed = compressor_.gzip(text_of(response));
    if (packed) response.body = std::move(*packed);
    return packed.has_value();
}

void AnswerWriter::write_headers(http::Response const& response, bool encoded)
{
    for (auto const& [name, value] : response.headers) {
        if (is_edge_business(name)) continue;
        // The gzipped bytes are another representation: a strong tag would promise the same ones (RFC 9110, 8.8.1).
        auto const weaken = encoded && same_name(name, "etag") && value.starts_with('"');
        head_.append(name).append(weaken ? ": W/" : ": ").append(value).append("\r\n");
    }
}

void AnswerWriter::write(http::Response&& response, AnswerTerms const& terms, std::string_view date, Output& output)
{
    auto const varies = !terms.chunked && may_be_encoded(response, gzip_from_);
    auto const encoded = varies && encode(response, terms);
    auto const bodiless = never_has_body(response.status);

    head_.assign("HTTP/1.1 ");
    append_number(head_, response.status);
    head_.append(" ").append(reason_phrase(response.status)).append("\r\nDate: ").append(date).append("\r\n");
    write_headers(response, encoded);
    if (varies) head_.append("Vary: Accept-Encoding\r\n");
    if (encoded) head_.append("Content-Encoding: gzip\r\n");
    if (terms.chunked) {
        if (terms.http_1_1) head_.append("Transfer-Encoding: chunked\r\n");
    } else if (!bodiless) {
        head_.append("Content-Length: ");
        append_number(head_, body_length(response));
        head_.append("\r\n");
    }
    if (!terms.keep_alive)
        head_.append("Connection: close\r\n");
    else if (!terms.http_1_1)
        head_.append("Connection: keep-alive\r\n");
    head_.append("\r\n");

    output.append(head_);
    if (!bodiless && !terms.head_only && !terms.chunked) send_body(std::move(response), output);
}

} // namespace guildhall::edge
