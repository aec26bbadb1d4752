#include "customer.hpp"
#include "http/search_terms.hpp"

namespace guildhall::customers {
namespace {

db::Find<CustomerRow, CompanyId, UserId> const find_customer{tables, "FROM customer WHERE company_id = ? AND id = ?"};
db::Insert<CustomerRow> const insert_customer{tables, "customer", " ON CONFLICT (company_id, id) DO NOTHING"};
db::Update<CustomerRow> const update_customer{tables, "customer"};
db::Change<CompanyId, UserId> const delete_terms{tables, "DELETE FROM customer_term WHERE company_id = ? AND id = ?"};
db::Select<UserId, CompanyId, std::string, std::string> const select_by_term{
    tables, "id FROM customer_term WHERE company_id = ? AND term >= ? AND term < ? ORDER BY term, id LIMIT 200"};

void write_terms(db::Tx& tx, CustomerRow const& row)
{
    delete_terms(tx, row.company_id, row.id);
    http::keep_terms(tx, tables, "customer_term", row.company_id, row.id.uuid,
        http::search_terms({row.name, row.email, row.phone.value_or("")}));
}

CustomerRow fetch(db::Tx& tx, Actor const& actor, Contact const& contact)
{
    if (auto known = find_customer(tx, actor.company_id, contact.id)) return *known;
    CustomerRow row;
    row.company_id = actor.company_id;
    row.id = contact.id;
    row.name = contact.name;
    row.email = contact.email;
    row.currency = companies::get_company(tx, actor.company_id).currency;
    row.last_activity_at = row.created_at = row.updated_at = actor.now;
    insert_customer(tx, row);
    write_terms(tx, row);
    return row;
}

void keep(db::Tx& tx, Actor const& actor, CustomerRow row)
{
    row.last_activity_at = row.updated_at = actor.now;
    ++row.version;
    update_customer(tx, row);
}

// Of what identity publishes, the user as he is now.
void follow_user(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "user.created" && event.name != "user.changed") return;
    auto const user = identity::find_user(tx, event.company_id, {event.aggregate_id});
    if (!user) return;
    auto const known = find_customer(tx, event.company_id, user->id);
    if (!known && user->role != Role::customer) return;
    Actor actor;
    actor.company_id = event.company_id;
    actor.now = event.occurred_at;
    auto row = fetch(tx, actor, {user->id, user->full_name, user->email});
    if (row.name == user->full_name && row.phone == user->phone && row.is_active == user->is_active) return;
    row.name = user->full_name;
    row.phone = user->phone;
    row.is_active = user->is_active;
    row.updated_at = actor.now;
    ++row.version;
    update_customer(tx, row);
    write_terms(tx, row);
}

} // namespace

void note_quote(db::Tx& tx, Actor const& actor, Contact const& contact)
{
    auto row = fetch(tx, actor, contact);
    ++row.quote_count;
    row.last_quote_at = actor.now;
    keep(tx, actor, row);
}

void note_order(db::Tx& tx, Actor const& actor, Contact const& contact, Money total)
{
    auto row = fetch(tx, actor, contact);
    ++row.order_count;
    row.ordered += total;
    row.last_order_at = actor.now;
    keep(tx, actor, row);
}

void note_ordered(db::Tx& tx, Actor const& actor, UserId customer_id, Money change)
{
    auto row = find_customer(tx, actor.company_id, customer_id);
    check(row.has_value(), "who ordered is a customer");
    row->ordered += change;
    keep(tx, actor, *row);
}

void note_money(db::Tx& tx, Actor const& actor, UserId customer_id, Money change)
{
    auto row = find_customer(tx, actor.company_id, customer_id);
    check(row.has_value(), "who pays is a customer");
    row->revenue += change;
    keep(tx, actor, *row);
}

std::vector<http::SearchHit> search(db::Tx& tx, Actor const& actor, http::SearchWords const& words, std::size_t most)
{
    std::vector<http::SearchHit> hits;
    if (!actor.may(Right::customers_read)) return hits;
    std::vector<UserId> seen;
    for (auto const& id : select_by_term(tx, actor.company_id, words.longest(), words.end_of_longest())) {
        if (hits.size() >= most) break;
        if (std::ranges::find(seen, id) != seen.end()) continue;
        seen.push_back(id);
        auto const row = find_customer(tx, actor.company_id, id);
        if (!row || !words.all_begin_in({row->name, row->email, row->phone.value_or("")})) continue;
        hits.push_back({row->id.uuid, row->name, row->email, {}, {}});
    }
    return hits;
}

Customer view_of(CustomerRow const& row)
{
    return {row.id, row.name, row.email, row.phone, row.is_active, row.quote_count, row.order_count, row.currency,
        row.ordered, row.revenue, row.last_quote_at, row.last_order_at, row.last_activity_at, row.created_at,
        row.updated_at, row.version};
}

Outcome<CustomerDetail, ReadCustomerRefusal> read_customer(db::Tx& tx, Actor const& actor, CustomerPath const& wish)
{
    auto const row = find_customer(tx, actor.company_id, wish.customer_id);
    if (!row) return refuse(ReadCustomerRefusal::customer_not_found);
    auto const user = identity::find_user(tx, actor.company_id, wish.customer_id);
    CustomerDetail detail{view_of(*row), {}, {}, {}};
    if (user) {
        detail.locale = user->locale;
        detail.billing_address = user->billing_address;
        detail.shipping_address = user->shipping_address;
    }
    return detail;
}

void add_consumers(jobs::Registry& registry) { registry.consume("customers", follow_user); }

} // namespace guildhall::customers
