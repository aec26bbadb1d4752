#include "letter.hpp"
#include <gmock/gmock.h>

namespace guildhall::notifications {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Fill, PutsValuesInTheirPlaces)
{
    Values const values{{{"name", "Ada"}, {"number", "Q-1"}}};
    EXPECT_EQ(fill("Hello {{name}}, {{ number }} is ready{{}}", values), "Hello Ada, Q-1 is ready");
    EXPECT_EQ(fill("no end {{name", values), "no end {{name");
    EXPECT_EQ(fill("", values), "");
}

TEST(Fill, NotesWhatIsMissing)
{
    Values const values{{{"name", "Ada"}}};
    EXPECT_EQ(fill("{{name}} {{total}}!", values), "Ada !");
    EXPECT_THAT(values.missing, testing::ElementsAre("total"));
}

TEST(Fill, AValueIsNoText)
{
    Values const values{{{"name", "{{code}}"}, {"code", "123"}}};
    EXPECT_EQ(fill("{{name}}", values), "{{code}}");
}

Letter letter_for(std::string const& name, std::string const& link = "https://shop.example.com/quotes/1")
{
    return write_letter({"Quote {{number}}", "Dear {{name}},\n\nit is\nready.", "Open {{number}}"},
        {"Iron & Thread", "#ffee00"}, {{{"name", name}, {"number", "Q-1"}, {"company", "Iron & Thread"}}}, "en", link);
}

TEST(Letter, HasTextAndHtmlOfTheSame)
{
    auto const letter = letter_for("Ada");
    EXPECT_EQ(letter.subject, "Quote Q-1");
    EXPECT_THAT(letter.text,
        HasSubstr("Hello Ada,\n\nDear Ada,\n\nit is\nready.\n\nOpen Q-1: https://shop.example.com/quotes/1\n"));
    EXPECT_THAT(letter.html, HasSubstr("<p>it is<br>\nready.</p>"));
    EXPECT_THAT(letter.html, HasSubstr("<a href=\"https://shop.example.com/quotes/1\""));
    EXPECT_THAT(letter.html, HasSubstr("Iron &amp; Thread"));
    EXPECT_THAT(letter.html, HasSubstr("background:#ffee00;color:#111111")); // dark letters on a light button
}

TEST(Letter, ANameIsNeverMarkup)
{
    auto const letter = letter_for("<img src=x onerror=alert(1)>\n\n<b>", "https://x/\"><script>");
    EXPECT_THAT(letter.html, Not(HasSubstr("<img src=x")));
    EXPECT_THAT(letter.html, Not(HasSubstr("<script>")));
    EXPECT_THAT(letter.html, HasSubstr("Dear &lt;img src=x onerror=alert(1)&gt;"));
    EXPECT_THAT(letter.html, HasSubstr("href=\"https://x/&quot;&gt;&lt;script&gt;\""));
}

TEST(Letter, WithoutALinkHasNoButton)
{
    auto const letter = letter_for("Ada", "");
    EXPECT_THAT(letter.html, Not(HasSubstr("<a ")));
    EXPECT_THAT(letter.text, Not(HasSubstr("Open")));
}

TEST(Letter, SpeaksTheLanguageAroundTheText)
{
    auto const letter = write_letter({"s", "b", ""}, {"Цех"}, {{{"name", "Әсем"}, {"company", "Цех"}}}, "kk-KZ", "",
        "https://x/settings", "https://x/stop");
    EXPECT_THAT(letter.text, HasSubstr("Сәлеметсіз бе, Әсем!"));
    EXPECT_THAT(letter.html, HasSubstr("<html lang=\"kk\">"));
    EXPECT_THAT(letter.text, HasSubstr("Жазылымнан бас тарту: https://x/stop"));
}

} // namespace
} // namespace guildhall::notifications
