// The decisions about a quote: submit, review, accept, reject, cancel.
#include "agree_price.hpp"
#include "terms.hpp"
#include <set>

namespace guildhall::quotes {
namespace {

// What every decision asks first: the version the caller saw, the time, the state.
template <class Why> std::optional<Refused<Why>> not_now(Actor const& actor, QuoteRow const& quote, QuoteAction action)
{
    if (actor.expected_version && *actor.expected_version != quote.version)
        return Refused<Why>{Why::version_has_changed, {}, {}, {}};
    auto const status = status_at(quote, actor.now);
    if constexpr (requires { Why::quote_expired; })
        if (status == QuoteStatus::expired)
            return Refused<Why>{Why::quote_expired, "The quote expired; ask for a new one.", {}, {}};
    if (!allows(status, action)) return Refused<Why>{Why::illegal_transition, {}, {}, allowed_words(status)};
    return std::nullopt;
}

std::optional<std::string> text_of(std::optional<Text<0, 1000>> const& text)
{
    return text && !text->value.empty() ? std::optional(text->value) : std::nullopt;
}

// The lines with the prices that were agreed for some of them.
Outcome<std::vector<QuoteLine>, ReviewRefusal> agreed_lines(QuoteRow const& quote, std::vector<QuoteLine> lines,
    std::vector<LinePriceWish> const& wishes, pricing::Catalogue const& catalogue)
{
    using enum ReviewRefusal;
    std::set<QuoteLineId> seen;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        auto const& wish = wishes[i];
        auto const place = "/lines/" + std::to_string(i);
        auto const line = std::ranges::find(lines, wish.id, &QuoteLine::id);
        if (line == lines.end()) return refuse(unknown_line, "The quote has no such line.", place + "/id");
        if (!seen.insert(wish.id).second) return refuse(line_twice, "The line is here already.", place + "/id");
        auto const price = agreed_unit_price(wish.unit_price, line->quantity, quote.currency);
        if (!price)
            return refuse(invalid_unit_price, "Is not an amount in the quote's currency.", place + "/unit_price");
        agree_price(*line, *price, reason_of(wish.price_reason), line->rush.value_or(quote.rush), catalogue);
    }
    return lines;
}

// What is wrong with how the new price is said.
std::optional<Refused<ReviewRefusal>> misspoken(ReviewQuote const& wish)
{
    using enum ReviewRefusal;
    auto const has_lines = wish.lines && !wish.lines->empty();
    auto const is_change = wish.decision == ReviewDecision::change;
    if (has_lines && !is_change)
        return Refused{change_required, "Prices of lines go with the decision to change.", "/decision", {}};
    if (has_lines && wish.total)
        return Refused{total_and_lines, "Say the new total, or prices of lines; not both.", "/total", {}};
    if (is_change && !wish.total && !has_lines)
        return Refused{total_required, "Say the new total, or prices of lines.", "/total", {}};
    if (wish.decision == ReviewDecision::ask && !wish.message)
        return Refused{message_required, "Say what should change.", "/message", {}};
    return std::nullopt;
}

} // namespace

Outcome<Quote, SubmitRefusal> submit_quote(db::Tx& tx, Actor const& actor, QuotePath const& wish)
{
    auto quote = find_own(tx, actor, wish.quote_id);
    if (!quote) return refuse(SubmitRefusal::quote_not_found);
    if (auto refused = not_now<SubmitRefusal>(actor, *quote, QuoteAction::submit)) return std::unexpected(*refused);

    // From here on the submission succeeds.
    auto const company = companies::get_company(tx, actor.company_id);
    decide(actor, *quote, lines_of(tx, *quote), company);
    quote->staff_message.reset();
    save(tx, actor, *quote, quote->status == QuoteStatus::accepted ? "quote.accepted" : "quote.submitted");
    return view_of(tx, actor, *quote);
}

