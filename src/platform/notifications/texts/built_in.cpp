#include "built_in.hpp"
#include "base/outcome.hpp"
#include <algorithm>

namespace guildhall::notifications {
namespace {

Language const* find_language(std::string_view locale)
{
    auto const word = locale.substr(0, locale.find_first_of("-_"));
    for (auto const* language : {&english(), &russian(), &kazakh()})
        if (language->words.locale == word) return language;
    return nullptr;
}

} // namespace

bool is_known_language(std::string_view locale) { return find_language(locale) != nullptr; }

Language const& language_of(std::string_view locale)
{
    auto const* found = find_language(locale);
    return found ? *found : english();
}

BuiltInText const& built_in_text(std::string_view event, std::string_view locale)
{
    auto const& language = language_of(locale);
    auto const found = std::ranges::find(language.texts, event, &BuiltInText::event);
    check(found != language.texts.end(), "every event has its text in every language");
    return *found;
}

} // namespace guildhall::notifications
