#pragma once
// The texts that come with the program, per language. A company may put its own in their place.
#include <span>
#include <string_view>

namespace guildhall::notifications {

struct BuiltInText {
    std::string_view event;
    std::string_view subject; // and the title in the app
    std::string_view body;    // of the e-mail: paragraphs, separated by an empty line
    std::string_view action;  // what the button of the e-mail says; empty: it leads nowhere
    std::string_view brief;   // one or two sentences: in the app, as SMS
};

// What stands around the texts.
struct LetterWords {
    std::string_view locale;
    std::string_view greeting;  // "Hello {{name}},"
    std::string_view copy_link; // under the button
    std::string_view why;       // "You receive this because …"
    std::string_view settings;  // name of the link to one's choices
    std::string_view stop;      // "Unsubscribe"
};

struct Language {
    LetterWords words;
    std::span<BuiltInText const> texts;
};
Language const& english();
Language const& russian();
Language const& kazakh();

// By the first part of the locale; English for any other.
Language const& language_of(std::string_view locale);
bool is_known_language(std::string_view locale);
BuiltInText const& built_in_text(std::string_view event, std::string_view locale);

} // namespace guildhall::notifications
