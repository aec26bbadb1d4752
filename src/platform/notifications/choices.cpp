// What people and their company have chosen, and what follows from it for an event.
#include "choices.hpp"
#include <algorithm>

namespace guildhall::notifications {
namespace {

struct ChoiceRow : Choice {
    CompanyId company_id;
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(ChoiceRow, (Choice), (company_id, user_id))

db::Select<Choice, CompanyId, UserId> const select_own{
    choice_tables, "FROM notification_choice WHERE company_id = ? AND user_id = ? LIMIT 200"};
db::Select<Choice, CompanyId> const select_company{
    choice_tables, "FROM notification_default WHERE company_id = ? LIMIT 200"};
db::Find<HabitRow, CompanyId, UserId> const find_habit{
    choice_tables, "FROM notification_habit WHERE company_id = ? AND user_id = ?"};
db::Insert<ChoiceRow> const put_choice{choice_tables, "notification_choice",
    " ON CONFLICT (company_id, user_id, event_group, channel) DO UPDATE SET is_on = excluded.is_on"};

std::optional<bool> chosen(std::vector<Choice> const& choices, EventGroup group, Channel channel)
{
    auto const found = std::ranges::find_if(
        choices, [&](Choice const& one) { return one.event_group == group && one.channel == channel; });
    return found == choices.end() ? std::nullopt : std::optional(found->is_on);
}

bool has(std::vector<Channel> const& channels, Channel channel)
{
    return std::ranges::find(channels, channel) != channels.end();
}

// Whoever links a chat or lets a browser show messages wants to hear there what the app tells.
bool goes_by_itself(std::vector<Channel> const& channels, Channel channel)
{
    auto const follows_app = channel == Channel::telegram || channel == Channel::push;
    return has(channels, follows_app ? Channel::in_app : channel);
}

bool group_has(EventGroup group, Channel channel)
{
    return std::ranges::any_of(all_events(),
        [&](EventFact const& fact) { return fact.group == group && goes_by_itself(fact.channels, channel); });
}

} // namespace

bool Wishes::wants(EventFact const& fact, Channel channel) const
{
    auto const by_itself = goes_by_itself(fact.channels, channel);
    if (is_locked(fact)) return by_itself;
    auto const wish = chosen(own, fact.group, channel).or_else([&] { return chosen(company, fact.group, channel); });
    if (!wish) return by_itself;
    return *wish && (by_itself || !group_has(fact.group, channel));
}

bool Wishes::is_on(EventGroup group, Channel channel) const
{
    if (group == EventGroup::security) return group_has(group, channel);
    auto const wish = chosen(own, group, channel).or_else([&] { return chosen(company, group, channel); });
    return wish.value_or(group_has(group, channel));
}

Wishes wishes_of(db::Tx& tx, CompanyId company_id, std::optional<UserId> user_id)
{
    Wishes wishes;
    wishes.company = select_company(tx, company_id);
    if (!user_id) return wishes;
    wishes.own = select_own(tx, company_id, *user_id);
    wishes.habit = find_habit(tx, company_id, *user_id);
    return wishes;
}

jobs::Zone zone_of(std::optional<HabitRow> const& habit, companies::Company const& company)
{
    auto const& name = habit && habit->time_zone ? *habit->time_zone : company.time_zone.value;
    return jobs::Zone::parse(name).value_or(jobs::Zone::utc());
}

void choose(db::Tx& tx, CompanyId company_id, UserId user_id, Choice const& choice)
{
    put_choice(tx, {choice, company_id, user_id});
}

} // namespace guildhall::notifications
