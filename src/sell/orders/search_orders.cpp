// Finding orders by the words of their numbers and customers.
#include "order.hpp"

namespace guildhall::orders {
namespace {

db::Select<SalesOrderId, CompanyId, std::string> const select_exact{
    tables, "id FROM sales_order_term WHERE company_id = ? AND term = ? ORDER BY id DESC LIMIT 20"};
db::Select<SalesOrderId, CompanyId, std::string, std::string> const select_beginning{tables,
    "id FROM sales_order_term WHERE company_id = ? AND term > ? AND term < ? ORDER BY term DESC, id DESC LIMIT 100"};
db::Select<OrderRow, CompanyId, UserId> const select_own{
    tables, "FROM sales_order WHERE company_id = ? AND customer_id = ? ORDER BY created_at DESC LIMIT 200"};

bool fits(db::Tx&, OrderRow const& row, http::SearchWords const& words)
{
    return words.all_begin_in({row.number, row.quote_number, row.customer_name, row.customer_email});
}

} // namespace

std::vector<http::SearchHit> search(db::Tx& tx, Actor const& actor, http::SearchWords const& words, std::size_t most)
{
    std::vector<http::SearchHit> hits;
    auto const take = [&](OrderRow const& row) {
        if (hits.size() >= most || !fits(tx, row, words)) return;
        if (std::ranges::find(hits, row.id.uuid, &http::SearchHit::id) != hits.end()) return;
        hits.push_back(
            {row.id.uuid, row.number, row.customer_name, std::string(reflect::word(row.status)), std::nullopt});
    };
    if (!actor.may(Right::orders_read)) {
        for (auto const& row : select_own(tx, actor.company_id, *actor.user_id)) take(row);
        return hits;
    }
    for (auto const& id : select_exact(tx, actor.company_id, words.longest()))
        if (auto const row = find_order(tx, actor.company_id, id)) take(*row);
    for (auto const& id : select_beginning(tx, actor.company_id, words.longest(), words.end_of_longest())) {
        if (hits.size() >= most) break;
        if (auto const row = find_order(tx, actor.company_id, id)) take(*row);
    }
    return hits;
}

} // namespace guildhall::orders
