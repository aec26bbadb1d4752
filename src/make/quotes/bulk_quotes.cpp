// Staff decide about many quotes at once.
#include "quote.hpp"

namespace guildhall::quotes {
namespace {

constexpr auto job_kind = "quotes.bulk";

struct BulkJob {
    bulk::Target target;
    BulkQuoteAction action = BulkQuoteAction::approve;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(BulkJob, (), (target, action, reason))

// Where the action leads, and whether a quote in that state can take it.
QuoteStatus goal_of(BulkQuoteAction action)
{
    switch (action) {
    case BulkQuoteAction::approve: return QuoteStatus::approved;
    case BulkQuoteAction::cancel: return QuoteStatus::cancelled;
    case BulkQuoteAction::expire: break;
    }
    return QuoteStatus::expired;
}

bool leads_on(QuoteStatus status, BulkQuoteAction action)
{
    switch (action) {
    case BulkQuoteAction::approve: return allows(status, QuoteAction::review);
    case BulkQuoteAction::cancel: return allows(status, QuoteAction::cancel);
    case BulkQuoteAction::expire: break;
    }
    return is_open(status);
}

bulk::Operation<QuoteRow> deciding(BulkJob const& job)
{
    auto operation = bulk::operation_on(quote_listing(), "quote_not_found");
    operation.find = [](db::Tx& tx, Actor const& actor, Uuid const& id) {
        return find_visible(tx, actor, QuoteId{id});
    };
    operation.act = [action = job.action, reason = job.reason](
                        db::Tx& tx, Actor const& actor, QuoteRow quote, bool dry_run) -> std::optional<bulk::Failure> {
        auto const goal = goal_of(action);
        if (quote.status == goal) return std::nullopt; // it stands there already
        auto const status = status_at(quote, actor.now);
        if (status == QuoteStatus::expired && goal != QuoteStatus::expired)
            return bulk::Failure{"quote_expired", "The quote expired; ask for a new one."};
        if (status != QuoteStatus::expired && !leads_on(status, action)) return bulk::Failure{"illegal_transition", {}};
        if (dry_run) return std::nullopt;
        quote.status = goal;
        if (goal == QuoteStatus::approved)
            quote.approved_at = actor.now;
        else
            quote.closed_at = actor.now;
        if (goal == QuoteStatus::cancelled) quote.reject_reason = reason;
        save(tx, actor, quote, "quote." + std::string(reflect::word(goal)));
        return std::nullopt;
    };
    return operation;
}

} // namespace

Outcome<bulk::BulkResult, bulk::BulkRefusal> bulk_decide(db::Tx& tx, Actor const& actor, BulkQuotes const& wish)
{
    BulkJob job{{}, wish.action, {}};
    if (wish.reason && !wish.reason->value.empty()) job.reason = wish.reason->value;
    if (wish.ids) {
        job.target.ids.emplace();
        for (auto const& id : *wish.ids) job.target.ids->push_back(id.uuid);
    }
    if (wish.filter) job.target.filter = wish.filter->value;
    return bulk::run(tx, actor, job.target, wish.dry_run.value_or(false), deciding(job), jobs::new_job(job_kind, job));
}

void add_bulk_job(jobs::Registry& registry)
{
    registry.handle(job_kind, [](jobs::JobContext& context) {
        auto const job = context.payload<BulkJob>();
        bulk::run_job(context, job.target, deciding(job));
    });
}

} // namespace guildhall::quotes
