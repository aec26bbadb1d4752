// Document numbers: one counter row per company, kind and year, advanced in the transaction that uses the number.
#include "company.hpp"

namespace guildhall::companies {
namespace {

db::ChangeReturning<std::int64_t, CompanyId, std::string, std::int64_t> const advance{tables,
    "INSERT INTO number_counter (company_id, kind, year, last) VALUES (?, ?, ?, 1) "
    "ON CONFLICT (company_id, kind, year) DO UPDATE SET last = number_counter.last + 1 RETURNING last"};

} // namespace

std::string next_number(db::Tx& tx, Company const& company, std::string const& kind, Time now)
{
    auto const year = int(local_date(company, now).year());
    auto const number = advance(tx, company.company_id, kind, year).at(0);
    auto digits = std::to_string(number);
    if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
    return kind + "-" + std::to_string(year) + "-" + digits;
}

} // namespace guildhall::companies
