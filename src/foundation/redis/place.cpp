#include "redis/place.hpp"
#include <charconv>
#include <optional>
#include <string_view>

namespace guildhall::redis {
namespace {

constexpr std::string_view form = "write redis://:password@host:6379/0 or unix:///path/of/socket";

std::optional<int> number_of(std::string_view text, int most)
{
    int value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > most) return std::nullopt;
    return value;
}

int hex_digit_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const is_escape =
            text[i] == '%' && i + 2 < text.size() && hex_digit_of(text[i + 1]) >= 0 && hex_digit_of(text[i + 2]) >= 0;
        plain += is_escape ? static_cast<char>(hex_digit_of(text[i + 1]) << 4 | hex_digit_of(text[i + 2])) : text[i];
        if (is_escape) i += 2;
    }
    return plain;
}

} // namespace

std::expected<Place, std::string> parse_place(std::string const& url)
{
    std::string_view rest = url;
    auto const wrong = [](std::string_view what) {
        return std::unexpected(std::string(what) + "; " + std::string(form));
    };
    Place place;
    if (rest.starts_with("unix://")) {
        place.socket = rest.substr(7);
        if (!place.socket.starts_with('/')) return wrong("names no socket");
        return place;
    }
    if (rest.starts_with("rediss://")) return wrong("cannot be reached by TLS");
    if (!rest.starts_with("redis://")) return wrong("must begin with redis:// or unix://");
    rest.remove_prefix(8);
    if (auto const at = rest.rfind('@'); at != rest.npos) {
        auto const credentials = rest.substr(0, at);
        auto const colon = credentials.find(':');
        if (colon == credentials.npos) return wrong("has a user without a password");
        place.user = unescaped(credentials.substr(0, colon));
        place.password = unescaped(credentials.substr(colon + 1));
        rest.remove_prefix(at + 1);
    }
    if (auto const slash = rest.find('/'); slash != rest.npos) {
        auto const database = number_of(rest.substr(slash + 1), 65'535);
        if (slash + 1 < rest.size() && !database) return wrong("has a database that is no number");
        place.database = database.value_or(0);
        rest = rest.substr(0, slash);
    }
    auto const colon = rest.rfind(':');
    if (colon != rest.npos && rest.find(']', colon) == rest.npos) {
        auto const port = number_of(rest.substr(colon + 1), 65'535);
        if (!port || *port == 0) return wrong("has a port that is none");
        place.port = *port;
        rest = rest.substr(0, colon);
    }
    if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
    if (rest.empty()) return wrong("names no host");
    place.host = rest;
    return place;
}

} // namespace guildhall::redis
