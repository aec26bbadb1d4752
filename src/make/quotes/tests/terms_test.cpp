#include "terms.hpp"
#include <gtest/gtest.h>
#include <set>

namespace guildhall::quotes {
namespace {

companies::Company some_company()
{
    companies::Company company;
    company.name.value = "Iron & Thread";
    company.tax_name.value = "VAT";
    company.tax_rate_ppm.value = 120'000;
    company.auto_approval_limit = {50000};
    return company;
}

QuoteLine line_of(std::int64_t total)
{
    QuoteLine line;
    line.file_name = "bracket.stl";
    line.total = {total};
    return line;
}

TEST(Terms, PutTaxOnTopOfRush)
{
    QuoteRow quote;
    auto line = line_of(10005);
    line.rush_fee = {2001};
    set_totals(quote, {line, line_of(1)}, some_company());
    EXPECT_EQ(quote.subtotal, Money{10006});
    EXPECT_EQ(quote.rush_fee, Money{2001});
    EXPECT_EQ(quote.tax, Money{1441}); // 12007 × 0.12 = 1440.84
    EXPECT_EQ(quote.total, Money{13448});
}

TEST(Terms, MakeAnAgreedTotalExact)
{
    for (std::int64_t total : {0, 1, 99, 33333, 13448, 1'000'001}) {
        QuoteRow quote;
        set_totals(quote, {line_of(12345)}, some_company());
        ASSERT_TRUE(set_agreed_total(quote, {total}));
        EXPECT_EQ(quote.subtotal + quote.rush_fee + quote.adjustment + quote.tax, Money{total});
    }
    QuoteRow quote;
    EXPECT_FALSE(set_agreed_total(quote, {-1}));
}

TEST(Terms, AskForReviewInWords)
{
    auto company = some_company();
    company.tax_rate_ppm.value = 0;
    auto const reason = [&](std::vector<QuoteLine> const& lines, std::optional<std::string> note = {}) {
        QuoteRow quote;
        quote.note = std::move(note);
        set_totals(quote, lines, company);
        return in_words(reasons_for_review(quote, lines, company), quote.currency);
    };
    EXPECT_EQ(reason({line_of(49999)}), "");
    EXPECT_EQ(reason({line_of(1)}, "  \n"), "");
    EXPECT_EQ(reason({line_of(50000)}), "The total of 500.00 USD is not below 500.00 USD.");
    EXPECT_EQ(reason({line_of(1)}, "please hurry"), "The customer left a note.");
    auto thin = line_of(1);
    thin.blocking = {{"thin_wall", "The wall is 0.2 mm thin."}};
    EXPECT_EQ(reason({thin}), "bracket.stl: The wall is 0.2 mm thin.");
}

TEST(QuoteLife, LeavesNoStateUnreachable)
{
    // Where each action leads, the deciding ones by both of their outcomes.
    std::map<QuoteAction, std::vector<QuoteStatus>> const leads{
        {QuoteAction::submit, {QuoteStatus::pending, QuoteStatus::approved, QuoteStatus::accepted}},
        {QuoteAction::revise, {QuoteStatus::draft, QuoteStatus::pending, QuoteStatus::approved, QuoteStatus::accepted}},
        {QuoteAction::review, {QuoteStatus::approved, QuoteStatus::draft}},
        {QuoteAction::accept, {QuoteStatus::accepted}}, {QuoteAction::reject, {QuoteStatus::rejected}},
        {QuoteAction::cancel, {QuoteStatus::cancelled}}, {QuoteAction::convert, {QuoteStatus::converted}}};
    std::set<QuoteStatus> seen{QuoteStatus::draft, QuoteStatus::expired}; // expired: by time alone
    for (std::size_t before = 0; before != seen.size();) {
        before = seen.size();
        for (auto status : std::set(seen))
            for (auto const& [action, targets] : leads)
                if (allows(status, action)) seen.insert(targets.begin(), targets.end());
    }
    EXPECT_EQ(seen.size(), 8u);
    for (auto status : {QuoteStatus::rejected, QuoteStatus::cancelled, QuoteStatus::expired, QuoteStatus::converted})
        EXPECT_TRUE(allowed_words(status).empty());
}

} // namespace
} // namespace guildhall::quotes
