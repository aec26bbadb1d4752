// Reading and writing orders: the parts that all use cases share.
#include "audit/audit.hpp"
#include "customers/customers.hpp"
#include "http/search_terms.hpp"
#include "jobs/outbox.hpp"
#include "order.hpp"

namespace guildhall::orders {
namespace {

struct LineRow : OrderLine {
    CompanyId company_id;
    SalesOrderId order_id;
};
BOOST_DESCRIBE_STRUCT(LineRow, (OrderLine), (company_id, order_id))

using StepId = Id<struct OrderStepTag>;
struct StepRow {
    CompanyId company_id;
    SalesOrderId order_id;
    StepId id;
    OrderStatus status = OrderStatus::pending;
    Time at;
    std::optional<UserId> by_id;
    std::string by_name;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(StepRow, (), (company_id, order_id, id, status, at, by_id, by_name, note))

db::Insert<OrderRow> const insert_order{tables, "sales_order"};
db::Update<OrderRow> const update_order{tables, "sales_order"};
db::Find<OrderRow, CompanyId, SalesOrderId> const find_row{tables, "FROM sales_order WHERE company_id = ? AND id = ?"};
db::Insert<LineRow> const insert_line{tables, "sales_order_line"};
db::Select<LineRow, CompanyId, SalesOrderId> const select_lines{
    tables, "FROM sales_order_line WHERE company_id = ? AND order_id = ? ORDER BY position"};
db::Insert<StepRow> const insert_step{tables, "sales_order_step"};
db::Select<StepRow, CompanyId, SalesOrderId> const select_steps{
    tables, "FROM sales_order_step WHERE company_id = ? AND order_id = ? ORDER BY at, id"};

void publish(db::Tx& tx, Actor const& actor, OrderRow const& order, std::string const& action)
{
    jobs::publish(tx, actor, "sales_order", order.id, "sales_" + action,
        OrderChanged{order.number, order.status, order.payment_status, order.customer_id});
}

} // namespace

std::optional<OrderRow> find_order(db::Tx& tx, CompanyId company_id, SalesOrderId order_id)
{
    return find_row(tx, company_id, order_id);
}

std::optional<OrderRow> find_visible(db::Tx& tx, Actor const& actor, SalesOrderId order_id)
{
    auto order = find_row(tx, actor.company_id, order_id);
    if (!order || !(actor.owns(order->customer_id) || actor.may(Right::orders_read))) return std::nullopt;
    return order;
}

void save(db::Tx& tx, Actor const& actor, OrderRow& order, std::string const& action)
{
    auto const before = find_row(tx, order.company_id, order.id);
    ++order.version;
    order.updated_at = actor.now;
    update_order(tx, order);
    tally_status(tx, order.company_id, before->status, order.status);
    audit::record(tx, actor,
        {"sales_" + action, "sales_order", order.id.uuid, reflect::to_json(summary_of(actor, *before)),
            reflect::to_json(summary_of(actor, order))});
    publish(tx, actor, order, action);
}

void add_step(db::Tx& tx, Actor const& actor, OrderRow const& order, std::optional<std::string> const& note)
{
    std::string name = "system";
    if (actor.user_id) {
        auto const user = identity::find_user(tx, actor.company_id, *actor.user_id);
        if (user) name = user->full_name;
    }
    insert_step(
        tx, {order.company_id, order.id, tx.new_id<StepId>(), order.status, actor.now, actor.user_id, name, note});
}

SalesOrder summary_of(Actor const& actor, OrderRow const& row)
{
    SalesOrder order{row.id, row.number, row.quote_id, row.quote_number, row.customer_id, row.customer_name,
        row.customer_email, row.status, row.payment_status, row.fulfilment_status, row.currency, row.subtotal, row.rush,
        row.rush_fee, row.adjustment, row.tax_name, row.tax_rate_ppm, row.tax, row.total, row.paid_amount,
        row.refunded_amount, row.payment_method, row.payment_transaction_id, row.paid_at, row.shipping_address,
        row.carrier, row.tracking_number, row.lead_time_days, row.note, row.cancel_reason, row.confirmed_at,
        row.production_started_at, row.quality_check_at, row.shipped_at, row.delivered_at, row.actual_completion_date,
        row.cancelled_at, row.created_at, row.updated_at, row.version, is_cancellable(row), can_start_production(row),
        row.payment_status == PaymentStatus::paid, {}, {}, {}};
    if (actor.may(Right::orders_manage)) order.allowed_transitions = next_statuses(row);
    return order;
}

SalesOrder view_of(db::Tx& tx, Actor const& actor, OrderRow const& row)
{
    auto order = summary_of(actor, row);
    for (auto& line : select_lines(tx, row.company_id, row.id)) order.lines.push_back(std::move(line));
    auto const staff = actor.may(Right::orders_read);
    for (auto& step : select_steps(tx, row.company_id, row.id))
        order.history.push_back(
            {step.status, step.at, staff || step.by_name == row.customer_name ? step.by_name : "staff", step.note});
    return order;
}

SalesOrder place(db::Tx& tx, Actor const& actor, NewOrder const& terms)
{
    auto const company = companies::get_company(tx, actor.company_id);
    OrderRow order;
    order.company_id = actor.company_id;
    order.id = tx.new_id<SalesOrderId>();
    order.number = companies::next_number(tx, company, "SO", actor.now);
    order.quote_id = terms.quote_id;
    order.quote_number = terms.quote_number;
    order.customer_id = terms.customer_id;
    order.customer_name = terms.customer_name;
    order.customer_email = terms.customer_email;
    order.currency = terms.totals.currency;
    order.subtotal = terms.totals.subtotal;
    order.rush = terms.totals.rush;
    order.rush_fee = terms.totals.rush_fee;
    order.adjustment = terms.totals.adjustment;
    order.tax_name = terms.totals.tax_name;
    order.tax_rate_ppm = terms.totals.tax_rate_ppm;
    order.tax = terms.totals.tax;
    order.total = terms.totals.total;
    if (order.total == Money{}) { // nothing to pay: paid from the start
        order.payment_status = PaymentStatus::paid;
        order.paid_at = actor.now;
    }
    order.shipping_address = terms.shipping_address;
    order.lead_time_days = terms.lead_time_days;
    order.note = terms.note;
    order.created_at = order.updated_at = actor.now;
    insert_order(tx, order);
    plans::count(tx, order.company_id, actor.now, plans::Meter::orders);
    for (auto const& line : terms.lines) {
        LineRow row{line, order.company_id, order.id};
        row.id = tx.new_id<SalesOrderLineId>();
        insert_line(tx, row);
    }
    http::keep_terms(tx, tables, "sales_order_term", order.company_id, order.id.uuid,
        http::search_terms({order.number, order.quote_number, order.customer_name, order.customer_email}));
    add_step(tx, actor, order, {});
    audit::record(tx, actor,
        {"sales_order.placed", "sales_order", order.id.uuid, {}, reflect::to_json(summary_of(actor, order))});
    publish(tx, actor, order, "order.placed");
    tally_placed(tx, company, order);
    customers::note_order(tx, actor, {order.customer_id, order.customer_name, order.customer_email}, order.total);
    return view_of(tx, actor, order);
}

SalesOrder get(db::Tx& tx, Actor const& actor, SalesOrderId order_id)
{
    auto const row = find_row(tx, actor.company_id, order_id);
    check(row.has_value(), "a converted quote has its order");
    return view_of(tx, actor, *row);
}

Outcome<SalesOrder, ReadOrderRefusal> read_order(db::Tx& tx, Actor const& actor, ReadOrder const& wish)
{
    auto const row = find_visible(tx, actor, wish.sales_order_id);
    if (!row) return refuse(ReadOrderRefusal::sales_order_not_found);
    return view_of(tx, actor, *row);
}

} // namespace guildhall::orders
