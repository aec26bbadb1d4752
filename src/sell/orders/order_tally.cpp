// Counts and sums by status and day, kept with every change.
#include "order.hpp"

namespace guildhall::orders {
namespace {

db::Change<CompanyId, OrderStatus> const count_up{tables,
    "INSERT INTO sales_order_tally (company_id, status, orders) VALUES (?, ?, 1) "
    "ON CONFLICT (company_id, status) DO UPDATE SET orders = sales_order_tally.orders + 1"};
db::Change<CompanyId, OrderStatus> const count_down{
    tables, "UPDATE sales_order_tally SET orders = orders - 1 WHERE company_id = ? AND status = ?"};
db::Insert<OrderDay> const add_to_day{tables, "sales_order_day",
    " ON CONFLICT (company_id, day, currency) DO UPDATE SET orders = sales_order_day.orders + excluded.orders, "
    "ordered = sales_order_day.ordered + excluded.ordered, received = sales_order_day.received + excluded.received, "
    "given_back = sales_order_day.given_back + excluded.given_back"};
db::Select<StatusCount, CompanyId> const select_counts{tables, "FROM sales_order_tally WHERE company_id = ?"};
db::Select<OrderDay, CompanyId, std::string> const select_days{
    tables, "FROM sales_order_day WHERE company_id = ? AND day >= ? ORDER BY day, currency LIMIT 2000"};

} // namespace

void tally_status(db::Tx& tx, CompanyId company_id, std::optional<OrderStatus> from, OrderStatus to)
{
    if (from == to) return;
    if (from) count_down(tx, company_id, *from);
    count_up(tx, company_id, to);
}

void tally_placed(db::Tx& tx, companies::Company const& company, OrderRow const& order)
{
    tally_status(tx, order.company_id, {}, order.status);
    add_to_day(tx,
        {order.company_id, companies::local_day(company, order.created_at), order.currency, 1, order.total, {}, {}});
}

void tally_money(db::Tx& tx, OrderRow const& order, Money received, Money given_back, Time now)
{
    auto const company = companies::get_company(tx, order.company_id);
    add_to_day(tx, {order.company_id, companies::local_day(company, now), order.currency, 0, {}, received, given_back});
}

Figures figures(db::Tx& tx, CompanyId company_id, std::string const& first_day)
{
    return {select_counts(tx, company_id), select_days(tx, company_id, first_day)};
}

} // namespace guildhall::orders
