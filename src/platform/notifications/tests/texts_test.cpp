// Every event has its words in every language, and asks for nothing that its caller does not give.
#include "catalogue.hpp"
#include "letter.hpp"
#include "texts/built_in.hpp"
#include <gtest/gtest.h>
#include <set>

namespace guildhall::notifications {
namespace {

TEST(Texts, AreThereForEveryEventInEveryLanguage)
{
    for (auto const* language : {&english(), &russian(), &kazakh()}) {
        EXPECT_EQ(language->texts.size(), all_events().size()) << language->words.locale;
        std::set<std::string_view> seen;
        for (auto const& text : language->texts) {
            EXPECT_TRUE(seen.insert(text.event).second) << text.event << " twice";
            EXPECT_NE(find_event(text.event), nullptr) << text.event;
            for (auto const part : {text.subject, text.body, text.brief})
                EXPECT_FALSE(part.empty()) << language->words.locale << " " << text.event;
        }
    }
}

TEST(Texts, AskOnlyForWhatTheirEventHas)
{
    for (auto const* language : {&english(), &russian(), &kazakh()})
        for (auto const& text : language->texts) {
            Values values{{{"name", "n"}, {"company", "c"}, {"link", "l"}}};
            for (auto const& placeholder : find_event(text.event)->placeholders)
                values.known[std::string(placeholder.name)] = placeholder.sample;
            for (auto const part : {text.subject, text.body, text.action, text.brief}) fill(part, values);
            for (auto const part : {language->words.greeting, language->words.why}) fill(part, values);
            for (auto const& missing : values.missing)
                ADD_FAILURE() << language->words.locale << " " << text.event << " asks for {{" << missing << "}}";
        }
}

TEST(Texts, ASecretIsNotInTheSubject)
{
    for (auto const* language : {&english(), &russian(), &kazakh()})
        for (auto const& text : language->texts)
            if (find_event(text.event)->holds_secret) {
                EXPECT_EQ(text.subject.find("{{code}}"), text.subject.npos) << text.event;
                EXPECT_EQ(text.subject.find("{{link}}"), text.subject.npos) << text.event;
            }
}

TEST(Language, IsFoundByTheFirstPartOfTheLocale)
{
    EXPECT_EQ(language_of("ru-KZ").words.locale, "ru");
    EXPECT_EQ(language_of("kk_KZ").words.locale, "kk");
    EXPECT_EQ(language_of("de").words.locale, "en");
    EXPECT_FALSE(is_known_language("de"));
    EXPECT_FALSE(is_known_language(""));
}

} // namespace
} // namespace guildhall::notifications
