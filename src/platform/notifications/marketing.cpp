#include "marketing.hpp"

namespace guildhall::notifications {
namespace {

struct MarketingDay {
    CompanyId company_id;
    std::string day;
    std::int64_t messages = 0;
};
BOOST_DESCRIBE_STRUCT(MarketingDay, (), (company_id, day, messages))

db::Find<MarketingDay, CompanyId, std::string> const find_marketing_day{
    marketing_tables, "FROM marketing_day WHERE company_id = ? AND day = ?"};
db::Insert<MarketingDay> const put_marketing_day{
    marketing_tables, "marketing_day", " ON CONFLICT (company_id, day) DO UPDATE SET messages = excluded.messages"};

Time after_quiet(std::optional<HabitRow> const& habit, jobs::Zone const& zone, Time at)
{
    auto quiet = marketing_quiet;
    if (habit && habit->quiet_from && habit->quiet_until) quiet = {*habit->quiet_from, *habit->quiet_until};
    return quiet_until(quiet, zone, at).value_or(at);
}

// Eight in the morning of the company's next day.
Time next_morning(companies::Company const& company, Time at)
{
    auto const zone = jobs::Zone::parse(company.time_zone.value).value_or(jobs::Zone::utc());
    auto const today = std::chrono::local_days(companies::local_date(company, at));
    return zone.instant_of(today + std::chrono::days(1) + std::chrono::minutes(marketing_quiet.until));
}

} // namespace

Time marketing_time(db::Tx& tx, companies::Company const& company, std::optional<HabitRow> const& habit, Time now)
{
    auto const zone = zone_of(habit, company);
    for (auto at = after_quiet(habit, zone, now);; at = after_quiet(habit, zone, next_morning(company, at))) {
        auto day = find_marketing_day(tx, company.company_id, companies::local_day(company, at))
                       .value_or(MarketingDay{company.company_id, companies::local_day(company, at), 0});
        if (day.messages >= most_marketing_a_day) continue;
        ++day.messages;
        put_marketing_day(tx, day);
        return at;
    }
}

} // namespace guildhall::notifications
