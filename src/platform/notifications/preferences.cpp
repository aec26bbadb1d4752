// People choose what they are told; those who manage messages choose for whoever has not.
#include "audit/audit.hpp"
#include "choices.hpp"
#include "jobs/outbox.hpp"

namespace guildhall::notifications {
namespace {

struct DefaultRow : Choice {
    CompanyId company_id;
};
BOOST_DESCRIBE_STRUCT(DefaultRow, (Choice), (company_id))

db::Insert<DefaultRow> const put_default{choice_tables, "notification_default",
    " ON CONFLICT (company_id, event_group, channel) DO UPDATE SET is_on = excluded.is_on"};
db::Insert<HabitRow> const put_habit{choice_tables, "notification_habit",
    " ON CONFLICT (company_id, user_id) DO UPDATE SET time_zone = excluded.time_zone, quiet_from = "
    "excluded.quiet_from, "
    "quiet_until = excluded.quiet_until, digest = excluded.digest, digest_minute = excluded.digest_minute, "
    "digest_weekday = excluded.digest_weekday"};

struct PreferencesChanged {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(PreferencesChanged, (), (user_id))
struct DefaultsChanged {
    std::int64_t choices = 0;
};
BOOST_DESCRIBE_STRUCT(DefaultsChanged, (), (choices))

// Nobody is asked about what he is never told.
bool concerns(Actor const& actor, EventGroup group)
{
    if (group == EventGroup::review) return actor.may(Right::quotes_manage);
    if (group == EventGroup::administration) return actor.may(Right::webhooks_manage);
    return true;
}

// The channels that one may choose: those that always work, or are kept for a developer, and those that are configured.
std::set<Channel> offered_channels(db::Tx& tx, CompanyId company_id, CarrierDesk const& desk)
{
    auto channels = desk.channels(tx, company_id);
    channels.insert({Channel::in_app, Channel::email, Channel::sms});
    return channels;
}

std::vector<GroupChoices> groups_of(
    Wishes const& wishes, std::set<Channel> const& offered, std::optional<Actor> const& reader)
{
    std::vector<GroupChoices> groups;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<EventGroup>>([&](auto g) {
        if (reader && !concerns(*reader, g.value)) return;
        GroupChoices group{g.value, g.value == EventGroup::security, {}};
        auto const add = [&](auto c) {
            if (offered.contains(c.value)) group.channels.push_back({c.value, wishes.is_on(g.value, c.value)});
        };
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Channel>>(add);
        groups.push_back(std::move(group));
    });
    return groups;
}

std::optional<std::string> clock_of(std::optional<std::int64_t> minute)
{
    return minute ? std::optional(clock_text(*minute)) : std::nullopt;
}

Preferences preferences_of(db::Tx& tx, Actor const& actor, CarrierDesk const& desk)
{
    auto const wishes = wishes_of(tx, actor.company_id, actor.user_id);
    Preferences preferences;
    preferences.groups = groups_of(wishes, offered_channels(tx, actor.company_id, desk), actor);
    if (auto const& habit = wishes.habit) {
        preferences.time_zone = habit->time_zone;
        preferences.quiet_from = clock_of(habit->quiet_from);
        preferences.quiet_until = clock_of(habit->quiet_until);
        preferences.digest = habit->digest;
        preferences.digest_time = clock_text(habit->digest_minute);
        preferences.digest_weekday = habit->digest_weekday;
    }
    return preferences;
}

std::optional<std::string> locked_at(std::vector<Choice> const& choices)
{
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (choices[i].event_group == EventGroup::security) return "/choices/" + std::to_string(i);
    return std::nullopt;
}

using ChangeFault = Refused<ChangePreferencesRefusal>;

// Reads a time of day into the row; false when it is none.
bool take_clock(Patch<Text<5, 5>> const& wish, std::optional<std::int64_t>& minute)
{
    if (!wish.given) return true;
    minute = wish.value ? parse_clock(wish.value->value) : std::nullopt;
    return !wish.value || minute.has_value();
}

// The habit with the wishes, or what is wrong with them.
std::expected<HabitRow, ChangeFault> habit_with(HabitRow habit, ChangePreferences const& wish)
{
    using enum ChangePreferencesRefusal;
    auto const no_clock = [](std::string pointer) {
        return std::unexpected(ChangeFault{invalid_clock_time, "Use the form 22:00.", std::move(pointer), {}});
    };
    if (wish.time_zone.value && !companies::is_time_zone(wish.time_zone.value->value))
        return std::unexpected(
            ChangeFault{unknown_time_zone, "Use an IANA name such as Asia/Almaty.", "/time_zone", {}});
    if (wish.time_zone.given)
        habit.time_zone = wish.time_zone.value ? std::optional(wish.time_zone.value->value) : std::nullopt;
    if (!take_clock(wish.quiet_from, habit.quiet_from)) return no_clock("/quiet_from");
    if (!take_clock(wish.quiet_until, habit.quiet_until)) return no_clock("/quiet_until");
    if (habit.quiet_from.has_value() != habit.quiet_until.has_value())
        return std::unexpected(
            ChangeFault{quiet_hours_incomplete, "Say when they begin and when they end.", "/quiet_until", {}});
    if (wish.digest) habit.digest = *wish.digest;
    if (wish.digest_time) {
        auto const minute = parse_clock(wish.digest_time->value);
        if (!minute) return no_clock("/digest_time");
        habit.digest_minute = *minute;
    }
    if (wish.digest_weekday) habit.digest_weekday = *wish.digest_weekday;
    return habit;
}

} // namespace

Outcome<Preferences, ReadPreferencesRefusal> read_preferences(
    db::Tx& tx, Actor const& actor, ReadPreferences const&, CarrierDesk const& desk)
{
    return preferences_of(tx, actor, desk);
}

Outcome<Preferences, ChangePreferencesRefusal> change_preferences(
    db::Tx& tx, Actor const& actor, ChangePreferences const& wish, CarrierDesk const& desk)
{
    auto const& choices = wish.choices ? wish.choices->items : std::vector<Choice>{};
    if (auto const place = locked_at(choices))
        return refuse(ChangePreferencesRefusal::group_is_locked, "Messages about security always go out.", *place);
    auto const known = wishes_of(tx, actor.company_id, actor.user_id).habit;
    HabitRow fresh;
    fresh.company_id = actor.company_id;
    fresh.user_id = *actor.user_id;
    auto const habit = habit_with(known.value_or(fresh), wish);
    if (!habit) return std::unexpected(habit.error());

    // From here on it succeeds.
    auto const before = reflect::to_json(preferences_of(tx, actor, desk));
    for (auto const& choice : choices) choose(tx, actor.company_id, *actor.user_id, choice);
    put_habit(tx, *habit);
    auto preferences = preferences_of(tx, actor, desk);
    audit::record(
        tx, actor, {"user.notifications_changed", "user", actor.user_id->uuid, before, reflect::to_json(preferences)});
    jobs::publish(tx, actor, "notification", *actor.user_id, "notification.preferences_changed",
        PreferencesChanged{*actor.user_id});
    return preferences;
}

Outcome<Defaults, ReadPreferencesRefusal> read_defaults(
    db::Tx& tx, Actor const& actor, ReadPreferences const&, CarrierDesk const& desk)
{
    return Defaults{groups_of(
        wishes_of(tx, actor.company_id, std::nullopt), offered_channels(tx, actor.company_id, desk), std::nullopt)};
}

Outcome<Defaults, ChangeDefaultsRefusal> change_defaults(
    db::Tx& tx, Actor const& actor, ChangeDefaults const& wish, CarrierDesk const& desk)
{
    if (auto const place = locked_at(wish.choices.items))
        return refuse(ChangeDefaultsRefusal::group_is_locked, "Messages about security always go out.", *place);

    // From here on it succeeds.
    auto const before = reflect::to_json(read_defaults(tx, actor, {}, desk).value());
    for (auto const& choice : wish.choices.items) put_default(tx, {choice, actor.company_id});
    auto defaults = read_defaults(tx, actor, {}, desk).value();
    audit::record(tx, actor,
        {"company.notifications_changed", "company", actor.company_id.uuid, before, reflect::to_json(defaults)});
    jobs::publish(tx, actor, "company", actor.company_id, "company.notifications_changed",
        DefaultsChanged{std::ssize(wish.choices.items)});
    return defaults;
}

} // namespace guildhall::notifications
