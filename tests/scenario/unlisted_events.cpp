#include "jobs/event_reader.hpp"
#include "scenario.hpp"

namespace guildhall::scenario {

std::set<std::string> unlisted_events(app::House& house)
{
    auto const& known = house.webhooks().events();
    auto const is_known = [&](jobs::Event const& event) {
        return std::ranges::any_of(
            known, [&](auto const& one) { return one.name == event.name && one.record_kind == event.aggregate_kind; });
    };
    std::set<std::string> unlisted;
    auto const companies = house.database().read_now(db::Scope::all_companies(), companies::all_company_ids);
    for (auto const& company : companies)
        for (std::int64_t position = 0; position >= 0;) {
            auto const events = house.database().read_now(
                db::Scope::of(company), [&](db::Tx& tx) { return jobs::events_after(tx, company, position); });
            for (auto const& event : events)
                if (!is_known(event)) unlisted.insert(event.name + " of " + event.aggregate_kind);
            position = events.empty() ? -1 : events.back().position;
        }
    return unlisted;
}

} // namespace guildhall::scenario
