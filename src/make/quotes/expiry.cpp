// Time passes: quotes expire, and their customers are warned before.
#include "jobs/job.hpp"
#include "quote.hpp"

namespace guildhall::quotes {
namespace {

db::Select<QuoteRow, CompanyId, std::string, Time> const select_due{
    tables, "FROM quote WHERE company_id = ? AND status = ? AND expires_at <= ? ORDER BY expires_at LIMIT 200"};
db::Select<QuoteRow, CompanyId, std::string, Time, Time> const select_ending{tables,
    "FROM quote WHERE company_id = ? AND status = ? AND expires_at > ? AND expires_at <= ? AND reminded_at IS "
    "NULL ORDER BY expires_at LIMIT 200"};

constexpr QuoteStatus open_states[] = {
    QuoteStatus::draft, QuoteStatus::pending, QuoteStatus::approved, QuoteStatus::accepted};

// One portion; a full one asks for another job, so that no transaction grows long.
bool expire_some(db::Tx& tx, Actor const& actor)
{
    bool more = false;
    for (auto status : open_states) {
        auto due = select_due(tx, actor.company_id, std::string(reflect::word(status)), actor.now);
        more |= due.size() == 200;
        for (auto& quote : due) {
            quote.status = QuoteStatus::expired;
            quote.closed_at = actor.now;
            save(tx, actor, quote, "quote.expired");
        }
    }
    return more;
}

bool remind_some(db::Tx& tx, Actor const& actor)
{
    auto const company = companies::get_company(tx, actor.company_id);
    auto const horizon = actor.now + std::chrono::days(company.quote_reminder_days.value);
    bool more = false;
    for (auto status : {QuoteStatus::approved, QuoteStatus::accepted}) {
        auto ending = select_ending(tx, actor.company_id, std::string(reflect::word(status)), actor.now, horizon);
        more |= ending.size() == 200;
        for (auto& quote : ending) {
            quote.reminded_at = actor.now;
            save(tx, actor, quote, "quote.expires_soon");
        }
    }
    return more;
}

void add_job(
    jobs::Registry& registry, std::string const& kind, std::string const& cron, bool (*portion)(db::Tx&, Actor const&))
{
    registry.handle(kind, [kind, portion](jobs::JobContext& job) {
        auto actor = job.actor();
        job.complete([&](db::Tx& tx) {
            if (portion(tx, actor)) jobs::enqueue(tx, actor.company_id, actor.now, {.kind = kind});
        });
    });
    registry.schedule(
        {.name = kind, .cron = cron, .per = jobs::Per::company, .fire = [kind](db::Tx& tx, jobs::Firing const& firing) {
             jobs::enqueue(tx, firing.company_id, firing.now, {.kind = kind, .unique_key = kind});
         }});
}

} // namespace

void add_jobs(jobs::Registry& registry)
{
    add_notices(registry);
    add_job(registry, "quotes.expire", "0 * * * *", expire_some);
    add_job(registry, "quotes.remind", "30 * * * *", remind_some);
}

} // namespace guildhall::quotes
