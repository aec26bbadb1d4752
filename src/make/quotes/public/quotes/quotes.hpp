#pragma once
// Quotes: files and wishes in, an offer with reasons out, accepted into a sales order (PF-02…PF-09).
#include "files/disk_store.hpp"
#include "jobs/registry.hpp"
#include "materials/materials.hpp"
#include "orders/orders.hpp"

namespace guildhall::quotes {

using orders::QuoteId;
using QuoteLineId = Id<struct QuoteLineTag>;

BOOST_DEFINE_ENUM_CLASS(QuoteStatus, draft, pending, approved, accepted, rejected, cancelled, expired, converted)
BOOST_DEFINE_ENUM_CLASS(QuoteAction, submit, revise, review, accept, reject, cancel, convert)

struct QuoteLine {
    QuoteLineId id;
    std::int64_t position = 0;
    files::FileId file_id;
    std::string file_name;
    std::string service;
    std::string material;
    std::optional<std::string> finish;
    std::optional<std::string> color;
    std::optional<std::string> tolerance;
    std::int64_t quantity = 1;
    std::optional<std::string> note;
    std::optional<std::string> rush; // absent: the quote's
    Money unit_price;
    Money total; // without rush and tax
    Money rush_fee;
    std::int64_t lead_time_days = 0;
    // As the calculator wrote them, for they are shown far more often than looked into. Rows keep them with two places,
    // whatever the currency; what is shown has the currency's own (show_lines).
    Json<std::vector<pricing::PriceBreak>> price_breaks{"[]"};
    Json<std::vector<pricing::CostLine>> breakdown{"[]"}; // adds up to total
    std::vector<pricing::Warning> warnings;
    std::vector<pricing::Warning> blocking;
    std::optional<Money> calculated_unit_price; // where staff agreed on another price
    std::optional<std::string> price_reason;    // why they did
};
BOOST_DESCRIBE_STRUCT(QuoteLine, (),
    (id, position, file_id, file_name, service, material, finish, color, tolerance, quantity, note, rush, unit_price,
        total, rush_fee, lead_time_days, price_breaks, breakdown, warnings, blocking, calculated_unit_price,
        price_reason))

// One reason why a person has to look at a quote, with what its sentence names.
BOOST_DEFINE_ENUM_CLASS(ReviewCode, total_not_below_limit, blocking_finding, line_note, quote_note)
struct ReviewReason {
    ReviewCode code{};
    std::optional<Money> total; // total_not_below_limit
    std::optional<Money> limit;
    std::optional<std::int64_t> position; // of the line: blocking_finding, line_note
    std::optional<std::string> file_name;
    std::optional<pricing::Warning> finding; // blocking_finding
};
BOOST_DESCRIBE_STRUCT(ReviewReason, (), (code, total, limit, position, file_name, finding))

// What clients see of a quote.
struct Quote {
    QuoteId id;
    std::string number;
    UserId customer_id;
    std::string customer_name;
    std::string customer_email;
    QuoteStatus status = QuoteStatus::draft;
    std::int64_t revision = 1;
    Currency currency;
    Money subtotal;
    std::string rush;
    Money rush_fee;
    Money adjustment;
    std::string tax_name;
    std::int64_t tax_rate_ppm = 0;
    Money tax;
    Money total;
    std::int64_t lead_time_days = 0;
    std::int64_t line_count = 0;
    std::optional<std::string> preview_url; // of the first line's part
    std::optional<std::string> note;
    std::optional<std::string> review_reason;                // all reasons, as English sentences
    std::optional<std::vector<ReviewReason>> review_reasons; // absent also where only the sentences were kept
    std::optional<std::string> staff_message;
    std::optional<std::string> reject_reason;
    std::string valid_until; // the last day, in the company's zone
    Time expires_at;
    std::optional<Time> approved_at;
    std::optional<Time> accepted_at;
    std::optional<Time> closed_at;
    std::optional<Time> converted_at;
    std::optional<orders::SalesOrderId> sales_order_id;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
    std::vector<QuoteAction> allowed_actions;
    std::vector<QuoteLine> lines; // empty in lists
};
BOOST_DESCRIBE_STRUCT(Quote, (),
    (id, number, customer_id, customer_name, customer_email, status, revision, currency, subtotal, rush, rush_fee,
        adjustment, tax_name, tax_rate_ppm, tax, total, lead_time_days, line_count, preview_url, note, review_reason,
        review_reasons, staff_message, reject_reason, valid_until, expires_at, approved_at, accepted_at, closed_at,
        converted_at, sales_order_id, created_at, updated_at, version, allowed_actions, lines))

// One part of a wish; the file is one already uploaded, one inside the JSON, or the next multipart part.
struct QuoteLineWish {
    std::optional<files::FileId> file_id;
    std::optional<files::InlineFile> file;
    std::optional<Text<1, 60>> service;
    std::optional<Text<1, 60>> material;
    std::optional<Text<1, 60>> finish;
    std::optional<Text<1, 60>> color;
    std::optional<Text<1, 60>> tolerance;
    std::optional<std::int64_t> quantity;
    std::optional<Text<1, 60>> rush;
    std::optional<Text<0, 2000>> note;
};
BOOST_DESCRIBE_STRUCT(
    QuoteLineWish, (), (file_id, file, service, material, finish, color, tolerance, quantity, rush, note))

struct QuoteWish {
    std::optional<std::vector<QuoteLineWish>> lines;
    // For lines, or uploaded files without a line, that say nothing of their own.
    std::optional<Text<1, 60>> service;
    std::optional<Text<1, 60>> material;
    std::optional<Text<1, 60>> finish;
    std::optional<Text<1, 60>> color;
    std::optional<Text<1, 60>> tolerance;
    std::optional<std::int64_t> quantity;
    std::optional<Text<1, 60>> rush;
    std::optional<Text<0, 2000>> note;
    std::optional<bool> draft;         // true: priced, but not yet asked for
    std::optional<UserId> customer_id; // staff: for whom
    std::optional<Whole<0, 30>> wait;  // seconds for files that are still measured; a setting of the server when absent
};
BOOST_DESCRIBE_STRUCT(
    QuoteWish, (), (lines, service, material, finish, color, tolerance, quantity, rush, note, draft, customer_id, wait))

struct Services {
    files::Store& store;
    materials::Catalogues& catalogues;
};

// What the palette finds: records whose words begin like all of these, exact ones first, then the newest.
std::vector<http::SearchHit> search(db::Tx& tx, Actor const& actor, http::SearchWords const& words, std::size_t most);

// For the dashboard: how many quotes stand where, how many came there on which day, and the five that wait longest
// for review.
struct StatusCount {
    QuoteStatus status = QuoteStatus::draft;
    std::int64_t quotes = 0;
};
BOOST_DESCRIBE_STRUCT(StatusCount, (), (status, quotes))
struct QuoteDay {
    CompanyId company_id;
    std::string day; // 2026-11-27, in the company's zone
    QuoteStatus status = QuoteStatus::draft;
    std::int64_t quotes = 0;
};
BOOST_DESCRIBE_STRUCT(QuoteDay, (), (company_id, day, status, quotes))
struct Figures {
    std::vector<StatusCount> by_status;
    std::vector<QuoteDay> days;
    std::vector<Quote> waiting;
};
Figures figures(db::Tx& tx, Actor const& actor, std::string const& first_day);

// Faults of the invariants on a live database, as sentences.
std::vector<std::string> verify(db::Tx& tx);

std::vector<db::Migration> migrations();
void add_routes(http::Router& routes, Services services);
// Hourly: marks quotes whose time is over; daily: warns before it.
void add_jobs(jobs::Registry& registry);

} // namespace guildhall::quotes
