#pragma once
// Lists with one grammar (PL-21): page, page_size, cursor, ordering, search, field filters with operators, fields,
// total. A listing is data: which columns may be filtered and ordered by; everything else follows from the row struct.
#include "db/queries.hpp"
#include "http/csv.hpp"
#include "http/presentation.hpp"
#include "http/route.hpp"
#include "http/uri.hpp"

namespace guildhall::http {

enum class ColumnKind { text, word, integer, real, boolean, money, time, id };

struct Column {
    std::string_view name;
    ColumnKind kind = ColumnKind::text;
    std::vector<std::string> words; // of an enum column
};

// One bound value of the generated SQL.
using Bound = std::variant<std::int64_t, double, std::string, Uuid>;

struct ListingFacts {
    db::Tables const* tables = nullptr;
    std::string_view table;
    std::vector<std::string_view> filters;   // columns
    std::vector<std::string_view> orderings; // columns with an index (company_id, column, id)
    std::string_view default_ordering = "-created_at";
    // One of the orderings, of a document number: ids grow with it, and as text 1000 would stand before 999.
    std::string_view grows_with_id = "";
    // Customers see rows only where this column is their own user id; empty: rows have no owner.
    std::string_view owner_column = "";
    std::optional<Right> sees_all = {}; // callers with this right see everybody's rows
    // Selects ids of rows that others share with somebody (company_id = ? AND user_id = ?), for ?shared_with_me=true.
    std::string_view shared_with_user = "";
    // A table (company_id, term, id) of lower-case search words, kept by the module; empty: no search=.
    std::string_view search_table = "";
    std::string_view fixed_condition = ""; // e.g. "deleted_at IS NULL"
    // The currency of the company's amounts, for filters on money; needed by lists that have some.
    Currency (*currency)(db::Tx&, CompanyId) = nullptr;
};

struct Condition {
    std::string sql;          // with `?`
    std::string many_of = {}; // the column of which it takes many values: a range, several words
};

// What the caller asked for, checked.
struct ListRequest {
    std::int64_t page = 1, page_size = 20;
    bool want_total = true;
    std::string order_column;
    bool descending = true;
    int money_digits = 2;                        // decimal places of the company's currency
    std::string cursor;                          // as given
    std::optional<std::pair<Bound, Uuid>> after; // what it says
    std::vector<Condition> conditions;
    bool walks_in_order = false; // see choose_way
    std::vector<Bound> bounds;
    std::vector<std::string> fields;
};

// Reads the parameters; every fault is a 400 that names the parameter.
std::expected<ListRequest, Problem> read_list_request(ListingFacts const& facts, std::vector<Column> const& columns,
    Actor const& actor, Query const& query, Currency currency = {});
// Whether a parameter compares an amount, so that the company's currency matters.
bool filters_money(std::vector<Column> const& columns, Query const& query);
std::string select_sql(ListingFacts const& facts, std::string_view columns, ListRequest const& request);
std::string count_sql(ListingFacts const& facts, ListRequest const& request);
void bind_bounds(db::Execution& execution, CompanyId company, ListRequest const& request, bool with_position);
std::int64_t count_rows(db::Tx& tx, ListingFacts const& facts, Actor const& actor, ListRequest const& request);
// SQLite finds the rows of a range by the range's index and sorts them all to show twenty, half a second for 100,000.
// When there are so many that twenty are soon met, walking in the list's order and looking at each is faster.
void choose_way(db::Tx& tx, ListingFacts const& facts, Actor const& actor, ListRequest& request);
inline constexpr std::int64_t enough_to_walk = 1'000;
std::string enough_sql(ListingFacts const& facts, ListRequest const& request);
// A column of the current row as it stands in a cursor.
Bound read_bound(db::Execution const& row, int at, ColumnKind kind);
// The position behind a row, for next_cursor.
std::string encode_cursor(ListingFacts const& facts, ListRequest const& request, Bound const& value, Uuid const& id);
// How many rows one CSV file may have; whoever wants more narrows the filter.
inline constexpr std::int64_t most_exported_rows = 100'000;
Problem too_many_to_export();
Answer problem_answer(Problem problem);
Download csv_download(std::string text, std::string const& name);
RouteDocument document_listing(ListingFacts const& facts, std::vector<Column> const& columns,
    reflect::json::value item_schema, reflect::json::value item_example, std::string_view item_name,
    reflect::SchemaBook& book);
// The document of a list's export, made from the list's own.
RouteDocument document_export(RouteDocument document);
// Every SQL text the listing can make with one filter at most; a test reads their plans.
std::vector<std::string> sample_sql(
    ListingFacts const& facts, std::vector<Column> const& columns, std::string_view selected);

// All listings of the program, so that one test can read all their plans.
struct ListingProof {
    db::Tables const* tables;
    std::vector<std::string> texts;
};
std::vector<std::function<ListingProof()>>& listing_registry();

template <class Field> Column describe_column(std::string_view name)
{
    if constexpr (reflect::is_optional<Field>)
        return describe_column<typename Field::value_type>(name);
    else if constexpr (reflect::DescribedEnum<Field>) {
        return {name, ColumnKind::word, reflect::word_list<Field>()};
    } else if constexpr (std::is_same_v<Field, bool>)
        return {name, ColumnKind::boolean, {}};
    else if constexpr (std::is_same_v<Field, Money>)
        return {name, ColumnKind::money, {}};
    else if constexpr (std::is_same_v<Field, Time>)
        return {name, ColumnKind::time, {}};
    else if constexpr (db::is_id<Field> || std::is_same_v<Field, Uuid>)
        return {name, ColumnKind::id, {}};
    else if constexpr (std::is_floating_point_v<Field>)
        return {name, ColumnKind::real, {}};
    else if constexpr (std::is_integral_v<Field> || db::is_whole<Field>)
        return {name, ColumnKind::integer, {}};
    else
        return {name, ColumnKind::text, {}};
}

template <class Row> std::vector<Column> describe_columns()
{
    std::vector<Column> columns;
    boost::mp11::mp_for_each<reflect::fields_of<Row>>([&](auto d) {
        using Field = std::remove_cvref_t<decltype(std::declval<Row>().*d.pointer)>;
        columns.push_back(describe_column<Field>(d.name));
    });
    return columns;
}

// The value of one column of a row, for cursors.
template <class Row> Bound bound_of(Row const& row, std::string_view column)
{
    Bound bound = std::int64_t{0};
    boost::mp11::mp_for_each<reflect::fields_of<Row>>([&](auto d) {
        if (column != d.name) return;
        auto const& v = row.*d.pointer;
        using Field = std::remove_cvref_t<decltype(v)>;
        if constexpr (std::is_same_v<Field, Time>)
            bound = std::int64_t(v.time_since_epoch().count());
        else if constexpr (std::is_same_v<Field, Money>)
            bound = v.minor;
        else if constexpr (std::is_floating_point_v<Field>)
            bound = v;
        else if constexpr (std::is_integral_v<Field>)
            bound = std::int64_t(v);
        else if constexpr (std::is_same_v<Field, std::string>)
            bound = v;
        else if constexpr (reflect::DescribedEnum<Field>)
            bound = std::string(reflect::word(v));
        else if constexpr (requires { v.uuid; }) // an id
            bound = v.uuid;
    });
    return bound;
}

// Row: the columns read. Item: what is shown. `presenter` runs once for a list, reads what all its items share, and
// answers with the function that makes an item from a row.
template <class Row, class Item> class Listing {
public:
    using Present = Presentation<Row, Item>;
    using Presenter = std::function<Present(db::Tx&, Actor const&)>;
    Listing(ListingFacts facts, Presenter presenter)
        : facts_(std::move(facts))
        , presenter_(std::move(presenter))
        , columns_(describe_columns<Row>())
        , selected_(db::column_list<Row>())
        , find_sql_("SELECT " + selected_ + " FROM " + std::string(facts_.table) + " WHERE company_id = ? AND id = ?")
    {
        listing_registry().push_back([this] {
            auto texts = sample_sql(facts_, columns_, selected_);
            texts.push_back(find_sql_);
            return ListingProof{facts_.tables, std::move(texts)};
        });
    }
    Listing(Listing const&) = delete;

    Answer answer(db::Tx& tx, Actor const& actor, Query const& query) const
    {
        auto request = request_of(tx, actor, query);
        if (!request) return Answer{request.error().status, {}, request.error(), {}, {}, {}};
        auto const mask = mask_of(*request);
        if (!mask) return unknown_field(*request);
        Answer answer;
        answer.body.reserve(static_cast<std::size_t>(request->page_size) * 1200 + 100);
        answer.body += R"({"items":[)";
        auto const cursor = write_items(tx, actor, *request, *mask, answer.body);
        reflect::JsonWriter w{answer.body};
        answer.body += R"(],"total":)";
        if (request->want_total)
            w.integer(count_rows(tx, facts_, actor, *request));
        else
            answer.body += "null";
        answer.body += R"(,"page":)";
        w.integer(request->page);
        answer.body += R"(,"page_size":)";
        w.integer(request->page_size);
        answer.body += R"(,"next_cursor":)";
        if (cursor)
            w.text(*cursor);
        else
            answer.body += "null";
        answer.body += '}';
        return answer;
    }
    // The first `most` rows that filters and search of this query mean, in its order; behind this position when given.
    std::expected<std::vector<Row>, Problem> rows(db::Tx& tx, Actor const& actor, Query const& query, std::int64_t most,
        std::optional<std::pair<Bound, Uuid>> after = {}) const
    {
        auto request = request_of(tx, actor, query);
        if (!request) return std::unexpected(request.error());
        request->page = 1;
        request->page_size = most;
        request->after = std::move(after);
        auto rows = read_rows(tx, actor, *request);
        if (std::cmp_greater(rows.size(), most)) rows.pop_back();
        return rows;
    }
    // How many there are.
    std::expected<std::int64_t, Problem> count(db::Tx& tx, Actor const& actor, Query const& query) const
    {
        auto const request = request_of(tx, actor, query);
        if (!request) return std::unexpected(request.error());
        return count_rows(tx, facts_, actor, *request);
    }
    // Everything the query means as CSV, its pages aside; for the work pool, as it takes its time.
    Answer export_csv(db::Tx& tx, Actor const& actor, Query const& query, std::string const& name) const
    {
        auto request = request_of(tx, actor, query);
        if (!request) return problem_answer(request.error());
        auto const mask = mask_of(*request);
        if (!mask) return unknown_field(*request);
        if (count_rows(tx, facts_, actor, *request) > most_exported_rows) return problem_answer(too_many_to_export());
        request->page = 1;
        request->page_size = 1'000;
        request->after.reset();
        CsvText csv(exported_names(*mask, request->fields.empty()));
        auto const present = presenter_(tx, actor);
        for (bool more = true; more;) {
            auto rows = read_rows(tx, actor, *request);
            more = std::cmp_greater(rows.size(), request->page_size);
            if (more) rows.pop_back();
            if (more) request->after = {bound_of(rows.back(), request->order_column), rows.back().id.uuid};
            for (auto& row : rows) csv.add_row(reflect::to_json(present.item(std::move(row))));
        }
        Answer answer;
        answer.download = csv_download(std::move(csv).take(), name);
        return answer;
    }
    RouteDocument document(reflect::SchemaBook& book) const
    {
        auto schema = reflect::schema<Item>(book);
        return document_listing(
            facts_, columns_, std::move(schema), reflect::example<Item>(), reflect::type_name<Item>(), book);
    }

private:
    std::expected<ListRequest, Problem> request_of(db::Tx& tx, Actor const& actor, Query const& query) const
    {
        auto const currency =
            facts_.currency && filters_money(columns_, query) ? facts_.currency(tx, actor.company_id) : Currency{};
        auto request = read_list_request(facts_, columns_, actor, query, currency);
        if (request) choose_way(tx, facts_, actor, *request);
        return request;
    }
    // The items of the page, separated by commas; answers with the cursor of the next page, if there is one.
    std::optional<std::string> write_items(db::Tx& tx, Actor const& actor, ListRequest const& request,
        reflect::FieldMask const& mask, std::string& body) const
    {
        auto const present = presenter_(tx, actor);
        if (present.view && request.fields.empty()) return write_kept_items(tx, actor, request, present, body);
        reflect::JsonWriter w{body};
        auto rows = read_rows(tx, actor, request);
        std::optional<std::string> cursor;
        if (std::cmp_greater(rows.size(), request.page_size)) {
            rows.pop_back();
            cursor = encode_cursor(facts_, request, bound_of(rows.back(), request.order_column), rows.back().id.uuid);
        }
        for (auto& row : rows) {
            if (&row != &rows.front()) body += ',';
            reflect::write_object(w, present.item(std::move(row)), request.fields.empty() ? nullptr : &mask);
        }
        return cursor;
    }
    std::optional<std::string> write_kept_items(
        db::Tx& tx, Actor const& actor, ListRequest const& request, Present const& present, std::string& body) const
    {
        std::vector<RowStamp> stamps;
        std::optional<std::string> cursor;
        {
            auto const column = std::ranges::find(columns_, std::string_view(request.order_column), &Column::name);
            Bound last = std::int64_t{0};
            auto found = tx.start(
                *facts_.tables, select_sql(facts_, "id, version, updated_at, " + request.order_column, request));
            bind_bounds(*found, actor.company_id, request, true);
            while (found->step()) {
                if (std::cmp_equal(stamps.size(), request.page_size)) {
                    cursor = encode_cursor(facts_, request, last, stamps.back().id);
                    break;
                }
                stamps.push_back(db::read_row<RowStamp>(*found));
                if (std::cmp_equal(stamps.size(), request.page_size)) last = read_bound(*found, 3, column->kind);
            }
        }
        for (auto const& stamp : stamps) {
            if (&stamp != &stamps.front()) body += ',';
            TextKey const key{stamp.id, stamp.version, stamp.updated_at, *present.view};
            if (!kept_texts().append(key, actor.now, body)) write_and_keep(tx, actor, key, present, body);
        }
        return cursor;
    }
    void write_and_keep(
        db::Tx& tx, Actor const& actor, TextKey const& key, Present const& present, std::string& body) const
    {
        auto row = [&] {
            auto found = tx.start(*facts_.tables, find_sql_);
            db::bind_all(*found, actor.company_id, key.id);
            check(found->step(), "a row of this transaction's list is there");
            return db::read_row<Row>(*found);
        }();
        auto const span = present.span(row, actor.now);
        auto const begin = body.size();
        reflect::JsonWriter w{body};
        reflect::write_object(w, present.item(std::move(row)), nullptr);
        kept_texts().keep(key, span, std::string_view(body).substr(begin));
    }
    // One row more than the page holds, when there is one.
    std::vector<Row> read_rows(db::Tx& tx, Actor const& actor, ListRequest const& request) const
    {
        std::vector<Row> rows;
        rows.reserve(static_cast<std::size_t>(request.page_size) + 1);
        auto cursor = tx.start(*facts_.tables, select_sql(facts_, selected_, request));
        bind_bounds(*cursor, actor.company_id, request, true);
        while (cursor->step()) rows.push_back(db::read_row<Row>(*cursor));
        return rows;
    }
    // Lists inside a record have no place in a table, unless somebody asks for them by name.
    static std::vector<std::string> exported_names(reflect::FieldMask const& mask, bool all)
    {
        std::vector<std::string> names;
        std::size_t index = 0;
        boost::mp11::mp_for_each<reflect::fields_of<Item>>([&](auto d) {
            using Field = std::remove_cvref_t<decltype(std::declval<Item>().*d.pointer)>;
            if (all ? !reflect::is_vector<Field> : mask.test(index)) names.emplace_back(d.name);
            ++index;
        });
        return names;
    }
    // Nothing when a name is not a field of Item.
    static std::optional<reflect::FieldMask> mask_of(ListRequest const& request)
    {
        reflect::FieldMask mask;
        static_assert(reflect::field_count<Item> <= 64);
        for (auto const& field : request.fields) {
            std::size_t index = 0;
            bool known = false;
            boost::mp11::mp_for_each<reflect::fields_of<Item>>([&](auto d) {
                if (field == d.name) mask.set(index), known = true;
                ++index;
            });
            if (!known) return std::nullopt;
        }
        return mask;
    }
    static Answer unknown_field(ListRequest const&)
    {
        Problem problem{400, "unknown_field", "fields= may name any of: ", {}, {}};
        boost::mp11::mp_for_each<reflect::fields_of<Item>>(
            [&](auto d) { problem.detail += std::string(d.name) + " "; });
        problem.errors.push_back({"/fields", "unknown_field", problem.detail});
        return Answer{400, {}, std::move(problem), {}, {}, {}};
    }
    ListingFacts facts_;
    Presenter presenter_;
    std::vector<Column> columns_;
    std::string selected_;
    std::string find_sql_;
};

} // namespace guildhall::http
