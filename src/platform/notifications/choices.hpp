#pragma once
// Who wants to be told of what, by which channel and when.
#include "catalogue.hpp"
#include "companies/companies.hpp"
#include "db/queries.hpp"
#include "habit.hpp"
#include "notifications/carrier.hpp"

namespace guildhall::notifications {

inline db::Tables const choice_tables{{"notification_default", "notification_choice", "notification_habit"}};

struct Choice {
    EventGroup event_group{};
    Channel channel{};
    bool is_on = true;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (event_group, channel, is_on))

struct HabitRow {
    CompanyId company_id;
    UserId user_id;
    std::optional<std::string> time_zone; // the company's when absent
    std::optional<std::int64_t> quiet_from, quiet_until;
    DigestRhythm digest = DigestRhythm::off;
    std::int64_t digest_minute = 8 * 60;
    std::int64_t digest_weekday = 1;
};
BOOST_DESCRIBE_STRUCT(
    HabitRow, (), (company_id, user_id, time_zone, quiet_from, quiet_until, digest, digest_minute, digest_weekday))

// What holds for one person, read once.
struct Wishes {
    std::vector<Choice> own, company;
    std::optional<HabitRow> habit;

    // Whether he is told of this event by this channel. Locked events go by the channels of the catalogue. Switching a
    // channel on that none of the group's events has by itself adds it to all of them.
    bool wants(EventFact const& fact, Channel channel) const;
    bool is_on(EventGroup group, Channel channel) const;
};
Wishes wishes_of(db::Tx& tx, CompanyId company_id, std::optional<UserId> user_id);
jobs::Zone zone_of(std::optional<HabitRow> const& habit, companies::Company const& company);
void choose(db::Tx& tx, CompanyId company_id, UserId user_id, Choice const& choice);

struct ChannelChoice {
    Channel channel{};
    bool is_on = false;
};
BOOST_DESCRIBE_STRUCT(ChannelChoice, (), (channel, is_on))
struct GroupChoices {
    EventGroup event_group{};
    bool is_locked = false; // always told, by the channels that are on
    std::vector<ChannelChoice> channels;
};
BOOST_DESCRIBE_STRUCT(GroupChoices, (), (event_group, is_locked, channels))
struct Preferences {
    std::vector<GroupChoices> groups;
    std::optional<std::string> time_zone;               // the company's when absent
    std::optional<std::string> quiet_from, quiet_until; // 22:00
    DigestRhythm digest = DigestRhythm::off;            // of e-mails that may wait
    std::string digest_time = "08:00";
    std::int64_t digest_weekday = 1; // 1 Monday … 7 Sunday
};
BOOST_DESCRIBE_STRUCT(
    Preferences, (), (groups, time_zone, quiet_from, quiet_until, digest, digest_time, digest_weekday))

struct ReadPreferences {};
BOOST_DESCRIBE_STRUCT(ReadPreferences, (), ())
BOOST_DEFINE_ENUM_CLASS(ReadPreferencesRefusal)
Outcome<Preferences, ReadPreferencesRefusal> read_preferences(
    db::Tx&, Actor const&, ReadPreferences const&, CarrierDesk const& desk);

struct ChangePreferences {
    std::optional<Few<Choice, 100>> choices; // only those that change
    Patch<Text<1, 64>> time_zone;
    Patch<Text<5, 5>> quiet_from, quiet_until;
    std::optional<DigestRhythm> digest;
    std::optional<Text<5, 5>> digest_time;
    std::optional<Whole<1, 7>> digest_weekday;
};
BOOST_DESCRIBE_STRUCT(
    ChangePreferences, (), (choices, time_zone, quiet_from, quiet_until, digest, digest_time, digest_weekday))
BOOST_DEFINE_ENUM_CLASS(
    ChangePreferencesRefusal, group_is_locked, unknown_time_zone, invalid_clock_time, quiet_hours_incomplete)
Outcome<Preferences, ChangePreferencesRefusal> change_preferences(
    db::Tx&, Actor const&, ChangePreferences const&, CarrierDesk const& desk);

struct Defaults {
    std::vector<GroupChoices> groups;
};
BOOST_DESCRIBE_STRUCT(Defaults, (), (groups))
Outcome<Defaults, ReadPreferencesRefusal> read_defaults(
    db::Tx&, Actor const&, ReadPreferences const&, CarrierDesk const& desk);
struct ChangeDefaults {
    Few<Choice, 100> choices;
};
BOOST_DESCRIBE_STRUCT(ChangeDefaults, (), (choices))
BOOST_DEFINE_ENUM_CLASS(ChangeDefaultsRefusal, group_is_locked)
Outcome<Defaults, ChangeDefaultsRefusal> change_defaults(
    db::Tx&, Actor const&, ChangeDefaults const&, CarrierDesk const& desk);

} // namespace guildhall::notifications
