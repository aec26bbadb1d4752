#include "terms.hpp"
#include <algorithm>

namespace guildhall::quotes {
namespace {

constexpr std::int64_t million = 1'000'000;

void add_sentence(std::string& text, std::string const& sentence)
{
    if (!text.empty()) text += ' ';
    text += sentence;
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

std::optional<std::string> reason_for_review(
    QuoteRow const& quote, std::vector<QuoteLine> const& lines, companies::Company const& company)
{
    auto const digits = minor_digits(quote.currency);
    auto const code = to_string(quote.currency);
    std::string reason;
    if (quote.total >= company.auto_approval_limit)
        add_sentence(reason, "The total of " + to_decimal(quote.total, digits) + " " + code + " is not below " +
                                 to_decimal(company.auto_approval_limit, digits) + " " + code + ".");
    for (auto const& line : lines) {
        for (auto const& finding : line.blocking) add_sentence(reason, line.file_name + ": " + finding.message);
        if (says_something(line.note)) add_sentence(reason, line.file_name + ": the customer left a note.");
    }
    if (says_something(quote.note)) add_sentence(reason, "The customer left a note.");
    return reason.empty() ? std::nullopt : std::optional(reason);
}

void decide(Actor const& actor, QuoteRow& quote, std::vector<QuoteLine> const& lines, companies::Company const& company)
{
    quote.review_reason = reason_for_review(quote, lines, company);
    if (quote.review_reason) {
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
