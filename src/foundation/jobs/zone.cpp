#include "jobs/zone.hpp"
#include "base/outcome.hpp"
#include <unicode/basictz.h>

namespace guildhall::jobs {

struct Zone::Rules {
    std::unique_ptr<icu::TimeZone> zone;
};

namespace {

std::optional<int> two_digits(std::string_view text, int most)
{
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
    auto const value = (text[0] - '0') * 10 + (text[1] - '0');
    return value <= most ? std::optional(value) : std::nullopt;
}

// "+05:00", "-03:30"
std::optional<std::chrono::seconds> parse_offset(std::string_view text)
{
    if (text.size() != 6 || text[3] != ':' || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    auto const hours = two_digits(text.substr(1, 2), 15);
    auto const minutes = two_digits(text.substr(4, 2), 59);
    if (!hours || !minutes) return std::nullopt;
    auto const offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    return text[0] == '-' ? -offset : offset;
}

std::chrono::seconds icu_offset(icu::TimeZone const& zone, std::chrono::microseconds when, bool is_local)
{
    auto const milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(when).count();
    std::int32_t standard = 0, daylight = 0;
    UErrorCode error = U_ZERO_ERROR;
    zone.getOffset(static_cast<UDate>(milliseconds), is_local, standard, daylight, error);
    check(U_SUCCESS(error), "a time zone knows its offset");
    return std::chrono::seconds((standard + daylight) / 1000);
}

} // namespace

std::optional<Zone> Zone::parse(std::string_view name)
{
    Zone zone;
    if (name == "UTC") return zone;
    if (auto const offset = parse_offset(name)) {
        zone.fixed_ = *offset;
        return zone;
    }
    if (name.empty() || name.size() > 64) return std::nullopt;
    auto const id = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    auto rules = std::make_shared<Rules>(Rules{std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(id))});
    if (!rules->zone || *rules->zone == icu::TimeZone::getUnknown()) return std::nullopt;
    zone.rules_ = std::move(rules);
    return zone;
}

std::chrono::seconds Zone::offset_at(Time instant) const
{
    return rules_ ? icu_offset(*rules_->zone, instant.time_since_epoch(), false) : fixed_;
}

Time Zone::instant_of(std::chrono::local_time<std::chrono::microseconds> local) const
{
    auto const offset = rules_ ? icu_offset(*rules_->zone, local.time_since_epoch(), true) : fixed_;
    return Time(local.time_since_epoch() - offset);
}

} // namespace guildhall::jobs
