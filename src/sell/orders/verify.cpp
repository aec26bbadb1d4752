// What must hold for all orders at every moment; asked of live databases by `guildhall verify`.
#include "order.hpp"

namespace guildhall::orders {
namespace {

db::Select<std::string> const wrong_totals{
    tables, "number FROM sales_order WHERE total <> subtotal + rush_fee + adjustment + tax", db::Reach::all_companies};
db::Select<std::string> const wrong_subtotals{tables,
    "o.number FROM sales_order o WHERE o.subtotal <> (SELECT COALESCE(SUM(l.total), 0) FROM sales_order_line l "
    "WHERE l.company_id = o.company_id AND l.order_id = o.id)",
    db::Reach::all_companies};
db::Select<std::string> const wrong_payments{tables,
    "o.number FROM sales_order o WHERE o.paid_amount <> (SELECT COALESCE(SUM(p.amount), 0) FROM sales_order_payment p "
    "WHERE p.company_id = o.company_id AND p.order_id = o.id AND p.kind = 'payment')",
    db::Reach::all_companies};
db::Select<std::string> const without_history{tables,
    "o.number FROM sales_order o WHERE NOT EXISTS (SELECT 1 FROM sales_order_step s "
    "WHERE s.company_id = o.company_id AND s.order_id = o.id AND s.status = o.status)",
    db::Reach::all_companies};

db::Select<std::string> const wrong_tallies{tables,
    "t.status FROM sales_order_tally t WHERE t.orders <> (SELECT COUNT(*) FROM sales_order o "
    "WHERE o.company_id = t.company_id AND o.status = t.status)",
    db::Reach::all_companies};

} // namespace

std::vector<std::string> verify(db::Tx& tx)
{
    std::vector<std::string> faults;
    auto const report = [&](std::vector<std::string> const& numbers, std::string_view what) {
        for (auto const& number : numbers) faults.push_back("sales order " + number + ": " + std::string(what));
    };
    report(wrong_totals(tx), "total is not subtotal + rush fee + adjustment + tax");
    report(wrong_subtotals(tx), "subtotal is not the sum of its lines");
    report(wrong_payments(tx), "paid amount is not the sum of its payments");
    report(without_history(tx), "its status is missing from its history");
    for (auto const& status : wrong_tallies(tx)) faults.push_back("sales orders " + status + ": their count is wrong");
    return faults;
}

} // namespace guildhall::orders
