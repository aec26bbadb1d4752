#pragma once
// From priced lines to the amounts of a quote, and whether a person has to look at it. Pure; table-tested.
#include "quote.hpp"

namespace guildhall::quotes {

// Sums the lines and puts the company's tax on top. Money per line is rounded already; tax is rounded once, half-even.
void set_totals(QuoteRow& quote, std::vector<QuoteLine> const& lines, companies::Company const& company);

// The same by the tax that the quote has.
void sum_lines(QuoteRow& quote, std::vector<QuoteLine> const& lines);

// Makes `total` (tax included) the quote's total by an adjustment; tax is the part of it that the rate says.
// False when it would be negative.
bool set_agreed_total(QuoteRow& quote, Money total);

// Why a person has to look; nothing when the quote may be approved by itself.
std::vector<ReviewReason> reasons_for_review(
    QuoteRow const& quote, std::vector<QuoteLine> const& lines, companies::Company const& company);
// The same in English.
std::string in_words(std::vector<ReviewReason> const& reasons, Currency currency);

// What asking for it makes of a draft: pending, or approved by itself. Then it is accepted when the customer asks
// himself, and offered to him when staff ask for him or the company wants that.
void decide(
    Actor const& actor, QuoteRow& quote, std::vector<QuoteLine> const& lines, companies::Company const& company);

} // namespace guildhall::quotes
