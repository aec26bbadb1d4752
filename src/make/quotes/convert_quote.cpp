// An accepted quote becomes a sales order, once: quote and order change in one transaction, and asking again answers
// with the same order (PF-09).
#include "quote.hpp"

namespace guildhall::quotes {
namespace {

orders::NewOrder order_of(db::Tx& tx, QuoteRow const& quote, identity::Address const& address)
{
    orders::NewOrder order;
    order.quote_id = quote.id;
    order.quote_number = quote.number;
    order.customer_id = quote.customer_id;
    order.customer_name = quote.customer_name;
    order.customer_email = quote.customer_email;
    order.totals = {quote.currency, quote.subtotal, quote.rush, quote.rush_fee, quote.adjustment, quote.tax_name,
        quote.tax_rate_ppm, quote.tax, quote.total};
    order.shipping_address = address;
    order.lead_time_days = quote.lead_time_days;
    order.note = quote.note;
    for (auto const& line : lines_of(tx, quote))
        order.lines.push_back({{}, line.position, line.file_id, line.file_name, line.service, line.material,
            line.finish, line.color, line.tolerance, line.quantity, line.unit_price, line.total, 0, line.note});
    return order;
}

} // namespace

Outcome<http::Created<orders::SalesOrder>, ConvertRefusal> convert_quote(
    db::Tx& tx, Actor const& actor, ConvertQuote const& wish)
{
    using enum ConvertRefusal;
    auto quote = find_own(tx, actor, wish.quote_id);
    if (!quote) return refuse(quote_not_found);
    if (quote->sales_order_id)
        return http::Created<orders::SalesOrder>{orders::get(tx, actor, *quote->sales_order_id), false};
    if (actor.expected_version && *actor.expected_version != quote->version) return refuse(version_has_changed);
    auto const status = status_at(*quote, actor.now);
    if (status == QuoteStatus::expired) return refuse(quote_expired, "The quote expired; ask for a new one.");
    if (!allows(status, QuoteAction::convert)) return refuse_allowing(illegal_transition, allowed_words(status));
    auto address = wish.shipping_address;
    if (!address) address = identity::find_user(tx, quote->company_id, quote->customer_id)->shipping_address;
    if (!address) return refuse(shipping_address_required, "Say where the goods go.", "/shipping_address");
    if (auto const overrun = plans::room_for(tx, actor.company_id, actor.now, plans::Meter::orders))
        return plans::refuse_over(plan_limit_reached, *overrun);

    // From here on the conversion succeeds.
    auto order = orders::place(tx, actor, order_of(tx, *quote, *address));
    quote->status = QuoteStatus::converted;
    quote->converted_at = quote->closed_at = actor.now;
    quote->sales_order_id = order.id;
    save(tx, actor, *quote, "quote.converted");
    return http::Created<orders::SalesOrder>{std::move(order), true};
}

} // namespace guildhall::quotes
