// Counting, and who is warned of it.
#include "jobs/outbox.hpp"
#include "plans/subscription.hpp"

namespace guildhall::plans {
namespace {

db::Tables const usage_tables{{"usage_counter"}};

struct Counter {
    CompanyId company_id;
    Meter meter{};
    std::string period;
    std::int64_t used = 0;
    std::int64_t warned = 0; // percent
};
BOOST_DESCRIBE_STRUCT(Counter, (), (company_id, meter, period, used, warned))

db::Find<Counter, CompanyId, Meter, std::string> const find_counter{
    usage_tables, "FROM usage_counter WHERE company_id = ? AND meter = ? AND period = ?"};
db::Insert<Counter> const put_counter{usage_tables, "usage_counter",
    " ON CONFLICT (company_id, meter, period) DO UPDATE SET used = excluded.used, warned = excluded.warned"};

bool is_monthly(Meter meter) { return meter == Meter::orders || meter == Meter::messages; }

// Of which company, plan and month the question is.
struct Place {
    CompanyId company_id;
    Plan plan;
    std::string period;
    std::optional<Time> resets_at;
};

// The first instant of the month after `now`, as the company's clock shows it.
Time next_month(companies::Company const& company, Time now)
{
    auto const today = companies::local_date(company, now);
    auto const month = std::chrono::year_month(today.year(), today.month()) + std::chrono::months(1);
    std::chrono::year_month_day const first(month.year(), month.month(), std::chrono::day(1));
    return companies::start_of_day(company, first);
}

Place place_of(db::Tx& tx, CompanyId company_id, Meter meter, Time now)
{
    Place place;
    place.company_id = company_id;
    auto plan = find_plan(tx, subscription_of(tx, company_id).plan);
    check(plan.has_value(), "a subscription names a plan");
    place.plan = std::move(*plan);
    if (is_monthly(meter)) {
        auto const company = companies::get_company(tx, company_id);
        place.period = companies::local_day(company, now).substr(0, 7);
        place.resets_at = next_month(company, now);
    }
    return place;
}

Counter counter_at(db::Tx& tx, Place const& place, Meter meter)
{
    if (auto counter = find_counter(tx, place.company_id, meter, place.period)) return *counter;
    return {place.company_id, meter, place.period, 0, 0};
}

std::int64_t level_of(std::int64_t used, std::optional<std::int64_t> limit)
{
    if (!limit) return 0;
    if (used >= *limit) return 100;
    return used * 100 >= *limit * 80 ? 80 : 0; // at most 500 GB times 100
}

// Warns once on the way up; on the way down the warning is armed again.
void put(db::Tx& tx, Place const& place, Counter counter, Time now)
{
    auto const limit = limit_of(place.plan, counter.meter);
    auto const level = level_of(counter.used, limit);
    if (level > counter.warned) {
        Actor nobody;
        nobody.company_id = place.company_id;
        nobody.now = now;
        jobs::publish(tx, nobody, "subscription", place.company_id,
            level == 100 ? "subscription.limit_reached" : "subscription.near_limit",
            LimitNeared{counter.meter, level, counter.used, *limit, place.plan.name});
    }
    counter.warned = level;
    put_counter(tx, counter);
}

std::optional<Overrun> overrun_of(Place const& place, Meter meter, std::int64_t used, std::int64_t amount)
{
    auto const limit = limit_of(place.plan, meter);
    if (!limit || amount <= 0 || used + amount <= *limit) return std::nullopt;
    note_refusal(meter);
    return Overrun{meter, *limit, used, place.plan.name, place.resets_at};
}

} // namespace

std::optional<Overrun> take(db::Tx& tx, CompanyId company_id, Time now, Meter meter, std::int64_t amount)
{
    auto const place = place_of(tx, company_id, meter, now);
    auto counter = counter_at(tx, place, meter);
    if (auto overrun = overrun_of(place, meter, counter.used, amount)) return overrun;
    counter.used += amount;
    put(tx, place, counter, now);
    return std::nullopt;
}

void count(db::Tx& tx, CompanyId company_id, Time now, Meter meter, std::int64_t amount)
{
    auto const place = place_of(tx, company_id, meter, now);
    auto counter = counter_at(tx, place, meter);
    counter.used += amount;
    put(tx, place, counter, now);
}

std::optional<Overrun> room_for(db::Tx& tx, CompanyId company_id, Time now, Meter meter, std::int64_t amount)
{
    auto const place = place_of(tx, company_id, meter, now);
    return overrun_of(place, meter, counter_at(tx, place, meter).used, amount);
}

std::optional<Overrun> room_for_counted(
    db::Tx& tx, CompanyId company_id, Meter meter, std::int64_t used, std::int64_t amount)
{
    return overrun_of(place_of(tx, company_id, meter, {}), meter, used, amount);
}

void note_counted(db::Tx& tx, CompanyId company_id, Time now, Meter meter, std::int64_t used)
{
    auto const place = place_of(tx, company_id, meter, now);
    auto counter = counter_at(tx, place, meter);
    if (counter.used == used && counter.warned == level_of(used, limit_of(place.plan, meter))) return;
    counter.used = used;
    put(tx, place, counter, now);
}

Reading read_meter(db::Tx& tx, companies::Company const& company, Plan const& plan, Meter meter, Time now)
{
    Place place{company.company_id, plan, {}, {}};
    if (is_monthly(meter)) {
        place.period = companies::local_day(company, now).substr(0, 7);
        place.resets_at = next_month(company, now);
    }
    return {counter_at(tx, place, meter).used, limit_of(plan, meter), place.resets_at};
}

std::int64_t stored_bytes(db::Tx& tx, CompanyId company_id)
{
    auto const counter = find_counter(tx, company_id, Meter::storage_bytes, std::string());
    return counter ? counter->used : 0;
}

} // namespace guildhall::plans
