// Staff decide about many quotes at once.
#include "quote.hpp"
#include "quotes/bulk_steps.hpp"

namespace guildhall::quotes {
namespace {

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

std::optional<bulk::Failure> decide(db::Tx& tx, Actor const& actor, Uuid const& id, std::string const& changes)
{
    auto const wish = db::stored_json<bulk::ChangesOf<DecideQuote>>(changes);
    auto quote = find_visible(tx, actor, QuoteId{id});
    if (!quote) return bulk::Failure{"quote_not_found", {}};
    auto const goal = goal_of(wish.action);
    if (quote->status == goal) return std::nullopt; // it stands there already
    if (actor.expected_version && *actor.expected_version != quote->version)
        return bulk::Failure{"version_has_changed", {}};
    auto const status = status_at(*quote, actor.now);
    if (status == QuoteStatus::expired && goal != QuoteStatus::expired)
        return bulk::Failure{"quote_expired", "The quote expired; ask for a new one."};
    if (status != QuoteStatus::expired && !leads_on(status, wish.action))
        return bulk::Failure{"illegal_transition", {}};
    quote->status = goal;
    if (goal == QuoteStatus::approved)
        quote->approved_at = actor.now;
    else
        quote->closed_at = actor.now;
    if (goal == QuoteStatus::cancelled && wish.reason && !wish.reason->value.empty())
        quote->reject_reason = wish.reason->value;
    save(tx, actor, *quote, "quote." + std::string(reflect::word(goal)));
    return std::nullopt;
}

} // namespace

void add_bulk_steps(http::Router& r, bulk::Steps& steps)
{
    bulk::List list{"quotes", "quote_not_found", "number", {}};
    list.read = [](db::Tx& tx, Actor const& actor, Uuid const& id) -> std::optional<reflect::json::object> {
        auto const quote = find_visible(tx, actor, QuoteId{id});
        if (!quote) return std::nullopt;
        return reflect::json::object{{"number", quote->number}};
    };
    bulk::list_rows(list, quote_listing());
    bulk::Step step{list, "decide", Right::quotes_manage, decide};
    step.path = "/api/v1/quotes/bulk";
    steps.add<DecideQuote>(r, std::move(step),
        {.summary = "Approve, cancel or expire many quotes",
            .needs = Right::quotes_manage,
            .example = R"({"filter":"status=pending&total__lte=100","action":"approve","dry_run":true})"});
}

} // namespace guildhall::quotes
