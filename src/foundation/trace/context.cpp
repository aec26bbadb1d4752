#include "trace/trace.hpp"
#include <algorithm>
#include <span>

namespace guildhall::trace {
namespace {

constexpr std::size_t longest_state = 512; // W3C Trace Context, 3.3.1.1: what everybody passes on

void append_hex(std::string& text, std::span<std::uint8_t const> bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    for (auto const byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
}

int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; // capitals are malformed
}

bool read_hex(std::string_view text, std::span<std::uint8_t> bytes)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto const high = hex_digit(text[2 * i]), low = hex_digit(text[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return true;
}

template <class Id> bool is_zero(Id const& id)
{
    return std::ranges::all_of(id, [](std::uint8_t byte) { return byte == 0; });
}

bool may_pass(std::string_view state)
{
    return state.size() <= longest_state && std::ranges::all_of(state, [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

std::string to_text(TraceId const& id)
{
    std::string text;
    append_hex(text, id);
    return text;
}

std::string to_text(SpanId const& id)
{
    std::string text;
    append_hex(text, id);
    return text;
}

std::string trace_id_of(Context const* context) { return context ? to_text(context->trace_id) : std::string{}; }

// version "-" trace-id "-" parent-id "-" flags. Later versions may add to it behind another dash.
std::optional<Remote> parse_remote(std::string_view parent, std::string_view state)
{
    constexpr std::size_t length = 55;
    if (parent.size() < length || parent[2] != '-' || parent[35] != '-' || parent[52] != '-') return std::nullopt;
    std::array<std::uint8_t, 1> version{}, flags{};
    Remote remote;
    if (!read_hex(parent.substr(0, 2), version) || !read_hex(parent.substr(3, 32), remote.trace_id) ||
        !read_hex(parent.substr(36, 16), remote.span_id) || !read_hex(parent.substr(53, 2), flags))
        return std::nullopt;
    if (version[0] == 0xFF || (version[0] == 0 && parent.size() != length)) return std::nullopt;
    if (parent.size() > length && parent[length] != '-') return std::nullopt;
    if (is_zero(remote.trace_id) || is_zero(remote.span_id)) return std::nullopt;
    remote.sampled = (flags[0] & 1) != 0;
    if (may_pass(state)) remote.state = state;
    return remote;
}

std::string traceparent_of(Context const& context)
{
    std::string text = "00-";
    append_hex(text, context.trace_id);
    text += '-';
    append_hex(text, context.span_id);
    return text += context.sampled ? "-01" : "-00";
}

std::string kept_text(Context const& context)
{
    auto text = traceparent_of(context);
    if (context.state) (text += ' ') += *context.state;
    return text;
}

std::optional<Remote> parse_kept(std::string_view text)
{
    auto const blank = std::min(text.find(' '), text.size());
    return parse_remote(text.substr(0, blank), text.substr(std::min(blank + 1, text.size())));
}

std::optional<std::string> kept_current() { return current() ? std::optional(kept_text(*current())) : std::nullopt; }

} // namespace guildhall::trace
