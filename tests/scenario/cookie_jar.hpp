#pragma once
// The cookies of one browser in a scenario, kept and sent as RFC 6265 says, as far as our server uses it.
#include "http/message.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::scenario {

// A Set-Cookie line in its pieces: attributes keep the order and spelling of the line.
struct SetCookie {
    std::string name, value;
    std::vector<std::string> attributes; // "HttpOnly", "Path=/"
    bool has(std::string_view attribute) const;
    // The value of an attribute such as Path; empty when absent.
    std::string_view attribute(std::string_view name) const;
};
std::vector<SetCookie> set_cookies_of(http::Headers const& headers);

class CookieJar {
public:
    // Takes over what an answer sets; Max-Age=0 forgets. Turned clocks do not age cookies.
    void keep(http::Headers const& headers);
    // The Cookie header for a request to this target; empty when none fits its path.
    std::string header_for(std::string_view target) const;
    // The value of a cookie; empty when there is none of that name.
    std::string value_of(std::string_view name) const;

private:
    std::vector<SetCookie> kept_;
};

} // namespace guildhall::scenario
