#include "jobs/zone.hpp"
#include <date/tz.h>

namespace guildhall::jobs {
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

} // namespace

std::optional<Zone> Zone::parse(std::string_view name)
{
    Zone zone;
    if (name == "UTC") return zone;
    if (auto const offset = parse_offset(name)) {
        zone.fixed_ = *offset;
        return zone;
    }
    try {
        zone.rules_ = date::locate_zone(std::string(name));
        return zone;
    } catch (std::runtime_error const&) { // unknown, or the system has no database
        return std::nullopt;
    }
}

std::chrono::seconds Zone::offset_at(Time instant) const { return rules_ ? rules_->get_info(instant).offset : fixed_; }

Time Zone::instant_of(std::chrono::local_time<std::chrono::microseconds> local) const
{
    auto const since_epoch = local.time_since_epoch();
    if (!rules_) return Time(since_epoch - fixed_);
    // In a gap and in an hour shown twice, `first` is what held before the change.
    auto const info = rules_->get_info(date::local_time<std::chrono::microseconds>(since_epoch));
    return Time(since_epoch - info.first.offset);
}

} // namespace guildhall::jobs
