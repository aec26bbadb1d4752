#pragma once
// The quote row, its life, and what may be done to it.
#include "db/queries.hpp"
#include "http/listing.hpp"
#include "quotes/quotes.hpp"
#include "timeline/timeline.hpp"

namespace guildhall::quotes {

inline db::Tables const tables{{"quote", "quote_line", "quote_revision", "quote_term", "quote_tally", "quote_day"}};

struct QuoteRow {
    CompanyId company_id;
    QuoteId id;
    std::string number;
    UserId customer_id;
    std::string customer_name;
    std::string customer_email;
    QuoteStatus status = QuoteStatus::draft;
    std::int64_t revision = 1;
    Currency currency;
    Money subtotal;
    std::string rush = "standard";
    Money rush_fee;
    Money adjustment;
    std::string tax_name;
    std::int64_t tax_rate_ppm = 0;
    Money tax;
    Money total;
    std::int64_t lead_time_days = 0;
    std::int64_t line_count = 0;
    std::optional<files::FileId> first_file_id;
    std::optional<std::string> note;
    std::optional<std::string> review_reason;
    std::optional<std::vector<ReviewReason>> review_reasons;
    std::optional<std::string> staff_message;
    std::optional<std::string> reject_reason;
    Time expires_at;
    std::optional<Time> reminded_at;
    std::optional<Time> approved_at;
    std::optional<Time> accepted_at;
    std::optional<Time> closed_at;
    std::optional<Time> converted_at;
    std::optional<orders::SalesOrderId> sales_order_id;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(QuoteRow, (),
    (company_id, id, number, customer_id, customer_name, customer_email, status, revision, currency, subtotal, rush,
        rush_fee, adjustment, tax_name, tax_rate_ppm, tax, total, lead_time_days, line_count, first_file_id, note,
        review_reason, review_reasons, staff_message, reject_reason, expires_at, reminded_at, approved_at, accepted_at,
        closed_at, converted_at, sales_order_id, created_at, updated_at, version))

// The life of a quote (rules.md), as data: which action leads from where.
bool allows(QuoteStatus status, QuoteAction action);
std::vector<std::string> allowed_words(QuoteStatus status);
// Open quotes may still become orders; they expire.
bool is_open(QuoteStatus status);
// The stored status, or expired when its time is over and no job has said so yet.
QuoteStatus status_at(QuoteRow const& quote, Time now);

std::optional<QuoteRow> find_quote(db::Tx& tx, CompanyId company_id, QuoteId quote_id);
// When this actor may see it: his own, or with quotes_read.
std::optional<QuoteRow> find_visible(db::Tx& tx, Actor const& actor, QuoteId quote_id);
// When this actor may decide about it: his own, or with quotes_manage.
std::optional<QuoteRow> find_own(db::Tx& tx, Actor const& actor, QuoteId quote_id);
std::vector<QuoteLine> lines_of(db::Tx& tx, QuoteRow const& quote);
// With how many places the rows keep the calculator's tables, whatever the currency.
inline constexpr int kept_digits = 2;
void change_places(QuoteLine& line, int from, int to);
// What the calculator puts on top is for those who may see the catalogue's inside.
void hide_inside(Actor const& actor, QuoteLine& line, int digits);
// Lines of rows as this actor may see them, with the currency's places.
void show_lines(Actor const& actor, Quote& quote);
Quote view_of(db::Tx& tx, Actor const& actor, QuoteRow const& quote);
Quote summary_of(Actor const& actor, QuoteRow quote, companies::Company const& company);
// For texts that are kept: what they depend on besides the quote, and how long what is shown now holds.
std::uint64_t view_for(Actor const& actor, companies::Company const& company, bool with_lines);
http::Span span_of(QuoteRow const& quote, Time now);
void insert_quote(db::Tx& tx, QuoteRow const& quote, std::vector<QuoteLine>& lines);
// Puts new lines in the place of the old ones.
void replace_lines(db::Tx& tx, QuoteRow const& quote, std::vector<QuoteLine>& lines);
// Rewrites the lines, each in its place.
void update_lines(db::Tx& tx, QuoteRow const& quote, std::vector<QuoteLine> const& lines);
void keep_revision(db::Tx& tx, Actor const& actor, QuoteRow const& quote);
// Writes the row with a new version and time, its audit entry and its event ("quote.accepted").
void save(db::Tx& tx, Actor const& actor, QuoteRow& quote, std::string const& action);
// Writes down which prices of lines were agreed: action "quote.prices_agreed", with what they were in the old lines, or
// what was calculated when there are none. Nothing when no price was agreed.
void record_agreed_prices(db::Tx& tx, Actor const& actor, QuoteRow const& quote, std::vector<QuoteLine> const& lines,
    std::vector<QuoteLine> const& old = {});
void publish(db::Tx& tx, Actor const& actor, QuoteRow const& quote, std::string const& action);

// Keeps the dashboard's counts.
void tally_status(
    db::Tx& tx, companies::Company const& company, std::optional<QuoteStatus> from, QuoteStatus to, Time now);

struct QuotePath {
    QuoteId quote_id;
};
BOOST_DESCRIBE_STRUCT(QuotePath, (), (quote_id))

BOOST_DEFINE_ENUM_CLASS(ReadQuoteRefusal, quote_not_found)
Outcome<http::Written<Quote>, ReadQuoteRefusal> read_quote(db::Tx&, Actor const&, QuotePath const&);

struct QuoteRevisions {
    std::vector<Json<Quote>> items; // oldest first, the current one not among them
};
BOOST_DESCRIBE_STRUCT(QuoteRevisions, (), (items))
Outcome<QuoteRevisions, ReadQuoteRefusal> read_revisions(db::Tx&, Actor const&, QuotePath const&);

timeline::Record record_of(Actor const& actor, QuoteRow const& quote);
Outcome<timeline::Timeline, ReadQuoteRefusal> quote_timeline(db::Tx&, Actor const&, QuotePath const&);

struct NoteQuote {
    QuoteId quote_id;
    Text<1, 4000> text;
    std::optional<bool> is_internal;             // not for the customer's eyes
    std::optional<timeline::Mentioned> mentions; // colleagues who are told of it
};
BOOST_DESCRIBE_STRUCT(NoteQuote, (), (quote_id, text, is_internal, mentions))
BOOST_DEFINE_ENUM_CLASS(
    NoteQuoteRefusal, quote_not_found, internal_note_not_allowed, mentions_need_internal_note, mentioned_user_not_found)
Outcome<timeline::Note, NoteQuoteRefusal> note_quote(db::Tx&, Actor const&, NoteQuote const&);

struct AcceptQuote {
    QuoteId quote_id;
    std::optional<Amount> agreed_total; // what the customer saw on the screen
};
BOOST_DESCRIBE_STRUCT(AcceptQuote, (), (quote_id, agreed_total))
BOOST_DEFINE_ENUM_CLASS(
    AcceptRefusal, quote_not_found, version_has_changed, quote_expired, illegal_transition, total_has_changed)
Outcome<Quote, AcceptRefusal> accept_quote(db::Tx&, Actor const&, AcceptQuote const&);

struct RejectQuote {
    QuoteId quote_id;
    std::optional<Text<0, 1000>> reason;
};
BOOST_DESCRIBE_STRUCT(RejectQuote, (), (quote_id, reason))
BOOST_DEFINE_ENUM_CLASS(RejectRefusal, quote_not_found, version_has_changed, quote_expired, illegal_transition)
Outcome<Quote, RejectRefusal> reject_quote(db::Tx&, Actor const&, RejectQuote const&);

struct CancelQuote {
    QuoteId quote_id;
    std::optional<Text<0, 1000>> reason;
};
BOOST_DESCRIBE_STRUCT(CancelQuote, (), (quote_id, reason))
BOOST_DEFINE_ENUM_CLASS(CancelQuoteRefusal, quote_not_found, version_has_changed, illegal_transition)
Outcome<Quote, CancelQuoteRefusal> cancel_quote(db::Tx&, Actor const&, CancelQuote const&);

BOOST_DEFINE_ENUM_CLASS(ReviewDecision, approve, change, ask)
struct LinePriceWish {
    QuoteLineId id;
    Amount unit_price; // of one piece; the line's total is so many times this
    std::optional<Text<0, 500>> price_reason;
};
BOOST_DESCRIBE_STRUCT(LinePriceWish, (), (id, unit_price, price_reason))
struct ReviewQuote {
    QuoteId quote_id;
    ReviewDecision decision = ReviewDecision::approve;
    // With change: the new total, tax included, or prices of single lines.
    std::optional<Amount> total;
    std::optional<std::vector<LinePriceWish>> lines;
    std::optional<Text<1, 2000>> message;
};
BOOST_DESCRIBE_STRUCT(ReviewQuote, (), (quote_id, decision, total, lines, message))
BOOST_DEFINE_ENUM_CLASS(ReviewRefusal, quote_not_found, version_has_changed, quote_expired, illegal_transition,
    total_required, message_required, invalid_total, total_and_lines, change_required, unknown_line, line_twice,
    invalid_unit_price)
Outcome<Quote, ReviewRefusal> review_quote(
    db::Tx&, Actor const&, ReviewQuote const&, materials::Catalogues& catalogues);

BOOST_DEFINE_ENUM_CLASS(SubmitRefusal, quote_not_found, version_has_changed, quote_expired, illegal_transition)
Outcome<Quote, SubmitRefusal> submit_quote(db::Tx&, Actor const&, QuotePath const&);

BOOST_DEFINE_ENUM_CLASS(BulkQuoteAction, approve, cancel, expire)
struct DecideQuote {
    QuoteId quote_id;
    BulkQuoteAction action = BulkQuoteAction::approve;
    std::optional<Text<0, 1000>> reason; // of a cancellation
};
BOOST_DESCRIBE_STRUCT(DecideQuote, (), (quote_id, action, reason))
http::Listing<QuoteRow, Quote> const& quote_listing();
// Tells customers and reviewers.
void add_notices(jobs::Registry& registry);

struct ConvertQuote {
    QuoteId quote_id;
    std::optional<identity::Address> shipping_address; // absent: the customer's own
};
BOOST_DESCRIBE_STRUCT(ConvertQuote, (), (quote_id, shipping_address))
BOOST_DEFINE_ENUM_CLASS(ConvertRefusal, quote_not_found, version_has_changed, quote_expired, illegal_transition,
    shipping_address_required, plan_limit_reached)
Outcome<http::Created<orders::SalesOrder>, ConvertRefusal> convert_quote(db::Tx&, Actor const&, ConvertQuote const&);

} // namespace guildhall::quotes
