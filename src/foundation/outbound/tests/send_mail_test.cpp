#include "crypto/crypto.hpp"
#include "outbound/mail.hpp"
#include "scripted_server.hpp"
#include <gtest/gtest.h>
#include <stdexcept>

namespace guildhall::outbound {
namespace {

// What a mail server heard, and how it answers the three steps that matter.
struct MailRoom {
    std::string after_recipient = "250 OK\r\n", after_body = "250 2.0.0 queued as 7A\r\n";
    bool offers_login = false;
    std::string sender, recipient, login, body;

    void receive(Connection& client)
    {
        client.say("220 mail.test ESMTP\r\n");
        for (;;) {
            auto const line = client.hear_until("\r\n");
            if (line.empty()) return;
            if (line.starts_with("EHLO"))
                client.say(offers_login ? "250-mail.test\r\n250 AUTH PLAIN LOGIN\r\n" : "250 mail.test\r\n");
            else if (line.starts_with("AUTH")) {
                login = line;
                client.say("334 \r\n");
                login += client.hear_until("\r\n");
                client.say("235 welcome\r\n");
            } else if (line.starts_with("MAIL")) {
                sender = line;
                client.say("250 OK\r\n");
            } else if (line.starts_with("RCPT")) {
                recipient = line;
                client.say(after_recipient);
            } else if (line.starts_with("DATA")) {
                client.say("354 go on\r\n");
                body = client.hear_until("\r\n.\r\n");
                if (after_body.empty()) return;
                client.say(after_body);
            } else if (line.starts_with("QUIT"))
                return client.say("221 bye\r\n");
            else
                client.say("502 what?\r\n");
        }
    }
};

Mail letter()
{
    Mail mail;
    mail.from = {"Shop", "shop@example.com"};
    mail.to = {"Ada", "ada@example.com"};
    mail.subject = "Hello";
    mail.text = "One.\n.\n..two\n";
    mail.message_id = "m1@example.com";
    return mail;
}

MailReply send_to(ScriptedServer const& server, std::string const& login = "", std::function<void()> before_body = {})
{
    auto const way = parse_mail_server("smtp://" + login + server.place());
    return send_mail(Client(), way.value(), letter(), std::chrono::seconds(5), std::move(before_body));
}

TEST(SendMail, HandsTheLetterOver)
{
    MailRoom room;
    room.offers_login = true;
    ScriptedServer server([&](Connection& client) { room.receive(client); });
    int handed_over = 0;
    auto const reply = send_to(server, "us%40er:p%3Ass@", [&] { ++handed_over; });
    EXPECT_EQ(reply.fate, MailFate::accepted) << reply.detail;
    EXPECT_EQ(handed_over, 1);
    EXPECT_EQ(room.sender.substr(0, 29), "MAIL FROM:<shop@example.com>\r");
    EXPECT_EQ(room.recipient, "RCPT TO:<ada@example.com>\r\n");
    EXPECT_EQ(room.login, "AUTH PLAIN\r\n" + crypto::base64(std::string("\0us@er\0p:ss", 11)) + "\r\n");
    EXPECT_NE(room.body.find("Subject: Hello\r\n"), room.body.npos);
    EXPECT_NE(room.body.find("\r\n..\r\n...two\r\n"), room.body.npos) << "dots at the beginning are doubled";
}

TEST(SendMail, TellsTheFourFatesApart)
{
    struct Case {
        std::string after_recipient, after_body;
        MailFate fate;
        bool begun;
    };
    for (auto const& [after_recipient, after_body, fate, begun] :
        {Case{"550 5.1.1 no such user\r\n", "", MailFate::refused, false},
            Case{"451 4.7.1 greylisted\r\n", "", MailFate::try_again, false},
            Case{"250 OK\r\n", "554 5.7.1 spam\r\n", MailFate::refused, true},
            Case{"250 OK\r\n", "452 4.3.1 disk full\r\n", MailFate::try_again, true},
            Case{"250 OK\r\n", "", MailFate::unknown, true}}) {
        MailRoom room;
        room.after_recipient = after_recipient;
        room.after_body = after_body;
        ScriptedServer server([&](Connection& client) { room.receive(client); });
        bool was_begun = false;
        auto const reply = send_to(server, "", [&] { was_begun = true; });
        EXPECT_EQ(reply.fate, fate) << after_recipient << after_body << reply.detail;
        EXPECT_EQ(was_begun, begun) << after_recipient << after_body;
        if (fate == MailFate::refused) { EXPECT_TRUE(reply.detail.starts_with("55")) << reply.detail; }
    }
}

TEST(SendMail, WithoutAServerItMayBeTriedAgain)
{
    std::string place;
    {
        ScriptedServer gone([](Connection&) {});
        place = gone.place();
    }
    EXPECT_EQ(send_mail(Client(), parse_mail_server("smtp://" + place).value(), letter()).fate, MailFate::try_again);
}

TEST(SendMail, DemandsEncryptionOfOtherMachines)
{
    MailRoom room;
    ScriptedServer server([&](Connection& client) { room.receive(client); });
    auto way = parse_mail_server("smtp://" + server.place()).value();
    way.wants_tls = true; // as for any other machine
    auto const reply = send_mail(Client(), way, letter());
    EXPECT_EQ(reply.fate, MailFate::try_again);
    EXPECT_EQ(room.sender, ""); // a server that hides STARTTLS hears nothing
}

TEST(SendMail, WhatStopsItBeforeTheBodyComesOut)
{
    MailRoom room;
    ScriptedServer server([&](Connection& client) { room.receive(client); });
    EXPECT_THROW(send_to(server, "", [] { throw std::runtime_error("the database rests"); }), std::runtime_error);
    EXPECT_EQ(room.body.find("Subject"), room.body.npos);
}

TEST(MailServer, IsRead)
{
    auto const server = parse_mail_server("smtp://user:pa%2Fss@mail.example.com").value();
    EXPECT_EQ(server.url, "smtp://mail.example.com:587");
    EXPECT_EQ(server.password, "pa/ss");
    EXPECT_TRUE(server.wants_tls);
    EXPECT_EQ(parse_mail_server("smtps://mail.example.com")->url, "smtps://mail.example.com:465");
    EXPECT_FALSE(parse_mail_server("smtp://relay:25?tls=none")->wants_tls);
    EXPECT_FALSE(parse_mail_server("smtp://127.0.0.1:1025")->wants_tls);
    for (auto const* bad : {"", "mail.example.com:587 x", "http://mail.example.com", "smtp://h?tls=maybe"})
        EXPECT_FALSE(parse_mail_server(bad)) << bad;
}

} // namespace
} // namespace guildhall::outbound
