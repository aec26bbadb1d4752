#include "allowance.hpp"
#include "plans/plans.hpp"

namespace guildhall::notifications {
namespace {

db::Tables const hold_tables{{"message_on_hold"}};

struct HoldRow {
    CompanyId company_id;
    MessageId message_id;
    Time held_at;
};
BOOST_DESCRIBE_STRUCT(HoldRow, (), (company_id, message_id, held_at))

constexpr std::int64_t released_at_once = 100;
constexpr std::string_view release_job = "notifications.release", release_all_job = "notifications.release_all";
constexpr std::string_view words_of_hold = "It waits: the messages that the plan has for this month are used.";

db::Insert<HoldRow> const insert_hold{hold_tables, "message_on_hold", " ON CONFLICT DO NOTHING"};
db::Select<HoldRow, CompanyId, std::int64_t> const select_holds{
    hold_tables, "FROM message_on_hold WHERE company_id = ? ORDER BY held_at, message_id LIMIT ?"};
db::Change<CompanyId, MessageId> const delete_hold{
    hold_tables, "DELETE FROM message_on_hold WHERE company_id = ? AND message_id = ?"};
db::Select<CompanyId> const select_holders{
    hold_tables, "DISTINCT company_id FROM message_on_hold", db::Reach::all_companies};

bool goes_always(EventFact const& fact) { return is_locked(fact) || fact.name.starts_with("plan."); }

void ask_for_release(db::Tx& tx, CompanyId company, Time now)
{
    jobs::NewJob job;
    job.kind = std::string(release_job);
    job.unique_key = "release";
    jobs::enqueue(tx, company, now, job);
}

// Lets go, oldest first, as many as the plan has room for. True when there may be more.
bool release_some(db::Tx& tx, CompanyId company, Time now)
{
    auto const holds = select_holds(tx, company, released_at_once);
    for (auto const& hold : holds) {
        auto row = find_message(tx, company, hold.message_id);
        auto const waits = row && row->state == MessageState::queued;
        if (waits && plans::take(tx, company, now, plans::Meter::messages)) return false;
        delete_hold(tx, company, hold.message_id);
        if (!waits) continue;
        row->outcome.clear();
        row->due_at = row->updated_at = now;
        update_message(tx, *row);
        ask_for_delivery(tx, *row, now);
    }
    return std::cmp_equal(holds.size(), released_at_once);
}

} // namespace

void send_or_hold(db::Tx& tx, MessageRow& row, Time now)
{
    auto const* const fact = find_event(row.event);
    check(fact != nullptr, "a message's event is in the catalogue");
    if (goes_always(*fact))
        plans::count(tx, row.company_id, now, plans::Meter::messages);
    else if (plans::take(tx, row.company_id, now, plans::Meter::messages)) {
        row.outcome = words_of_hold;
        update_message(tx, row);
        insert_hold(tx, {row.company_id, row.id, now});
        return;
    }
    ask_for_delivery(tx, row, now);
}

void add_release(jobs::Registry& registry)
{
    registry.handle(std::string(release_job), [](jobs::JobContext& job) {
        auto const company = job.company_id();
        bool more = true;
        while (more && !job.cancelled())
            job.database().write_now(
                db::Scope::of(company), [&](db::Tx& tx) { return more = release_some(tx, company, job.now()), true; });
    });
    registry.handle(std::string(release_all_job), [](jobs::JobContext& job) {
        auto const holders =
            job.database().read_now(db::Scope::all_companies(), [](db::Tx& tx) { return select_holders(tx); });
        for (auto const& company : holders)
            job.database().write_now(
                db::Scope::of(company), [&](db::Tx& tx) { return ask_for_release(tx, company, job.now()), true; });
    });
    // A month begins at another hour in every zone.
    registry.schedule(
        {.name = std::string(release_all_job), .cron = "5 * * * *", .fire = [](db::Tx& tx, jobs::Firing const& firing) {
             jobs::NewJob job;
             job.kind = std::string(release_all_job);
             job.unique_key = "hourly";
             jobs::enqueue(tx, firing.company_id, firing.now, job);
         }});
    registry.consume("notifications.allowance", [](db::Tx& tx, jobs::Event const& event) {
        if (event.name == "subscription.changed") ask_for_release(tx, event.company_id, event.occurred_at);
    });
}

} // namespace guildhall::notifications
