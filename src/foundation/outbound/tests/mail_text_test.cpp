#include "crypto/crypto.hpp"
#include "outbound/mail.hpp"
#include <gtest/gtest.h>

namespace guildhall::outbound {
namespace {

Mail plain_mail()
{
    Mail mail;
    mail.from = {"Iron & Thread", "shop@example.com"};
    mail.to = {"Ada", "ada@example.com"};
    mail.subject = "Your quote";
    mail.text = "Hello.\n";
    mail.message_id = "m1@example.com";
    mail.date = *parse_rfc3339("2026-11-27T20:50:00Z");
    return mail;
}

// The header's value as a reader would see it: unfolded.
std::string header_of(std::string const& text, std::string const& name)
{
    auto const head = "\r\n" + text.substr(0, text.find("\r\n\r\n")) + "\r\n";
    auto at = head.find("\r\n" + name + ": ");
    if (at == head.npos) return {};
    at += name.size() + 4;
    std::string value;
    for (; head.compare(at, 2, "\r\n") != 0 || head[at + 2] == ' '; ++at)
        if (head[at] != '\r' && head[at] != '\n') value += head[at];
    return value;
}

TEST(MailText, IsALetterOfItsOwn)
{
    EXPECT_EQ(mail_text(plain_mail()), "Date: Fri, 27 Nov 2026 20:50:00 +0000\r\n"
                                       "From: \"Iron & Thread\" <shop@example.com>\r\n"
                                       "To: \"Ada\" <ada@example.com>\r\n"
                                       "Subject: Your quote\r\n"
                                       "Message-ID: <m1@example.com>\r\n"
                                       "Auto-Submitted: auto-generated\r\n"
                                       "MIME-Version: 1.0\r\n"
                                       "Content-Type: text/plain; charset=utf-8\r\n"
                                       "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                                       "Hello.\r\n\r\n");
}

TEST(MailText, NoValueAddsAHeader)
{
    auto mail = plain_mail();
    mail.subject = "Hi\r\nBcc: victim@example.com";
    mail.to.name = "Ada\"\r\nBcc: victim@example.com\r\n\r\nbody";
    mail.from.name = "Shop\nX-Evil: 1";
    mail.message_id = "m1>\r\nX-Evil: 1";
    mail.unsubscribe_url = "https://example.com/u\r\nX-Evil: 1";
    auto const text = mail_text(mail);
    auto const head = text.substr(0, text.find("\r\n\r\n"));
    EXPECT_EQ(head.find("\r\nBcc"), head.npos) << head;
    EXPECT_EQ(head.find("\r\nX-Evil"), head.npos) << head;
    EXPECT_EQ(header_of(text, "Subject"), "Hi  Bcc: victim@example.com");
    EXPECT_EQ(header_of(text, "To"), "\"Ada\\\"  Bcc: victim@example.com    body\" <ada@example.com>");
}

TEST(MailText, EncodesWhatIsNotAscii)
{
    auto mail = plain_mail();
    mail.subject = "Ваш расчёт Q-2026-001 готов: посмотрите цену и сроки изготовления деталей";
    mail.to.name = "Әсем";
    auto const text = mail_text(mail);
    auto value = header_of(text, "Subject");
    std::string decoded;
    for (std::size_t at = 0; (at = value.find("=?UTF-8?B?", at)) != value.npos;) {
        auto const end = value.find("?=", at + 10);
        EXPECT_LE(end + 2 - at, 75u);
        decoded += crypto::from_base64(value.substr(at + 10, end - at - 10)).value();
        at = end;
    }
    EXPECT_EQ(decoded, mail.subject);
    EXPECT_EQ(header_of(text, "To"), "=?UTF-8?B?" + crypto::base64("Әсем") + "?= <ada@example.com>");
    for (char c : text) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
}

TEST(MailText, HasTextAndHtmlAndAWayOut)
{
    auto mail = plain_mail();
    mail.html = "<p style=\"x\">Привет</p>";
    mail.unsubscribe_url = "https://example.com/u?t=1";
    auto const text = mail_text(mail);
    EXPECT_EQ(header_of(text, "List-Unsubscribe"), "<https://example.com/u?t=1>");
    EXPECT_EQ(header_of(text, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    auto const type = header_of(text, "Content-Type");
    ASSERT_TRUE(type.starts_with("multipart/alternative; boundary=\"")) << type;
    auto const plain = text.find("text/plain"), html = text.find("text/html");
    EXPECT_LT(plain, html); // the richest last
    EXPECT_NE(text.find("<p style=3D\"x\">=D0=9F=D1=80"), text.npos);
}

TEST(MailText, LinesStayShort)
{
    auto mail = plain_mail();
    mail.text = std::string(500, 'x') + "\n.\n" + std::string(100, ' ') + "\nFrom me\n";
    mail.subject = "A subject of many words that goes on and on until it is far longer than one line may ever be";
    auto const text = mail_text(mail);
    std::size_t begin = 0;
    for (auto end = text.find("\r\n"); end != text.npos; begin = end + 2, end = text.find("\r\n", begin))
        EXPECT_LE(end - begin, 78u) << text.substr(begin, end - begin);
    EXPECT_EQ(header_of(text, "Subject"), mail.subject);
}

TEST(Mailbox, IsRead)
{
    EXPECT_EQ(parse_mailbox("Ann Other <ann@example.com>")->name, "Ann Other");
    EXPECT_EQ(parse_mailbox("\"Iron & Thread\" <a@b.c>")->name, "Iron & Thread");
    EXPECT_EQ(parse_mailbox(" ann@example.com ")->email, "ann@example.com");
    for (auto const* bad : {"", "ann", "@example.com", "ann@", "a b@c.d", "Ann <ann@example.com",
             "a@b.c\r\nRCPT TO:<x@y.z>", "ann@exämple.com"})
        EXPECT_FALSE(parse_mailbox(bad)) << bad;
}

} // namespace
} // namespace guildhall::outbound
