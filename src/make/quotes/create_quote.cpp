// A customer (or staff for him) asks for a price; what may be approved by itself is accepted at once (PF-06).
#include "audit/audit.hpp"
#include "customers/customers.hpp"
#include "price_lines.hpp"
#include "terms.hpp"

namespace guildhall::quotes {

Outcome<Quote, CreateQuoteRefusal> create_quote(db::Tx& tx, Actor const& actor, PricedWish const& wish)
{
    auto const customer_id = wish.customer_id.value_or(*actor.user_id);
    auto const customer = identity::find_user(tx, actor.company_id, customer_id);
    if (!customer) return refuse(CreateQuoteRefusal::customer_not_found);
    if (auto const overrun = no_room_for_files(tx, actor, wish))
        return plans::refuse_over(CreateQuoteRefusal::plan_limit_reached, *overrun);

    // From here on the quote is made.
    auto const company = companies::get_company(tx, actor.company_id);
    QuoteRow quote;
    quote.company_id = actor.company_id;
    quote.id = tx.new_id<QuoteId>();
    quote.number = companies::next_number(tx, company, "Q", actor.now);
    quote.customer_id = customer_id;
    quote.customer_name = customer->full_name;
    quote.customer_email = customer->email;
    quote.rush = wish.rush;
    quote.note = wish.note;
    quote.created_at = quote.updated_at = actor.now;
    quote.expires_at = actor.now + std::chrono::days(company.quote_validity_days.value);
    auto lines = settle_lines(tx, actor, wish, customer_id);
    set_totals(quote, lines, company);
    if (!wish.draft) decide(actor, quote, lines, company);
    insert_quote(tx, quote, lines);
    audit::record(
        tx, actor, {"quote.created", "quote", quote.id.uuid, {}, reflect::to_json(summary_of(actor, quote, company))});
    customers::note_quote(tx, actor, {quote.customer_id, quote.customer_name, quote.customer_email});
    publish(tx, actor, quote, "quote.created");
    if (quote.status == QuoteStatus::accepted) publish(tx, actor, quote, "quote.accepted");
    auto view = summary_of(actor, quote, company);
    view.lines = std::move(lines);
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        if (auto const& shown = wish.lines[i].shown_breakdown) view.lines[i].breakdown.text = *shown;
        change_places(view.lines[i], kept_digits, minor_digits(view.currency));
    }
    return view;
}

} // namespace guildhall::quotes
