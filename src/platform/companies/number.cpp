// Document numbers: one counter row per company, kind and year, advanced in the transaction that uses the number.
#include "company.hpp"

namespace guildhall::companies {
namespace {

// Locks the row until the commit, so that what is read next is ours; RETURNING would cost SQLite a table of its own.
db::Change<CompanyId, std::string, std::int64_t> const advance{tables,
    "INSERT INTO number_counter (company_id, kind, year, last) VALUES (?, ?, ?, 1) "
    "ON CONFLICT (company_id, kind, year) DO UPDATE SET last = number_counter.last + 1"};
db::Find<std::int64_t, CompanyId, std::string, std::int64_t> const find_last{
    tables, "last FROM number_counter WHERE company_id = ? AND kind = ? AND year = ?"};

} // namespace

std::string next_number(db::Tx& tx, Company const& company, std::string const& kind, Time now)
{
    auto const year = int(local_date(company, now).year());
    advance(tx, company.company_id, kind, year);
    auto const number = find_last(tx, company.company_id, kind, year).value();
    auto digits = std::to_string(number);
    if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
    return kind + "-" + std::to_string(year) + "-" + digits;
}

} // namespace guildhall::companies
