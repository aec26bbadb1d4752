#pragma once
// E-mail: the text of a message (RFC 5322, MIME) and its way to a mail server (SMTP).
#include "base/time.hpp"
#include "outbound/client.hpp"
#include <expected>
#include <functional>

namespace guildhall::outbound {

struct Mailbox {
    std::string name; // may be empty
    std::string email;
};
// "Ann Other <ann@example.com>" or "ann@example.com"; nothing when the address cannot be one.
std::optional<Mailbox> parse_mailbox(std::string_view text);

struct Mail {
    Mailbox from, to;
    std::optional<Mailbox> reply_to = {};
    std::string subject;
    std::string text;
    std::string html = {};       // empty: plain text alone
    std::string message_id = {}; // without angle brackets: id@host
    Time date;
    std::string unsubscribe_url = {}; // List-Unsubscribe with One-Click (RFC 8058)
};
// The whole message, lines ending in CRLF. Line breaks and control characters in headers become spaces, so that no
// value can add a header.
std::string mail_text(Mail const& mail);

// smtp://user:password@host:587 (STARTTLS is demanded, except of this machine itself), smtps://host:465, and
// smtp://host:25?tls=none for a relay in one's own network.
struct MailServer {
    std::string url; // without credentials
    std::string user, password;
    bool wants_tls = true;
};
// The error is a sentence that says what to write.
std::expected<MailServer, std::string> parse_mail_server(std::string const& url);

// `refused`: never again; `try_again`: not taken, and it may go better later; `unknown`: handed over, but the server
// did not say whether it took it.
enum class MailFate { accepted, refused, try_again, unknown };
struct MailReply {
    MailFate fate = MailFate::try_again;
    std::string detail; // the server's words, or what failed
};
// `before_body` is called when the server has agreed to take the message and nothing of it has been sent. What it
// throws comes out, and nothing was sent.
MailReply send_mail(Client const& client, MailServer const& server, Mail const& mail,
    std::chrono::milliseconds within = std::chrono::seconds(60), std::function<void()> before_body = {});

} // namespace guildhall::outbound
