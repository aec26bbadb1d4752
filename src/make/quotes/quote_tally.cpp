// Counts by status and day, kept with every change.
#include "quote.hpp"

namespace guildhall::quotes {
namespace {

db::Change<CompanyId, QuoteStatus> const count_up{tables,
    "INSERT INTO quote_tally (company_id, status, quotes) VALUES (?, ?, 1) "
    "ON CONFLICT (company_id, status) DO UPDATE SET quotes = quote_tally.quotes + 1"};
db::Change<CompanyId, QuoteStatus> const count_down{
    tables, "UPDATE quote_tally SET quotes = quotes - 1 WHERE company_id = ? AND status = ?"};
db::Change<CompanyId, std::string, QuoteStatus> const count_day{tables,
    "INSERT INTO quote_day (company_id, day, status, quotes) VALUES (?, ?, ?, 1) "
    "ON CONFLICT (company_id, day, status) DO UPDATE SET quotes = quote_day.quotes + 1"};
db::Select<StatusCount, CompanyId> const select_counts{tables, "FROM quote_tally WHERE company_id = ?"};
db::Select<QuoteDay, CompanyId, std::string> const select_days{
    tables, "FROM quote_day WHERE company_id = ? AND day >= ? ORDER BY day, status LIMIT 5000"};
db::Select<QuoteRow, CompanyId, QuoteStatus> const select_waiting{
    tables, "FROM quote WHERE company_id = ? AND status = ? ORDER BY created_at, id LIMIT 5"};

} // namespace

void tally_status(
    db::Tx& tx, companies::Company const& company, std::optional<QuoteStatus> from, QuoteStatus to, Time now)
{
    if (from == to) return;
    if (from) count_down(tx, company.company_id, *from);
    count_up(tx, company.company_id, to);
    count_day(tx, company.company_id, companies::local_day(company, now), to);
}

Figures figures(db::Tx& tx, Actor const& actor, std::string const& first_day)
{
    Figures all{select_counts(tx, actor.company_id), select_days(tx, actor.company_id, first_day), {}};
    auto const company = companies::get_company(tx, actor.company_id);
    for (auto const& row : select_waiting(tx, actor.company_id, QuoteStatus::pending))
        all.waiting.push_back(summary_of(actor, row, company));
    return all;
}

} // namespace guildhall::quotes
