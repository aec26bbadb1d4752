#include "base/time.hpp"

namespace guildhall {
namespace {

// Reads exactly `width` digits at the front of text and drops them.
std::optional<int> take_digits(std::string_view& text, std::size_t width)
{
    if (text.size() < width) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(width);
    return value;
}

bool take(std::string_view& text, char c)
{
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::chrono::sys_days> take_date(std::string_view& text)
{
    auto const year = take_digits(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    auto const month = take_digits(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    auto const day = take_digits(text, 2);
    if (!day) return std::nullopt;
    std::chrono::year_month_day const date{
        std::chrono::year{*year}, std::chrono::month(unsigned(*month)), std::chrono::day(unsigned(*day))};
    if (!date.ok() || *year < 1970) return std::nullopt;
    return std::chrono::sys_days{date};
}

// Digits after the decimal point, at least one, cut to microseconds.
std::optional<std::chrono::microseconds> take_fraction(std::string_view& text)
{
    if (!take(text, '.')) return std::chrono::microseconds{0};
    std::int64_t value = 0;
    std::size_t digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (digits < 6) value = value * 10 + (text.front() - '0');
        ++digits;
        text.remove_prefix(1);
    }
    if (digits == 0) return std::nullopt;
    for (auto i = digits; i < 6; ++i) value *= 10;
    return std::chrono::microseconds{value};
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text)
{
    if (take(text, 'Z') || take(text, 'z')) return std::chrono::minutes{0};
    if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    auto const sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    auto const hours = take_digits(text, 2);
    if (!hours || !take(text, ':')) return std::nullopt;
    auto const minutes = take_digits(text, 2);
    if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    return std::chrono::minutes{sign * (*hours * 60 + *minutes)};
}

// Writes the last `width` decimal digits; returns the place behind them.
char* put_digits(char* to, std::uint64_t value, std::size_t width)
{
    for (auto i = width; i-- > 0; value /= 10) to[i] = static_cast<char>('0' + value % 10);
    return to + width;
}

} // namespace

void append_date(std::string& text, std::chrono::year_month_day date)
{
    char form[10];
    auto* to = put_digits(form, static_cast<unsigned>(int(date.year())), 4);
    *to++ = '-';
    to = put_digits(to, unsigned(date.month()), 2);
    *to++ = '-';
    text.append(form, put_digits(to, unsigned(date.day()), 2));
}

void append_rfc3339(std::string& text, Time time)
{
    auto const day = std::chrono::floor<std::chrono::days>(time);
    auto const micros = static_cast<std::uint64_t>((time - day).count());
    auto const seconds = micros / 1'000'000, fraction = micros % 1'000'000;
    append_date(text, std::chrono::year_month_day{day});
    char form[16] = {'T'};
    auto* to = put_digits(form + 1, seconds / 3600, 2);
    *to++ = ':';
    to = put_digits(to, seconds / 60 % 60, 2);
    *to++ = ':';
    text.append(form, put_digits(to, seconds % 60, 2));
    if (fraction != 0) {
        form[0] = '.';
        to = put_digits(form + 1, fraction, 6);
        while (to[-1] == '0') --to;
        text.append(form, to);
    }
    text += 'Z';
}

std::string to_rfc3339(Time time)
{
    std::string text;
    text.reserve(28);
    append_rfc3339(text, time);
    return text;
}

std::optional<Time> parse_rfc3339(std::string_view text)
{
    auto const date = take_date(text);
    if (!date) return std::nullopt;
    if (text.empty()) return Time{*date};
    if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
    auto const hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    auto const minute = take_digits(text, 2);
    if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
    auto const second = take_digits(text, 2);
    if (!second || *second > 60) return std::nullopt; // 60: a leap second counts as the next minute's first
    auto const fraction = take_fraction(text);
    if (!fraction) return std::nullopt;
    auto const offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    auto const time = Time{*date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
                      std::chrono::seconds{*second} + *fraction - *offset;
    if (time < Time{}) return std::nullopt;
    return time;
}

Time system_now() { return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()); }

} // namespace guildhall
