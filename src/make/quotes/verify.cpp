// What must hold for all quotes at every moment; asked of live databases by `guildhall verify`.
#include "quote.hpp"
#include <charconv>
#include <map>

namespace guildhall::quotes {
namespace {

db::Select<std::string> const wrong_totals{
    tables, "number FROM quote WHERE total <> subtotal + rush_fee + adjustment + tax", db::Reach::all_companies};
db::Select<std::string> const wrong_subtotals{tables,
    "q.number FROM quote q WHERE q.subtotal <> (SELECT COALESCE(SUM(l.total), 0) FROM quote_line l "
    "WHERE l.company_id = q.company_id AND l.quote_id = q.id)",
    db::Reach::all_companies};
db::Select<std::string> const unlinked{
    tables, "number FROM quote WHERE (status = 'converted') <> (sales_order_id IS NOT NULL)", db::Reach::all_companies};

db::Select<std::string> const wrong_tallies{tables,
    "t.status FROM quote_tally t WHERE t.quotes <> (SELECT COUNT(*) FROM quote q "
    "WHERE q.company_id = t.company_id AND q.status = t.status)",
    db::Reach::all_companies};

struct Numbered {
    CompanyId company_id;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(Numbered, (), (company_id, number))
db::Select<Numbered> const select_numbers{tables, "FROM quote", db::Reach::all_companies};

// Q-2026-001 … per company and year: as many distinct numbers as the highest says.
void find_gaps(db::Tx& tx, std::vector<std::string>& faults)
{
    std::map<std::pair<CompanyId, std::string>, std::pair<std::int64_t, std::int64_t>> counted; // highest, how many
    for (auto const& row : select_numbers(tx)) {
        auto const dash = row.number.rfind('-');
        std::int64_t number = 0;
        std::from_chars(row.number.data() + dash + 1, row.number.data() + row.number.size(), number);
        auto& [highest, count] = counted[{row.company_id, row.number.substr(0, dash)}];
        highest = std::max(highest, number);
        ++count;
    }
    for (auto const& [series, seen] : counted)
        if (seen.first != seen.second)
            faults.push_back("quotes " + series.second + "-…: the highest number is " + std::to_string(seen.first) +
                             " but there are " + std::to_string(seen.second));
}

} // namespace

std::vector<std::string> verify(db::Tx& tx)
{
    std::vector<std::string> faults;
    auto const report = [&](std::vector<std::string> const& numbers, std::string_view what) {
        for (auto const& number : numbers) faults.push_back("quote " + number + ": " + std::string(what));
    };
    report(wrong_totals(tx), "total is not subtotal + rush fee + adjustment + tax");
    report(wrong_subtotals(tx), "subtotal is not the sum of its lines");
    report(unlinked(tx), "converted and its sales order do not go together");
    for (auto const& status : wrong_tallies(tx)) faults.push_back("quotes " + status + ": their count is wrong");
    find_gaps(tx, faults);
    return faults;
}

} // namespace guildhall::quotes
