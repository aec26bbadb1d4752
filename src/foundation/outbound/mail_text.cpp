#include "crypto/crypto.hpp"
#include "outbound/mail.hpp"
#include <algorithm>
#include <array>

namespace guildhall::outbound {
namespace {

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// What must not stand in a header becomes a space, so that a value stays one line.
std::string one_line(std::string_view text)
{
    std::string line(text);
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return line;
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// RFC 2047: words of at most 75 characters, none of which cuts a character in two.
std::string encoded_words(std::string_view text)
{
    std::string words;
    while (!text.empty()) {
        auto size = std::min<std::size_t>(text.size(), 42);
        while (size < text.size() && size > 1 && continues_character(text[size])) --size;
        if (!words.empty()) words += "\r\n ";
        words += "=?UTF-8?B?" + crypto::base64(text.substr(0, size)) + "?=";
        text.remove_prefix(size);
    }
    return words;
}

// A long plain text goes on in the next line, at a space.
std::string folded(std::string_view text)
{
    std::string lines;
    while (text.size() > 70) {
        auto space = text.rfind(' ', 70);
        if (space == text.npos || space == 0) space = text.find(' ', 70);
        if (space == text.npos || space == 0) break;
        lines += std::string(text.substr(0, space)) + "\r\n";
        text.remove_prefix(space);
    }
    return lines + std::string(text);
}

std::string header_text(std::string_view text)
{
    auto const line = one_line(text);
    return is_ascii(line) && line.find("=?") == line.npos ? folded(line) : encoded_words(line);
}

std::string mailbox_text(Mailbox const& box)
{
    auto const name = one_line(box.name);
    if (name.empty()) return "<" + one_line(box.email) + ">";
    if (!is_ascii(name)) return encoded_words(name) + "\r\n <" + one_line(box.email) + ">";
    std::string quoted = "\"";
    for (char c : name) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\" <" + one_line(box.email) + ">";
}

// Quoted-printable (RFC 2045): lines of at most 76 characters, every line break as CRLF.
std::string quoted_printable(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = text[i];
        if (c == '\r') continue;
        if (c == '\n') {
            out += "\r\n";
            column = 0;
            continue;
        }
        auto const byte = static_cast<unsigned char>(c);
        auto const ends_line = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
        auto const plain = (byte >= 0x21 && byte < 0x7f && c != '=') || ((c == ' ' || c == '\t') && !ends_line);
        auto const width = plain ? 1u : 3u;
        if (column + width > 75) {
            out += "=\r\n";
            column = 0;
        }
        if (plain)
            out += c;
        else
            (out += '=').append({digits[byte >> 4], digits[byte & 15]});
        column += width;
    }
    return out;
}

std::string part(std::string_view kind, std::string_view content)
{
    return "Content-Type: text/" + std::string(kind) +
           "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted_printable(content) +
           "\r\n";
}

// Fri, 27 Nov 2026 20:50:00 +0000
std::string date_text(Time time)
{
    static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const day = std::chrono::floor<std::chrono::days>(time);
    std::chrono::year_month_day const date(day);
    auto const iso = to_rfc3339(time);
    return std::string(days[std::chrono::weekday(day).c_encoding()]) + ", " + iso.substr(8, 2) + " " +
           std::string(months[unsigned(date.month()) - 1]) + " " + iso.substr(0, 4) + " " + iso.substr(11, 8) +
           " +0000";
}

std::string trimmed_text(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

bool can_be_address(std::string_view text)
{
    auto const at = text.rfind('@');
    return at != text.npos && at > 0 && at + 1 < text.size() && text.size() <= 254 && is_ascii(text) &&
           std::ranges::none_of(text, [](unsigned char c) { return c <= 0x20 || c == 0x7f || c == '<' || c == '>'; });
}

} // namespace

std::optional<Mailbox> parse_mailbox(std::string_view text)
{
    Mailbox box;
    auto const open = text.rfind('<');
    if (open != text.npos) {
        auto const rest = trimmed_text(text.substr(open + 1));
        if (!rest.ends_with('>')) return std::nullopt;
        box.email = trimmed_text(rest.substr(0, rest.size() - 1));
        box.name = trimmed_text(text.substr(0, open));
        if (box.name.size() >= 2 && box.name.starts_with('"') && box.name.ends_with('"'))
            box.name = box.name.substr(1, box.name.size() - 2);
    } else
        box.email = trimmed_text(text);
    if (!can_be_address(box.email) || one_line(text) != text) return std::nullopt;
    return box;
}

std::string mail_text(Mail const& mail)
{
    auto text = "Date: " + date_text(mail.date) + "\r\nFrom: " + mailbox_text(mail.from) +
                "\r\nTo: " + mailbox_text(mail.to) + "\r\n";
    if (mail.reply_to) text += "Reply-To: " + mailbox_text(*mail.reply_to) + "\r\n";
    text += "Subject: " + header_text(mail.subject) + "\r\n";
    if (!mail.message_id.empty()) text += "Message-ID: <" + one_line(mail.message_id) + ">\r\n";
    if (!mail.unsubscribe_url.empty())
        text += "List-Unsubscribe: <" + one_line(mail.unsubscribe_url) +
                ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
    text += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
    if (mail.html.empty()) return text + part("plain", mail.text);
    // Of the content, so that the same mail is the same text; in quoted-printable no line can begin like this.
    auto const boundary = "=_" + crypto::sha256_hex(mail.message_id + mail.text + mail.html).substr(0, 32);
    text += "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n\r\n";
    for (auto const& [kind, content] : {std::pair{"plain", &mail.text}, std::pair{"html", &mail.html}})
        text += "--" + boundary + "\r\n" + part(kind, *content);
    return text + "--" + boundary + "--\r\n";
}

} // namespace guildhall::outbound
