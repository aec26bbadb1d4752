// Reading and writing quotes: the parts that all use cases share.
#include "audit/audit.hpp"
#include "http/search_terms.hpp"
#include "jobs/outbox.hpp"
#include "quote.hpp"

namespace guildhall::quotes {
namespace {

struct LineRow : QuoteLine {
    CompanyId company_id;
    QuoteId quote_id;
};
BOOST_DESCRIBE_STRUCT(LineRow, (QuoteLine), (company_id, quote_id))

struct QuoteChanged {
    std::string number;
    QuoteStatus status = QuoteStatus::draft;
    UserId customer_id;
    std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(QuoteChanged, (), (number, status, customer_id, revision))

// Whose it is and when it changed.
struct StampRow {
    UserId customer_id;
    std::int64_t version = 1;
    Time updated_at;
};
BOOST_DESCRIBE_STRUCT(StampRow, (), (customer_id, version, updated_at))

struct AgreedPrice {
    std::int64_t position = 0;
    std::string file_name;
    std::int64_t quantity = 1;
    Money unit_price;
    std::optional<std::string> price_reason;
};
BOOST_DESCRIBE_STRUCT(AgreedPrice, (), (position, file_name, quantity, unit_price, price_reason))
struct AgreedPrices {
    Currency currency;
    std::vector<AgreedPrice> prices;
};
BOOST_DESCRIBE_STRUCT(AgreedPrices, (), (currency, prices))

struct RevisionRow {
    CompanyId company_id;
    QuoteId quote_id;
    std::int64_t revision = 1;
    Json<Quote> body;
    Time replaced_at;
};
BOOST_DESCRIBE_STRUCT(RevisionRow, (), (company_id, quote_id, revision, body, replaced_at))

db::Insert<QuoteRow> const insert_row{tables, "quote"};
db::Update<QuoteRow> const update_row{tables, "quote"};
db::Find<QuoteRow, CompanyId, QuoteId> const find_row{tables, "FROM quote WHERE company_id = ? AND id = ?"};
db::Find<StampRow, CompanyId, QuoteId> const find_stamp{tables, "FROM quote WHERE company_id = ? AND id = ?"};
db::Insert<LineRow> const insert_line{tables, "quote_line"};
db::Update<LineRow> const update_line{tables, "quote_line"};
db::Change<CompanyId, QuoteId> const delete_lines{
    tables, "DELETE FROM quote_line WHERE company_id = ? AND quote_id = ?"};
db::Select<QuoteLine, CompanyId, QuoteId> const select_lines{
    tables, "FROM quote_line WHERE company_id = ? AND quote_id = ?"};
db::Insert<RevisionRow> const insert_revision{tables, "quote_revision"};
db::Select<RevisionRow, CompanyId, QuoteId> const select_revisions{
    tables, "FROM quote_revision WHERE company_id = ? AND quote_id = ? ORDER BY revision"};

std::string iso_date(std::chrono::year_month_day date)
{
    std::string text;
    append_date(text, date);
    return text;
}

std::string preview_url_of(files::FileId file_id)
{
    std::string url = "/api/v1/files/";
    url.reserve(url.size() + 50);
    append_text(url, file_id.uuid);
    return url += "/preview.png";
}

bool may_do(Actor const& actor, QuoteRow const& quote, QuoteAction action)
{
    if (action == QuoteAction::review) return actor.may(Right::quotes_manage);
    return actor.owns(quote.customer_id) || actor.may(Right::quotes_manage);
}

void add_terms(db::Tx& tx, QuoteRow const& quote, std::vector<QuoteLine> const& lines)
{
    http::keep_terms(tx, tables, "quote_term", quote.company_id, quote.id.uuid,
        http::search_terms(
            {quote.number, quote.customer_name, quote.customer_email, lines.empty() ? "" : lines.front().file_name}));
}

} // namespace

std::optional<QuoteRow> find_quote(db::Tx& tx, CompanyId company_id, QuoteId quote_id)
{
    return find_row(tx, company_id, quote_id);
}

std::optional<QuoteRow> find_visible(db::Tx& tx, Actor const& actor, QuoteId quote_id)
{
    auto quote = find_row(tx, actor.company_id, quote_id);
    if (!quote || !(actor.owns(quote->customer_id) || actor.may(Right::quotes_read))) return std::nullopt;
    return quote;
}

std::optional<QuoteRow> find_own(db::Tx& tx, Actor const& actor, QuoteId quote_id)
{
    auto quote = find_row(tx, actor.company_id, quote_id);
    if (!quote || !(actor.owns(quote->customer_id) || actor.may(Right::quotes_manage))) return std::nullopt;
    return quote;
}

std::vector<QuoteLine> lines_of(db::Tx& tx, QuoteRow const& quote)
{
    auto lines = select_lines(tx, quote.company_id, quote.id);
    std::ranges::sort(lines, {}, &QuoteLine::position); // the engine would copy these long rows to sort them
    return lines;
}

void change_places(QuoteLine& line, int from, int to)
{
    auto const change = [&]<class T>(
                            Json<T>& json) { json.text = reflect::to_json(db::stored_json<T>(json.text, from), to); };
    if (from == to) return;
    change(line.price_breaks);
    change(line.breakdown);
}

void hide_inside(Actor const& actor, QuoteLine& line, int digits)
{
    if (actor.may(Right::catalogue_read)) return;
    auto const whole = db::stored_json<std::vector<pricing::CostLine>>(line.breakdown.text, digits);
    line.breakdown.text = reflect::to_json(materials::breakdown_for(actor, whole), digits);
}

void show_lines(Actor const& actor, Quote& quote)
{
    auto const digits = minor_digits(quote.currency);
    for (auto& line : quote.lines) {
        change_places(line, kept_digits, digits);
        hide_inside(actor, line, digits);
    }
}

Quote summary_of(Actor const& actor, QuoteRow row, companies::Company const& company)
{
    auto const status = status_at(row, actor.now);
    std::vector<QuoteAction> actions;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<QuoteAction>>([&](auto d) {
        if (allows(status, d.value) && may_do(actor, row, d.value)) actions.push_back(d.value);
    });
    std::optional<std::string> preview;
    if (row.first_file_id) preview = preview_url_of(*row.first_file_id);
    // The last day on which it can be accepted.
    auto const last_day = companies::local_date(company, row.expires_at - std::chrono::microseconds(1));
    return {row.id, std::move(row.number), row.customer_id, std::move(row.customer_name), std::move(row.customer_email),
        status, row.revision, row.currency, row.subtotal, std::move(row.rush), row.rush_fee, row.adjustment,
        std::move(row.tax_name), row.tax_rate_ppm, row.tax, row.total, row.lead_time_days, row.line_count,
        std::move(preview), std::move(row.note), std::move(row.review_reason), std::move(row.review_reasons),
        std::move(row.staff_message), std::move(row.reject_reason), iso_date(last_day), row.expires_at, row.approved_at,
        row.accepted_at, row.closed_at, row.converted_at, row.sales_order_id, row.created_at, row.updated_at,
        row.version, std::move(actions), {}};
}

Quote view_of(db::Tx& tx, Actor const& actor, QuoteRow const& row)
{
    auto quote = summary_of(actor, row, companies::get_company(tx, row.company_id));
    quote.lines = lines_of(tx, row);
    show_lines(actor, quote);
    return quote;
}

void insert_quote(db::Tx& tx, QuoteRow const& quote, std::vector<QuoteLine>& lines)
{
    insert_row(tx, quote);
    tally_status(tx, companies::get_company(tx, quote.company_id), {}, quote.status, quote.created_at);
    for (auto& line : lines) {
        line.id = tx.new_id<QuoteLineId>();
        insert_line(tx, LineRow{line, quote.company_id, quote.id});
    }
    add_terms(tx, quote, lines);
}

void replace_lines(db::Tx& tx, QuoteRow const& quote, std::vector<QuoteLine>& lines)
{
    delete_lines(tx, quote.company_id, quote.id);
    for (auto& line : lines) {
        line.id = tx.new_id<QuoteLineId>();
        insert_line(tx, LineRow{line, quote.company_id, quote.id});
    }
    add_terms(tx, quote, lines);
}

void update_lines(db::Tx& tx, QuoteRow const& quote, std::vector<QuoteLine> const& lines)
{
    for (auto const& line : lines) update_line(tx, LineRow{line, quote.company_id, quote.id});
}

void keep_revision(db::Tx& tx, Actor const& actor, QuoteRow const& quote)
{
    auto shown = summary_of(actor, quote, companies::get_company(tx, quote.company_id));
    shown.lines = lines_of(tx, quote);
    for (auto& line : shown.lines) change_places(line, kept_digits, minor_digits(quote.currency));
    shown.allowed_actions.clear();
    insert_revision(tx, {quote.company_id, quote.id, quote.revision, {reflect::to_json(shown)}, actor.now});
}

void record_agreed_prices(db::Tx& tx, Actor const& actor, QuoteRow const& quote, std::vector<QuoteLine> const& lines,
    std::vector<QuoteLine> const& old)
{
    AgreedPrices before{quote.currency, {}}, after{quote.currency, {}};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const& line = lines[i];
        if (!line.calculated_unit_price) continue;
        AgreedPrice was{line.position, line.file_name, line.quantity, *line.calculated_unit_price, std::nullopt};
        if (!old.empty()) {
            was.unit_price = old.at(i).unit_price;
            was.price_reason = old.at(i).price_reason;
            if (was.unit_price == line.unit_price && was.price_reason == line.price_reason) continue;
        }
        before.prices.push_back(was);
        after.prices.push_back({line.position, line.file_name, line.quantity, line.unit_price, line.price_reason});
    }
    if (after.prices.empty()) return;
    audit::record(
        tx, actor, {"quote.prices_agreed", "quote", quote.id.uuid, reflect::to_json(before), reflect::to_json(after)});
}

void publish(db::Tx& tx, Actor const& actor, QuoteRow const& quote, std::string const& action)
{
    jobs::publish(tx, actor, "quote", quote.id, action,
        QuoteChanged{quote.number, quote.status, quote.customer_id, quote.revision});
}

void save(db::Tx& tx, Actor const& actor, QuoteRow& quote, std::string const& action)
{
    auto const company = companies::get_company(tx, quote.company_id);
    auto const before = find_row(tx, quote.company_id, quote.id);
    check(before.has_value(), "a quote that is saved exists");
    ++quote.version;
    quote.updated_at = actor.now;
    update_row(tx, quote);
    tally_status(tx, company, before->status, quote.status, actor.now);
    audit::record(tx, actor,
        {action, "quote", quote.id.uuid, reflect::to_json(summary_of(actor, *before, company)),
            reflect::to_json(summary_of(actor, quote, company))});
    publish(tx, actor, quote, action);
}

std::uint64_t view_for(Actor const& actor, companies::Company const& company, bool with_lines)
{
    // Who manages quotes may take all steps, whosever they are; others only with their own.
    auto const manages = actor.may(Right::quotes_manage);
    auto const owner = manages || actor.api_key_id ? std::nullopt : actor.user_id;
    return http::view_of_all(http::view_part(company.company_id.uuid), company.version, with_lines, manages,
        actor.may(Right::catalogue_read), owner ? http::view_part(owner->uuid) : 0);
}

http::Span span_of(QuoteRow const& quote, Time now)
{
    if (!is_open(quote.status)) return {};
    if (now < quote.expires_at) return {.until = quote.expires_at};
    return {.from = quote.expires_at};
}

Outcome<http::Written<Quote>, ReadQuoteRefusal> read_quote(db::Tx& tx, Actor const& actor, QuotePath const& wish)
{
    auto const stamp = find_stamp(tx, actor.company_id, wish.quote_id);
    if (!stamp || !(actor.owns(stamp->customer_id) || actor.may(Right::quotes_read)))
        return refuse(ReadQuoteRefusal::quote_not_found);
    auto const company = companies::get_company(tx, actor.company_id);
    http::TextKey const key{wish.quote_id.uuid, stamp->version, stamp->updated_at, view_for(actor, company, true)};
    http::Written<Quote> written{{}, stamp->version};
    if (http::kept_texts().append(key, actor.now, written.text)) return written;
    auto const quote = find_row(tx, actor.company_id, wish.quote_id);
    check(quote.has_value(), "a quote of this transaction is there");
    written.text = reflect::to_json(view_of(tx, actor, *quote));
    http::kept_texts().keep(key, span_of(*quote, actor.now), written.text);
    return written;
}

// A revision is kept whole, with its currency's places.
static Quote shown_to(Actor const& actor, Quote quote)
{
    for (auto& line : quote.lines) hide_inside(actor, line, minor_digits(quote.currency));
    return quote;
}

Outcome<QuoteRevisions, ReadQuoteRefusal> read_revisions(db::Tx& tx, Actor const& actor, QuotePath const& wish)
{
    auto const quote = find_visible(tx, actor, wish.quote_id);
    if (!quote) return refuse(ReadQuoteRefusal::quote_not_found);
    QuoteRevisions revisions;
    for (auto& row : select_revisions(tx, quote->company_id, quote->id))
        revisions.items.push_back({reflect::to_json(shown_to(actor, db::stored_json<Quote>(row.body.text)))});
    return revisions;
}

} // namespace guildhall::quotes
