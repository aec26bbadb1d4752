#include "cookie_jar.hpp"
#include <algorithm>

namespace guildhall::scenario {
namespace {

SetCookie parse(std::string_view line)
{
    SetCookie cookie;
    auto const take = [&] {
        auto const end = std::min(line.find(';'), line.size());
        auto piece = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        while (piece.starts_with(' ')) piece.remove_prefix(1);
        return std::string(piece);
    };
    auto const pair = take();
    auto const equals = std::min(pair.find('='), pair.size());
    cookie.name = pair.substr(0, equals);
    cookie.value = equals < pair.size() ? pair.substr(equals + 1) : "";
    while (!line.empty()) cookie.attributes.push_back(take());
    return cookie;
}

// RFC 6265, 5.1.4
bool path_matches(std::string_view path, std::string_view cookie_path)
{
    if (!path.starts_with(cookie_path)) return false;
    return path.size() == cookie_path.size() || cookie_path.ends_with('/') || path[cookie_path.size()] == '/';
}

} // namespace

bool SetCookie::has(std::string_view attribute) const
{
    return std::ranges::find(attributes, attribute) != attributes.end();
}

std::string_view SetCookie::attribute(std::string_view wanted) const
{
    for (std::string_view one : attributes)
        if (one.starts_with(wanted) && one.size() > wanted.size() && one[wanted.size()] == '=')
            return one.substr(wanted.size() + 1);
    return {};
}

std::vector<SetCookie> set_cookies_of(http::Headers const& headers)
{
    std::vector<SetCookie> all;
    for (auto const& [name, value] : headers)
        if (http::same_name(name, "set-cookie")) all.push_back(parse(value));
    return all;
}

void CookieJar::keep(http::Headers const& headers)
{
    for (auto& cookie : set_cookies_of(headers)) {
        std::erase_if(kept_, [&](SetCookie const& old) {
            return old.name == cookie.name && old.attribute("Path") == cookie.attribute("Path");
        });
        if (cookie.attribute("Max-Age") != "0") kept_.push_back(std::move(cookie));
    }
}

std::string CookieJar::header_for(std::string_view target) const
{
    std::string header;
    for (auto const& cookie : kept_) {
        if (!path_matches(target.substr(0, target.find('?')), cookie.attribute("Path"))) continue;
        if (!header.empty()) header += "; ";
        header += cookie.name + "=" + cookie.value;
    }
    return header;
}

std::string CookieJar::value_of(std::string_view name) const
{
    auto const found = std::ranges::find(kept_, name, &SetCookie::name);
    return found == kept_.end() ? std::string{} : found->value;
}

} // namespace guildhall::scenario
