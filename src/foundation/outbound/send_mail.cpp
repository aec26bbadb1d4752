#include "call_span.hpp"
#include "easy.hpp"
#include "outbound/mail.hpp"
#include <algorithm>
#include <exception>

namespace guildhall::outbound {
namespace {

// The mail on its way to the server, and what happened before its first byte.
struct Handover {
    std::string text;
    std::size_t sent = 0;
    std::function<void()> before_body;
    std::exception_ptr error;
    bool begun = false;
    std::string last_words; // of the server
};

// Exceptions must not cross libcurl's frames: they wait here until it has returned.
std::size_t give_body(char* room, std::size_t, std::size_t size, void* handover_pointer)
{
    auto& handover = *static_cast<Handover*>(handover_pointer);
    if (!handover.begun) {
        try {
            if (handover.before_body) handover.before_body();
        } catch (...) {
            handover.error = std::current_exception();
            return CURL_READFUNC_ABORT;
        }
        handover.begun = true;
    }
    auto const count = std::min(size, handover.text.size() - handover.sent);
    handover.text.copy(room, count, handover.sent);
    handover.sent += count;
    return count;
}

std::size_t take_line(char* bytes, std::size_t, std::size_t count, void* handover_pointer)
{
    auto& words = static_cast<Handover*>(handover_pointer)->last_words;
    if (std::string_view(bytes, count).starts_with("221")) return count; // its good-bye says nothing about the message
    words.assign(bytes, std::min<std::size_t>(count, 300));
    while (!words.empty() && static_cast<unsigned char>(words.back()) <= 0x20) words.pop_back();
    return count;
}

std::string url_part(Url const& url, CURLUPart which, unsigned flags = 0)
{
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
    std::string value(text);
    curl_free(text);
    return value;
}

bool is_this_machine(std::string const& host) { return host == "127.0.0.1" || host == "[::1]" || host == "localhost"; }

MailReply reply_of(CURLcode code, long status, Handover const& handover)
{
    if (code == CURLE_OK) return {MailFate::accepted, handover.last_words};
    auto const words = [&](std::string_view otherwise) {
        return handover.last_words.empty() || status < 400 ? std::string(otherwise) : handover.last_words;
    };
    if (code == CURLE_LOGIN_DENIED || code == CURLE_AUTH_ERROR)
        return {MailFate::try_again, words("The mail server does not accept our name and password.")};
    if (status >= 500 && status < 600) return {MailFate::refused, words("The mail server refused.")};
    if (status >= 400 && status < 500) return {MailFate::try_again, words("The mail server asked to come later.")};
    if (handover.begun) return {MailFate::unknown, "The mail server did not say whether it took the message."};
    switch (code) {
    case CURLE_USE_SSL_FAILED: return {MailFate::try_again, "The mail server offers no encryption (STARTTLS)."};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR: return {MailFate::try_again, "The mail server could not prove who it is."};
    case CURLE_OPERATION_TIMEDOUT: return {MailFate::try_again, "The mail server did not answer in time."};
    default: return {MailFate::try_again, "No connection to the mail server."};
    }
}

} // namespace

std::expected<MailServer, std::string> parse_mail_server(std::string const& text)
{
    static constexpr std::string_view form = "write smtp://user:password@host:587 or smtps://host:465";
    Url const url(curl_url());
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        return std::unexpected("is no address of a mail server; " + std::string(form));
    auto const scheme = url_part(url, CURLUPART_SCHEME);
    if (scheme != "smtp" && scheme != "smtps")
        return std::unexpected("must begin with smtp or smtps; " + std::string(form));
    MailServer server;
    auto const host = url_part(url, CURLUPART_HOST);
    server.user = url_part(url, CURLUPART_USER, CURLU_URLDECODE);
    server.password = url_part(url, CURLUPART_PASSWORD, CURLU_URLDECODE);
    auto const query = url_part(url, CURLUPART_QUERY);
    if (!query.empty() && query != "tls=none") return std::unexpected("knows no ?" + query + ", only ?tls=none");
    server.wants_tls = scheme == "smtp" && query.empty() && !is_this_machine(host);
    auto const port = url_part(url, CURLUPART_PORT);
    server.url = scheme + "://" + host + ":" + (!port.empty() ? port : scheme == "smtps" ? "465" : "587");
    return server;
}

MailReply send_mail(Client const& client, MailServer const& server, Mail const& mail, std::chrono::milliseconds within,
    std::function<void()> before_body)
{
    if (!parse_mailbox(mail.to.email)) return {MailFate::refused, "The address cannot be one."};
    auto const easy = open_easy(client.settings());
    Handover handover;
    handover.text = mail_text(mail);
    handover.before_body = std::move(before_body);
    auto const from = "<" + mail.from.email + ">";
    List to;
    append_line(to, "<" + mail.to.email + ">");
    set_option(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set_option(easy, CURLOPT_URL, server.url.c_str());
    if (!server.user.empty()) {
        set_option(easy, CURLOPT_USERNAME, server.user.c_str());
        set_option(easy, CURLOPT_PASSWORD, server.password.c_str());
    }
    set_option(easy, CURLOPT_USE_SSL, static_cast<long>(server.wants_tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    set_option(easy, CURLOPT_MAIL_FROM, from.c_str());
    set_option(easy, CURLOPT_MAIL_RCPT, to.get());
    set_option(easy, CURLOPT_UPLOAD, 1L);
    set_option(easy, CURLOPT_READFUNCTION, &give_body);
    set_option(easy, CURLOPT_READDATA, static_cast<void*>(&handover));
    set_option(easy, CURLOPT_HEADERFUNCTION, &take_line);
    set_option(easy, CURLOPT_HEADERDATA, static_cast<void*>(&handover));
    set_option(easy, CURLOPT_CONNECTTIMEOUT_MS, 10'000L);
    set_option(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(within.count()));

    auto span = trace::Span::child(trace::Kind::client, "SMTP");
    if (span.is_recording()) set_server(span, server.url);
    auto const code = curl_easy_perform(easy.get());
    if (handover.error) std::rethrow_exception(handover.error);
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    auto reply = reply_of(code, status, handover);
    if (reply.fate != MailFate::accepted)
        span.fail(reply.fate == MailFate::refused   ? "refused"
                  : reply.fate == MailFate::unknown ? "unknown"
                                                    : "try_again");
    return reply;
}

} // namespace guildhall::outbound
