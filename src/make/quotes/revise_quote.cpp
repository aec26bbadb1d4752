// Parts or terms change before acceptance: the old revision stays readable, the new one is decided anew.
#include "price_lines.hpp"
#include "terms.hpp"

namespace guildhall::quotes {

Outcome<Quote, ReviseRefusal> revise_quote(db::Tx& tx, Actor const& actor, PricedWish const& wish)
{
    using enum ReviseRefusal;
    // Asked again inside the transaction: meanwhile somebody else may have been here.
    auto quote = find_own(tx, actor, wish.quote_id.value());
    if (!quote) return refuse(quote_not_found);
    if (actor.expected_version && *actor.expected_version != quote->version) return refuse(version_has_changed);
    auto const status = status_at(*quote, actor.now);
    if (status == QuoteStatus::expired) return refuse(quote_expired);
    if (!allows(status, QuoteAction::revise)) return refuse_allowing(illegal_transition, allowed_words(status));
    if (auto const overrun = no_room_for_files(tx, actor, wish))
        return plans::refuse_over(plan_limit_reached, *overrun);

    // From here on the revision succeeds.
    keep_revision(tx, actor, *quote);
    auto const company = companies::get_company(tx, actor.company_id);
    auto lines = settle_lines(tx, actor, wish, quote->customer_id);
    ++quote->revision;
    quote->rush = wish.rush;
    quote->note = wish.note;
    quote->approved_at.reset();
    quote->expires_at = actor.now + std::chrono::days(company.quote_validity_days.value);
    quote->reminded_at.reset();
    quote->status = QuoteStatus::draft;
    quote->review_reason.reset();
    quote->review_reasons.reset();
    set_totals(*quote, lines, company);
    if (!wish.draft) decide(actor, *quote, lines, company);
    replace_lines(tx, *quote, lines);
    record_agreed_prices(tx, actor, *quote, lines);
    save(tx, actor, *quote, "quote.revised");
    return view_of(tx, actor, *quote);
}

} // namespace guildhall::quotes
