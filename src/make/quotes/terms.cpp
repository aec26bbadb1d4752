#include "terms.hpp"
#include <algorithm>

namespace guildhall::quotes {
namespace {

constexpr std::int64_t million = 1'000'000;

std::string sentence_of(ReviewReason const& reason, Currency currency)
{
    auto const digits = minor_digits(currency);
    auto const name = reason.file_name.value_or("");
    switch (reason.code) {
    case ReviewCode::total_not_below_limit:
        return "The total of " + to_decimal(reason.total.value(), digits) + " " + to_string(currency) +
               " is not below " + to_decimal(reason.limit.value(), digits) + " " + to_string(currency) + ".";
    case ReviewCode::blocking_finding: return name + ": " + reason.finding.value().message;
    case ReviewCode::line_note: return name + ": the customer left a note.";
    case ReviewCode::quote_note: return "The customer left a note.";
    }
    throw Bug("a reason for review has no sentence");
}

bool says_something(std::optional<std::string> const& note)
{
    return note && note->find_first_not_of(" \t\r\n") != note->npos;
}

} // namespace

void set_totals(QuoteRow& quote, std::vector<QuoteLine> const& lines, companies::Company const& company)
{
    quote.currency = company.currency;
    quote.tax_name = company.tax_name;
    quote.tax_rate_ppm = company.tax_rate_ppm;
    quote.line_count = static_cast<std::int64_t>(lines.size());
    quote.first_file_id.reset();
    if (!lines.empty()) quote.first_file_id = lines.front().file_id;
    sum_lines(quote, lines);
}

void sum_lines(QuoteRow& quote, std::vector<QuoteLine> const& lines)
{
    quote.subtotal = quote.rush_fee = quote.adjustment = {};
    quote.lead_time_days = 0;
    for (auto const& line : lines) {
        quote.subtotal += line.total;
        quote.rush_fee += line.rush_fee;
        quote.lead_time_days = std::max(quote.lead_time_days, line.lead_time_days);
    }
    auto const net = quote.subtotal + quote.rush_fee;
    quote.tax = {scale_half_even(net.minor, quote.tax_rate_ppm, million)};
    quote.total = net + quote.tax;
}

bool set_agreed_total(QuoteRow& quote, Money total)
{
    if (total < Money{}) return false;
    Money const net{scale_half_even(total.minor, million, million + quote.tax_rate_ppm)};
    quote.adjustment = net - quote.subtotal - quote.rush_fee;
    quote.tax = total - net;
    quote.total = total;
    return true;
}

std::vector<ReviewReason> reasons_for_review(
    QuoteRow const& quote, std::vector<QuoteLine> const& lines, companies::Company const& company)
{
    using enum ReviewCode;
    std::vector<ReviewReason> reasons;
    if (quote.total >= company.auto_approval_limit)
        reasons.push_back({total_not_below_limit, quote.total, company.auto_approval_limit, {}, {}, {}});
    for (auto const& line : lines) {
        for (auto const& finding : line.blocking)
            reasons.push_back({blocking_finding, {}, {}, line.position, line.file_name, finding});
        if (says_something(line.note)) reasons.push_back({line_note, {}, {}, line.position, line.file_name, {}});
    }
    if (says_something(quote.note)) reasons.push_back({quote_note, {}, {}, {}, {}, {}});
    return reasons;
}

std::string in_words(std::vector<ReviewReason> const& reasons, Currency currency)
{
    std::string text;
    for (auto const& reason : reasons) {
        if (!text.empty()) text += ' ';
        text += sentence_of(reason, currency);
    }
    return text;
}

void decide(Actor const& actor, QuoteRow& quote, std::vector<QuoteLine> const& lines, companies::Company const& company)
{
    auto reasons = reasons_for_review(quote, lines, company);
    quote.review_reason.reset();
    quote.review_reasons.reset();
    if (!reasons.empty()) {
        quote.review_reason = in_words(reasons, quote.currency);
        quote.review_reasons = std::move(reasons);
        quote.status = QuoteStatus::pending;
        return;
    }
    quote.approved_at = actor.now;
    quote.status = QuoteStatus::approved;
    if (company.auto_approval_stops_at_approved || !actor.owns(quote.customer_id)) return;
    quote.status = QuoteStatus::accepted;
    quote.accepted_at = actor.now;
}

} // namespace guildhall::quotes
