// The decisions about a quote: submit, review, accept, reject, cancel.
#include "terms.hpp"

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

Outcome<Quote, ReviewRefusal> review_quote(db::Tx& tx, Actor const& actor, ReviewQuote const& wish)
{
    using enum ReviewRefusal;
    auto quote = find_visible(tx, actor, wish.quote_id);
    if (!quote) return refuse(quote_not_found);
    if (auto refused = not_now<ReviewRefusal>(actor, *quote, QuoteAction::review)) return std::unexpected(*refused);
    if (wish.decision == ReviewDecision::change && !wish.total)
        return refuse(total_required, "Say the new total.", "/total");
    if (wish.decision == ReviewDecision::ask && !wish.message)
        return refuse(message_required, "Say what should change.", "/message");
    if (wish.decision == ReviewDecision::change) {
        auto const total = parse_money(wish.total->value, minor_digits(quote->currency));
        if (!total || !set_agreed_total(*quote, *total))
            return refuse(invalid_total, "Is not an amount in the quote's currency.", "/total");
    }

    // From here on the review succeeds.
    quote->status = wish.decision == ReviewDecision::ask ? QuoteStatus::draft : QuoteStatus::approved;
    if (wish.message) {
        quote->staff_message = wish.message->value;
        timeline::add_note(tx, actor, record_of(actor, *quote), wish.message->value, false);
    }
    if (quote->status == QuoteStatus::approved) quote->approved_at = actor.now;
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
