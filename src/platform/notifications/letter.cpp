#include "letter.hpp"
#include "texts/built_in.hpp"
#include <vector>

namespace guildhall::notifications {
namespace {

std::vector<std::string_view> paragraphs_of(std::string_view text)
{
    std::vector<std::string_view> paragraphs;
    while (!text.empty()) {
        auto const end = std::min(text.find("\n\n"), text.size());
        auto paragraph = text.substr(0, end);
        text.remove_prefix(std::min(end + 2, text.size()));
        while (!paragraph.empty() && static_cast<unsigned char>(paragraph.front()) <= 0x20) paragraph.remove_prefix(1);
        while (!paragraph.empty() && static_cast<unsigned char>(paragraph.back()) <= 0x20) paragraph.remove_suffix(1);
        if (!paragraph.empty()) paragraphs.push_back(paragraph);
    }
    return paragraphs;
}

std::string with_breaks(std::string_view text)
{
    std::string html;
    for (char c : escape_html(text)) {
        if (c == '\n') html += "<br>";
        html += c;
    }
    return html;
}

// Black or white, whichever is easier to read on this colour (WCAG 2 relative luminance, roughly).
std::string_view ink_on(std::string_view color)
{
    auto const part = [&](std::size_t at) {
        auto const digit = [&](char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; };
        return color.size() == 7 ? digit(color[at]) * 16 + digit(color[at + 1]) : 0;
    };
    return part(1) * 299 + part(3) * 587 + part(5) * 114 > 150'000 ? "#111111" : "#ffffff";
}

std::string head_of(Brand const& brand, std::string_view locale, std::string const& subject)
{
    auto const name = escape_html(brand.name);
    auto const sign = brand.logo_url.empty() ? "<strong style=\"font-size:20px;color:#111111\">" + name + "</strong>"
                                             : "<img src=\"" + escape_html(brand.logo_url) + "\" alt=\"" + name +
                                                   "\" height=\"40\" style=\"display:block;height:40px;border:0\">";
    return "<!doctype html>\n<html lang=\"" + std::string(locale) +
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" +
           escape_html(subject) +
           "</title></head>\n<body "
           "style=\"margin:0;padding:0;background:#f3f4f6;font-family:Arial,Helvetica,sans-serif\">\n"
           "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr><td align=\"center\" "
           "style=\"padding:24px 12px\">\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" "
           "cellspacing=\"0\" "
           "style=\"max-width:560px;background:#ffffff;border-top:4px solid " +
           escape_html(brand.color) + "\">\n<tr><td style=\"padding:24px 32px 0\">" + sign + "</td></tr>\n";
}

std::string button_of(Brand const& brand, LetterWords const& words, std::string const& label, std::string const& link)
{
    auto const address = escape_html(link);
    return "<p style=\"margin:24px 0\"><a href=\"" + address +
           "\" style=\"display:inline-block;padding:12px 20px;background:" + escape_html(brand.color) +
           ";color:" + std::string(ink_on(brand.color)) + ";text-decoration:none;border-radius:6px\">" +
           escape_html(label) + "</a></p>\n<p style=\"margin:0 0 16px;font-size:13px;color:#4b5563\">" +
           std::string(words.copy_link) + "<br><a href=\"" + address +
           "\" style=\"color:#4b5563;word-break:break-all\">" + address + "</a></p>\n";
}

std::string foot_link(std::string_view label, std::string const& url)
{
    return url.empty() ? std::string{}
                       : " <a href=\"" + escape_html(url) + "\" style=\"color:#6b7280\">" + std::string(label) + "</a>";
}

} // namespace

std::string fill(std::string_view text, Values const& values)
{
    std::string filled;
    while (!text.empty()) {
        auto const open = text.find("{{");
        auto const close = open == text.npos ? text.npos : text.find("}}", open);
        if (close == text.npos) break;
        filled += text.substr(0, open);
        auto name = text.substr(open + 2, close - open - 2);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        if (auto const known = values.known.find(name); known != values.known.end())
            filled += known->second;
        else
            values.missing.emplace(name);
        text.remove_prefix(close + 2);
    }
    return filled += text;
}

std::string escape_html(std::string_view text)
{
    std::string html;
    for (char c : text) {
        switch (c) {
        case '&': html += "&amp;"; break;
        case '<': html += "&lt;"; break;
        case '>': html += "&gt;"; break;
        case '"': html += "&quot;"; break;
        case '\'': html += "&#39;"; break;
        default: html += c;
        }
    }
    return html;
}

Letter write_letter(LetterText const& source, Brand const& brand, Values const& values, std::string_view locale,
    std::string const& link, std::string const& settings_url, std::string const& unsubscribe_url)
{
    auto const& words = language_of(locale).words;
    auto const greeting = fill(words.greeting, values), why = fill(words.why, values);
    auto const action = link.empty() ? std::string{} : fill(source.action, values);
    Letter letter;
    letter.subject = fill(source.subject, values);
    letter.text = greeting + "\n\n";
    letter.html = head_of(brand, words.locale, letter.subject) +
                  "<tr><td style=\"padding:16px 32px 24px;font-size:16px;line-height:1.5;color:#111111\">\n<p>" +
                  escape_html(greeting) + "</p>\n";
    // Paragraphs are the text's, not the values': nobody's name opens one of its own.
    for (auto const paragraph : paragraphs_of(source.body)) {
        auto const filled = fill(paragraph, values);
        letter.text += filled + "\n\n";
        letter.html += "<p>" + with_breaks(filled) + "</p>\n";
    }
    if (!action.empty()) {
        letter.text += action + ": " + link + "\n\n";
        letter.html += button_of(brand, words, action, link);
    }
    letter.text += "-- \n" + brand.name + "\n" + why + "\n";
    if (!settings_url.empty()) letter.text += std::string(words.settings) + ": " + settings_url + "\n";
    if (!unsubscribe_url.empty()) letter.text += std::string(words.stop) + ": " + unsubscribe_url + "\n";
    letter.html += "</td></tr>\n<tr><td style=\"padding:16px 32px 24px;border-top:1px solid #e5e7eb;font-size:13px;"
                   "line-height:1.5;color:#6b7280\">" +
                   escape_html(brand.name) + "<br>" + escape_html(why) + foot_link(words.settings, settings_url) +
                   foot_link(words.stop, unsubscribe_url) +
                   "</td></tr>\n</table>\n</td></tr></table>\n</body></html>\n";
    return letter;
}

} // namespace guildhall::notifications
