#pragma once
// Sales orders: what was agreed, and how far it has come (PF-09…PF-13). Status, payment and fulfilment are three axes.
#include "companies/companies.hpp"
#include "files/files.hpp"
#include "identity/identity.hpp"
#include "jobs/registry.hpp"

namespace guildhall::orders {

using SalesOrderId = Id<struct SalesOrderTag>;
using SalesOrderLineId = Id<struct SalesOrderLineTag>;
using QuoteId = Id<struct QuoteTag>;

BOOST_DEFINE_ENUM_CLASS(
    OrderStatus, pending, confirmed, in_production, quality_check, shipped, delivered, completed, on_hold, cancelled)
BOOST_DEFINE_ENUM_CLASS(PaymentStatus, pending, partial, paid, partially_refunded, refunded)
BOOST_DEFINE_ENUM_CLASS(FulfilmentStatus, none, partial, full)

struct OrderLine {
    SalesOrderLineId id;
    std::int64_t position = 0;
    std::optional<files::FileId> file_id;
    std::string file_name;
    std::string service;
    std::string material;
    std::optional<std::string> finish;
    std::optional<std::string> color;
    std::optional<std::string> tolerance;
    std::int64_t quantity = 1;
    Money unit_price;
    Money total;
    std::int64_t shipped_quantity = 0;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(OrderLine, (),
    (id, position, file_id, file_name, service, material, finish, color, tolerance, quantity, unit_price, total,
        shipped_quantity, note))

// The amounts of a quote or an order; taxes come after rush and adjustment.
struct Totals {
    Currency currency;
    Money subtotal;
    std::string rush = "standard";
    Money rush_fee;
    Money adjustment; // what staff agreed beside the calculated price
    std::string tax_name;
    std::int64_t tax_rate_ppm = 0;
    Money tax;
    Money total;
};
BOOST_DESCRIBE_STRUCT(Totals, (), (currency, subtotal, rush, rush_fee, adjustment, tax_name, tax_rate_ppm, tax, total))

struct NewOrder {
    QuoteId quote_id;
    std::string quote_number;
    UserId customer_id;
    std::string customer_name, customer_email;
    Totals totals;
    identity::Address shipping_address;
    std::int64_t lead_time_days = 0;
    std::optional<std::string> note;
    std::vector<OrderLine> lines; // ids are given here
};

struct OrderStep {
    OrderStatus status = OrderStatus::pending;
    Time at;
    std::string by;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(OrderStep, (), (status, at, by, note))

// What clients see of an order.
struct SalesOrder {
    SalesOrderId id;
    std::string number;
    QuoteId quote_id;
    std::string quote_number;
    UserId customer_id;
    std::string customer_name;
    std::string customer_email;
    OrderStatus status = OrderStatus::pending;
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
    bool is_cancellable = false;
    bool can_start_production = false;
    bool is_paid = false;
    std::vector<OrderStatus> allowed_transitions; // empty for customers
    std::vector<OrderLine> lines;
    std::vector<OrderStep> history;
};
BOOST_DESCRIBE_STRUCT(SalesOrder, (),
    (id, number, quote_id, quote_number, customer_id, customer_name, customer_email, status, payment_status,
        fulfilment_status, currency, subtotal, rush, rush_fee, adjustment, tax_name, tax_rate_ppm, tax, total,
        paid_amount, refunded_amount, payment_method, payment_transaction_id, paid_at, shipping_address, carrier,
        tracking_number, lead_time_days, note, cancel_reason, confirmed_at, production_started_at, quality_check_at,
        shipped_at, delivered_at, actual_completion_date, cancelled_at, created_at, updated_at, version, is_cancellable,
        can_start_production, is_paid, allowed_transitions, lines, history))

// Writes the order of an accepted quote, in the caller's transaction. One quote has at most one order.
SalesOrder place(db::Tx& tx, Actor const& actor, NewOrder const& terms);
// The order made from this quote. It must exist.
SalesOrder get(db::Tx& tx, Actor const& actor, SalesOrderId order_id);

// What the palette finds: records whose words begin like all of these, exact ones first, then the newest.
std::vector<http::SearchHit> search(db::Tx& tx, Actor const& actor, http::SearchWords const& words, std::size_t most);

// For the dashboard: how many orders stand where, and what each day brought.
struct StatusCount {
    OrderStatus status = OrderStatus::pending;
    std::int64_t orders = 0;
};
BOOST_DESCRIBE_STRUCT(StatusCount, (), (status, orders))
struct OrderDay {
    CompanyId company_id;
    std::string day; // 2026-11-27, in the company's zone
    Currency currency;
    std::int64_t orders = 0; // placed
    Money ordered;           // their totals
    Money received;
    Money given_back;
};
BOOST_DESCRIBE_STRUCT(OrderDay, (), (company_id, day, currency, orders, ordered, received, given_back))
struct Figures {
    std::vector<StatusCount> by_status;
    std::vector<OrderDay> days;
};
Figures figures(db::Tx& tx, CompanyId company_id, std::string const& first_day);

// Faults of the invariants on a live database, as sentences; for `guildhall verify`.
std::vector<std::string> verify(db::Tx& tx);

std::vector<db::Migration> migrations();
void add_routes(http::Router& routes);
void add_jobs(jobs::Registry& registry);

} // namespace guildhall::orders
