#pragma once
// From a text with {{placeholders}} to what is sent. Pure.
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace guildhall::notifications {

struct Values {
    std::map<std::string, std::string, std::less<>> known;
    mutable std::set<std::string> missing = {}; // what texts asked for and nobody gave
};

// Puts the values in the place of their {{names}}; what nobody gave is empty, and noted. What a value itself has of
// {{…}} stays as it is.
std::string fill(std::string_view text, Values const& values);

// How the company looks in letters.
struct Brand {
    std::string name;
    std::string color = "#2357c6"; // #rrggbb
    std::string logo_url = {};     // absolute; empty: the name in letters
};

struct LetterText {
    std::string subject, body, action;
};

struct Letter {
    std::string subject, text, html;
};

// An e-mail: greeting, paragraphs, button, footer. `link` and `settings_url` are absolute or empty.
Letter write_letter(LetterText const& text, Brand const& brand, Values const& values, std::string_view locale,
    std::string const& link, std::string const& settings_url = {}, std::string const& unsubscribe_url = {});

// & < > " ' as HTML entities.
std::string escape_html(std::string_view text);

} // namespace guildhall::notifications
