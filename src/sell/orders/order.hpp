#pragma once
// The order row, its life, and what may be done to it.
#include "db/queries.hpp"
#include "http/listing.hpp"
#include "orders/orders.hpp"
#include "timeline/timeline.hpp"

namespace guildhall::orders {

inline db::Tables const tables{{"sales_order", "sales_order_line", "sales_order_step", "sales_order_payment",
    "sales_order_term", "sales_order_tally", "sales_order_day"}};

struct OrderRow {
    CompanyId company_id;
    SalesOrderId id;
    std::string number;
    QuoteId quote_id;
    std::string quote_number;
    UserId customer_id;
    std::string customer_name;
    std::string customer_email;
    OrderStatus status = OrderStatus::pending;
    std::optional<OrderStatus> held_status; // where it goes back to from on_hold
    PaymentStatus payment_status = PaymentStatus::pending;
    FulfilmentStatus fulfilment_status = FulfilmentStatus::none;
    Currency currency;
    Money subtotal;
    std::string rush;
    Money rush_fee;
    Money adjustment;
    std::string tax_name;
    std::int64_t tax_rate_ppm = 0;
    Money tax;
    Money total;
    Money paid_amount;
    Money refunded_amount;
    std::optional<std::string> payment_method;
    std::optional<std::string> payment_transaction_id;
    std::optional<Time> paid_at;
    identity::Address shipping_address;
    std::optional<std::string> carrier;
    std::optional<std::string> tracking_number;
    bool needs_production = true;
    std::int64_t lead_time_days = 0;
    std::optional<std::string> note;
    std::optional<std::string> cancel_reason;
    std::optional<Time> confirmed_at;
    std::optional<Time> production_started_at;
    std::optional<Time> quality_check_at;
    std::optional<Time> shipped_at;
    std::optional<Time> delivered_at;
    std::optional<Time> actual_completion_date;
    std::optional<Time> cancelled_at;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(OrderRow, (),
    (company_id, id, number, quote_id, quote_number, customer_id, customer_name, customer_email, status, held_status,
        payment_status, fulfilment_status, currency, subtotal, rush, rush_fee, adjustment, tax_name, tax_rate_ppm, tax,
        total, paid_amount, refunded_amount, payment_method, payment_transaction_id, paid_at, shipping_address, carrier,
        tracking_number, needs_production, lead_time_days, note, cancel_reason, confirmed_at, production_started_at,
        quality_check_at, shipped_at, delivered_at, actual_completion_date, cancelled_at, created_at, updated_at,
        version))

// The life of an order (rules.md). Held orders go back to where they were; checked for unreachable states by a test.
std::vector<OrderStatus> next_statuses(OrderRow const& order);
bool is_open(OrderStatus status);
bool is_cancellable(OrderRow const& order);
bool can_start_production(OrderRow const& order);

std::optional<OrderRow> find_order(db::Tx& tx, CompanyId company_id, SalesOrderId order_id);
// Finds the order when this actor may see it: his own, or with orders_read.
std::optional<OrderRow> find_visible(db::Tx& tx, Actor const& actor, SalesOrderId order_id);
// Writes the row with a new version and time, and its audit entry and event.
void save(db::Tx& tx, Actor const& actor, OrderRow& order, std::string const& action);
void add_step(db::Tx& tx, Actor const& actor, OrderRow const& order, std::optional<std::string> const& note);
SalesOrder view_of(db::Tx& tx, Actor const& actor, OrderRow const& row);
// Without lines and history, for lists.
SalesOrder summary_of(Actor const& actor, OrderRow const& row);

// Keep the dashboard's counts and sums.
void tally_status(db::Tx& tx, CompanyId company_id, std::optional<OrderStatus> from, OrderStatus to);
void tally_placed(db::Tx& tx, companies::Company const& company, OrderRow const& order);
void tally_money(db::Tx& tx, OrderRow const& order, Money received, Money given_back, Time now);

http::Listing<OrderRow, SalesOrder> const& order_listing();

// What the order's events say.
struct OrderChanged {
    std::string number;
    OrderStatus status = OrderStatus::pending;
    PaymentStatus payment_status = PaymentStatus::pending;
    UserId customer_id;
};
BOOST_DESCRIBE_STRUCT(OrderChanged, (), (number, status, payment_status, customer_id))
// Tells the customer of each step.
void add_notices(jobs::Registry& registry);

struct ReadOrder {
    SalesOrderId sales_order_id;
};
BOOST_DESCRIBE_STRUCT(ReadOrder, (), (sales_order_id))
BOOST_DEFINE_ENUM_CLASS(ReadOrderRefusal, sales_order_not_found)
Outcome<SalesOrder, ReadOrderRefusal> read_order(db::Tx&, Actor const&, ReadOrder const&);

Outcome<timeline::Timeline, ReadOrderRefusal> order_timeline(db::Tx&, Actor const&, ReadOrder const&);

struct NoteOrder {
    SalesOrderId sales_order_id;
    Text<1, 4000> text;
    std::optional<bool> is_internal;             // not for the customer's eyes
    std::optional<timeline::Mentioned> mentions; // colleagues who are told of it
};
BOOST_DESCRIBE_STRUCT(NoteOrder, (), (sales_order_id, text, is_internal, mentions))
BOOST_DEFINE_ENUM_CLASS(NoteOrderRefusal, sales_order_not_found, internal_note_not_allowed, mentions_need_internal_note,
    mentioned_user_not_found)
Outcome<timeline::Note, NoteOrderRefusal> note_order(db::Tx&, Actor const&, NoteOrder const&);

struct ChangeOrderStatus {
    SalesOrderId sales_order_id;
    OrderStatus status = OrderStatus::pending;
    std::optional<Text<0, 1000>> note;
};
BOOST_DESCRIBE_STRUCT(ChangeOrderStatus, (), (sales_order_id, status, note))
BOOST_DEFINE_ENUM_CLASS(
    ChangeStatusRefusal, sales_order_not_found, version_has_changed, illegal_transition, payment_required)
Outcome<SalesOrder, ChangeStatusRefusal> change_status(db::Tx&, Actor const&, ChangeOrderStatus const&);

// Why the order cannot take this step, if it cannot; and taking it.
std::optional<Refused<ChangeStatusRefusal>> step_fault(OrderRow const& order, OrderStatus to);
void take_step(db::Tx& tx, Actor const& actor, OrderRow& order, OrderStatus to, std::optional<std::string> const& note);

struct RecordPayment {
    SalesOrderId sales_order_id;
    PaymentStatus payment_status = PaymentStatus::paid;
    std::optional<Text<1, 60>> payment_method;
    std::optional<Text<1, 200>> payment_transaction_id;
    std::optional<Amount> amount; // received or given back; absent: all that is open
};
BOOST_DESCRIBE_STRUCT(
    RecordPayment, (), (sales_order_id, payment_status, payment_method, payment_transaction_id, amount))
BOOST_DEFINE_ENUM_CLASS(RecordPaymentRefusal, sales_order_not_found, version_has_changed, illegal_transition,
    amount_does_not_fit, order_is_cancelled)
Outcome<SalesOrder, RecordPaymentRefusal> record_payment(db::Tx&, Actor const&, RecordPayment const&);

struct ChangeShipping {
    SalesOrderId sales_order_id;
    std::optional<Text<1, 80>> carrier;
    std::optional<Text<1, 120>> tracking_number;
    std::optional<identity::Address> address;
};
BOOST_DESCRIBE_STRUCT(ChangeShipping, (), (sales_order_id, carrier, tracking_number, address))
BOOST_DEFINE_ENUM_CLASS(
    ChangeShippingRefusal, sales_order_not_found, version_has_changed, order_is_closed, already_shipped)
Outcome<SalesOrder, ChangeShippingRefusal> change_shipping(db::Tx&, Actor const&, ChangeShipping const&);

struct CancelOrder {
    SalesOrderId sales_order_id;
    Text<1, 1000> reason;
};
BOOST_DESCRIBE_STRUCT(CancelOrder, (), (sales_order_id, reason))
BOOST_DEFINE_ENUM_CLASS(CancelOrderRefusal, sales_order_not_found, version_has_changed, not_cancellable)
Outcome<SalesOrder, CancelOrderRefusal> cancel_order(db::Tx&, Actor const&, CancelOrder const&);

} // namespace guildhall::orders