Outcome<Quote, ReviewRefusal> review_quote(
    db::Tx& tx, Actor const& actor, ReviewQuote const& wish, materials::Catalogues& catalogues)
{
    using enum ReviewRefusal;
    auto quote = find_visible(tx, actor, wish.quote_id);
    if (!quote) return refuse(quote_not_found);
    if (auto refused = not_now<ReviewRefusal>(actor, *quote, QuoteAction::review)) return std::unexpected(*refused);
    if (auto refused = misspoken(wish)) return std::unexpected(*refused);
    std::vector<QuoteLine> old, lines;
    if (wish.lines && !wish.lines->empty()) {
        old = lines_of(tx, *quote);
        auto agreed = agreed_lines(*quote, old, *wish.lines, *catalogues.of(tx, quote->company_id));
        if (!agreed) return std::unexpected(agreed.error());
        lines = std::move(*agreed);
        sum_lines(*quote, lines);
    } else if (wish.decision == ReviewDecision::change) {
        auto const total = parse_money(wish.total->value, minor_digits(quote->currency));
        if (!total || !set_agreed_total(*quote, *total))
            return refuse(invalid_total, "Is not an amount in the quote's currency.", "/total");
    }

    // From here on the review succeeds.
    quote->status = wish.decision == ReviewDecision::ask ? QuoteStatus::draft : QuoteStatus::approved;
    if (wish.message) {
        quote->staff_message = wish.message->value;
        timeline::add_note(tx, actor, record_of(actor, *quote),
            {.text = wish.message->value, .is_told = wish.decision == ReviewDecision::ask});
    }
    if (quote->status == QuoteStatus::approved) quote->approved_at = actor.now;
    update_lines(tx, *quote, lines);
    record_agreed_prices(tx, actor, *quote, lines, old);
    save(tx, actor, *quote, wish.decision == ReviewDecision::ask ? "quote.changes_requested" : "quote.approved");
    return view_of(tx, actor, *quote);
}

Outcome<Quote, AcceptRefusal> accept_quote(db::Tx& tx, Actor const& actor, AcceptQuote const& wish)
{
    using enum AcceptRefusal;
    auto quote = find_own(tx, actor, wish.quote_id);
    if (!quote) return refuse(quote_not_found);
    // Accepting again is harmless: it answers with the same quote.
    if (status_at(*quote, actor.now) == QuoteStatus::accepted || quote->status == QuoteStatus::converted)
        return view_of(tx, actor, *quote);
    if (auto refused = not_now<AcceptRefusal>(actor, *quote, QuoteAction::accept)) return std::unexpected(*refused);
    if (wish.agreed_total && parse_money(wish.agreed_total->value, minor_digits(quote->currency)) != quote->total)
        return refuse(
            total_has_changed, "The total is now " + to_decimal(quote->total, minor_digits(quote->currency)) + ".");

    // From here on the acceptance succeeds.
    quote->status = QuoteStatus::accepted;
    quote->accepted_at = actor.now;
    save(tx, actor, *quote, "quote.accepted");
    return view_of(tx, actor, *quote);
}

Outcome<Quote, RejectRefusal> reject_quote(db::Tx& tx, Actor const& actor, RejectQuote const& wish)
{
    auto quote = find_own(tx, actor, wish.quote_id);
    if (!quote) return refuse(RejectRefusal::quote_not_found);
    if (auto refused = not_now<RejectRefusal>(actor, *quote, QuoteAction::reject)) return std::unexpected(*refused);

    // From here on the rejection succeeds.
    quote->status = QuoteStatus::rejected;
    quote->reject_reason = text_of(wish.reason);
    quote->closed_at = actor.now;
    save(tx, actor, *quote, "quote.rejected");
    return view_of(tx, actor, *quote);
}

Outcome<Quote, CancelQuoteRefusal> cancel_quote(db::Tx& tx, Actor const& actor, CancelQuote const& wish)
{
    auto quote = find_own(tx, actor, wish.quote_id);
    if (!quote) return refuse(CancelQuoteRefusal::quote_not_found);
    if (auto refused = not_now<CancelQuoteRefusal>(actor, *quote, QuoteAction::cancel))
        return std::unexpected(*refused);

    // From here on the cancellation succeeds.
    quote->status = QuoteStatus::cancelled;
    quote->reject_reason = text_of(wish.reason);
    quote->closed_at = actor.now;
    save(tx, actor, *quote, "quote.cancelled");
    return view_of(tx, actor, *quote);
}

} // namespace guildhall::quotes
