#include "http/listing.hpp"
#include "list_values.hpp"
#include <algorithm>

namespace guildhall::http {
namespace {

Problem bad_parameter(std::string const& name, std::string_view code, std::string const& message)
{
    Problem problem{400, std::string(code), "\"" + name + "\" " + message + ".", {}, {}};
    problem.errors.push_back({"/" + name, std::string(code), message});
    return problem;
}

constexpr std::string_view company_mark = "\x01company"; // replaced by the company when bound

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    for (;;) {
        auto const at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == text.npos) return parts;
        text.remove_prefix(at + 1);
    }
}

constexpr std::pair<std::string_view, std::string_view> operators[] = {
    {"gte", ">="}, {"lte", "<="}, {"gt", ">"}, {"lt", "<"}, {"ne", "<>"}, {"isnull", ""}};

std::optional<Problem> read_filter(ListingFacts const& facts, std::vector<Column> const& columns,
    std::string const& name, std::string const& value, ListRequest& request)
{
    auto const at = name.find("__");
    auto const base = name.substr(0, at);
    auto const suffix = at == name.npos ? std::string{} : name.substr(at + 2);
    auto const column = std::ranges::find(columns, std::string_view(base), &Column::name);
    if (std::ranges::find(facts.filters, std::string_view(base)) == facts.filters.end() || column == columns.end())
        return bad_parameter(name, "unknown_filter", "is not a filter of this list");
    auto const operation =
        std::ranges::find(operators, std::string_view(suffix), &std::pair<std::string_view, std::string_view>::first);
    if (!suffix.empty() && suffix != "in" && operation == std::end(operators))
        return bad_parameter(name, "unknown_operator", "may end in __gte, __lte, __gt, __lt, __ne, __in or __isnull");
    if (suffix == "isnull") {
        if (value != "true" && value != "false") return bad_parameter(name, "invalid_value", "must be true or false");
        request.conditions.push_back({base + (value == "true" ? " IS NULL" : " IS NOT NULL")});
        return {};
    }
    auto const values = suffix.empty() || suffix == "in" ? split(value, ',') : std::vector{value};
    if (values.size() > 50) return bad_parameter(name, "too_many", "takes at most 50 values");
    std::string marks;
    for (auto const& one : values) {
        auto bound = parse_bound(*column, request.money_digits, one);
        if (!bound) return bad_parameter(name, "invalid_value", bound.error());
        request.bounds.push_back(std::move(*bound));
        marks += marks.empty() ? "?" : ", ?";
    }
    if (values.size() == 1 && (suffix.empty() || suffix == "in"))
        request.conditions.push_back({base + " = ?"});
    else if (suffix.empty() || suffix == "in")
        request.conditions.push_back({base + " IN (" + marks + ")", base});
    else
        request.conditions.push_back({base + " " + std::string(operation->second) + " ?", base});
    return {};
}

// Every word of the search must begin some term of the row.
std::optional<Problem> read_search(ListingFacts const& facts, std::string const& value, ListRequest& request)
{
    if (facts.search_table.empty()) return bad_parameter("search", "unknown_parameter", "is not offered by this list");
    std::size_t words = 0;
    for (auto word : split(value, ' ')) {
        if (word.empty()) continue;
        if (++words > 5) return bad_parameter("search", "too_many", "takes at most 5 words");
        std::ranges::transform(
            word, word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        request.conditions.push_back({"id IN (SELECT id FROM " + std::string(facts.search_table) +
                                      " WHERE company_id = ? AND term >= ? AND term < ?)"});
        request.bounds.emplace_back(std::string(company_mark));
        request.bounds.emplace_back(word);
        request.bounds.emplace_back(word + "\xF4\x8F\xBF\xBF"); // U+10FFFF: behind every continuation
    }
    return {};
}

std::string_view column_ordered_by(ListingFacts const& facts, std::string_view ordering)
{
    return ordering == facts.grows_with_id ? "id" : ordering;
}

std::optional<Problem> read_ordering(ListingFacts const& facts, std::string_view value, ListRequest& request)
{
    request.descending = value.starts_with('-');
    request.order_column = value.substr(request.descending ? 1 : 0);
    if (std::ranges::find(facts.orderings, std::string_view(request.order_column)) != facts.orderings.end()) {
        request.order_column = column_ordered_by(facts, request.order_column);
        return {};
    }
    std::string allowed;
    for (auto const& o : facts.orderings) allowed += (allowed.empty() ? "" : ", ") + std::string(o);
    return bad_parameter(
        "ordering", "unknown_ordering", "must be one of " + allowed + ", with - in front for descending");
}

std::optional<Problem> read_number(
    std::string const& name, std::string const& value, std::int64_t max, std::int64_t& into)
{
    auto const v = parse_integer(value);
    if (!v || *v < 1 || *v > max)
        return bad_parameter(name, "invalid_value", "must be from 1 to " + std::to_string(max));
    into = *v;
    return {};
}

std::optional<Problem> read_parameter(ListingFacts const& facts, std::vector<Column> const& columns,
    std::string const& name, std::string const& value, ListRequest& request)
{
    if (name == "page") return read_number(name, value, 1'000'000, request.page);
    if (name == "page_size") return read_number(name, value, 100, request.page_size);
    if (name == "ordering") return read_ordering(facts, value, request);
    if (name == "search") return read_search(facts, value, request);
    if (name == "fields") return request.fields = split(value, ','), std::nullopt;
    if (name == "total") {
        if (value != "true" && value != "false") return bad_parameter(name, "invalid_value", "must be true or false");
        request.want_total = value == "true";
        return {};
    }
    if (name == "cursor") {
        if (value.empty()) return bad_parameter(name, "invalid_value", "must be a next_cursor of this list");
        request.cursor = value; // read when the ordering is known
        return {};
    }
    return read_filter(facts, columns, name, value, request);
}

constexpr char const* shared_parameter = "shared_with_me";

// Whose rows: the caller's own, everybody's for who sees them, or those that others share with the caller.
std::optional<Problem> read_whose(
    ListingFacts const& facts, Actor const& actor, Query const& query, ListRequest& request)
{
    auto const caller = actor.user_id && !actor.api_key_id ? actor.user_id->uuid : Uuid{};
    auto const shared = facts.shared_with_user.empty() ? std::vector<std::string_view>{} : query.all(shared_parameter);
    if (!shared.empty() && shared.front() != "true" && shared.front() != "false")
        return bad_parameter(shared_parameter, "invalid_value", "must be true or false");
    if (!shared.empty() && shared.front() == "true") {
        request.conditions.push_back({"id IN (" + std::string(facts.shared_with_user) + ")"});
        request.bounds.emplace_back(std::string(company_mark));
        request.bounds.emplace_back(caller);
    } else if (!facts.owner_column.empty() && !(facts.sees_all && actor.may(*facts.sees_all))) {
        request.conditions.push_back({std::string(facts.owner_column) + " = ?"});
        request.bounds.emplace_back(caller);
    }
    return {};
}

// One that many rows of different places in the order may fulfil.
bool is_loose(ListRequest const& request, Condition const& condition)
{
    return !condition.many_of.empty() && condition.many_of != request.order_column;
}

std::string where_clause(ListingFacts const& facts, ListRequest const& request, bool walks = false)
{
    std::string where = " WHERE company_id = ?";
    if (!facts.fixed_condition.empty()) where += " AND " + std::string(facts.fixed_condition);
    for (auto const& condition : request.conditions) {
        where += " AND ";
        if (walks && is_loose(request, condition)) where += "/*sqlite:+*/"; // takes its index from it
        where += condition.sql;
    }
    return where;
}

} // namespace

std::vector<std::function<ListingProof()>>& listing_registry()
{
    static std::vector<std::function<ListingProof()>> all;
    return all;
}

std::expected<ListRequest, Problem> read_list_request(ListingFacts const& facts, std::vector<Column> const& columns,
    Actor const& actor, Query const& query, Currency currency)
{
    ListRequest request;
    request.money_digits = minor_digits(currency);
    read_ordering(facts, facts.default_ordering, request);
    if (auto problem = read_whose(facts, actor, query, request)) return std::unexpected(std::move(*problem));
    for (auto const& [name, value] : query.parameters) {
        if (query.all(name).size() > 1)
            return std::unexpected(bad_parameter(name, "repeated_parameter", "is given twice"));
        if (name == shared_parameter && !facts.shared_with_user.empty()) continue; // read above
        if (auto problem = read_parameter(facts, columns, name, value, request))
            return std::unexpected(std::move(*problem));
    }
    auto const column = std::ranges::find(columns, std::string_view(request.order_column), &Column::name);
    check(column != columns.end(), "an ordering names a column of the row");
    if (!request.cursor.empty()) request.after = decode_cursor(facts, request, column->kind);
    if (!request.cursor.empty() && !request.after)
        return std::unexpected(
            bad_parameter("cursor", "invalid_value", "must be a next_cursor of this list and ordering"));
    return request;
}

bool filters_money(std::vector<Column> const& columns, Query const& query)
{
    return std::ranges::any_of(query.parameters, [&](auto const& parameter) {
        auto const base = std::string_view(parameter.first).substr(0, parameter.first.find("__"));
        auto const column = std::ranges::find(columns, base, &Column::name);
        return column != columns.end() && column->kind == ColumnKind::money;
    });
}

std::string select_sql(ListingFacts const& facts, std::string_view columns, ListRequest const& request)
{
    auto sql = "SELECT " + std::string(columns) + " FROM " + std::string(facts.table) +
               where_clause(facts, request, request.walks_in_order);
    auto const& order = request.order_column;
    auto const direction = request.descending ? " DESC" : " ASC";
    if (request.after) sql += " AND (" + order + ", id) " + (request.descending ? "<" : ">") + " (?, ?)";
    sql += " ORDER BY " + order + direction + ", id" + direction + " LIMIT " + std::to_string(request.page_size + 1);
    if (request.page > 1 && !request.after) sql += " OFFSET " + std::to_string((request.page - 1) * request.page_size);
    return sql;
}

std::string enough_sql(ListingFacts const& facts, ListRequest const& request)
{
    return "SELECT 1 FROM " + std::string(facts.table) + where_clause(facts, request) + " LIMIT 1 OFFSET " +
           std::to_string(enough_to_walk - 1);
}

std::string count_sql(ListingFacts const& facts, ListRequest const& request)
{
    return "SELECT COUNT(*) FROM " + std::string(facts.table) + where_clause(facts, request);
}

void bind_bounds(db::Execution& execution, CompanyId company, ListRequest const& request, bool with_position)
{
    int at = 0;
    auto const bind = [&](Bound const& bound) {
        ++at;
        if (auto const* text = std::get_if<std::string>(&bound)) {
            if (*text == company_mark)
                execution.bind_uuid(at, company.uuid);
            else
                execution.bind_text(at, *text);
        } else if (auto const* integer = std::get_if<std::int64_t>(&bound))
            execution.bind_integer(at, *integer);
        else if (auto const* real = std::get_if<double>(&bound))
            execution.bind_real(at, *real);
        else
            execution.bind_uuid(at, std::get<Uuid>(bound));
    };
    execution.bind_uuid(++at, company.uuid);
    for (auto const& bound : request.bounds) bind(bound);
    if (!with_position || !request.after) return;
    bind(request.after->first);
    execution.bind_uuid(++at, request.after->second);
}

Bound read_bound(db::Execution const& row, int at, ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::text:
    case ColumnKind::word: return std::string(row.text(at));
    case ColumnKind::real: return row.real(at);
    case ColumnKind::id: return row.uuid(at);
    default: return row.integer(at);
    }
}

void choose_way(db::Tx& tx, ListingFacts const& facts, Actor const& actor, ListRequest& request)
{
    auto const loose = [&](Condition const& condition) { return is_loose(request, condition); };
    if (std::ranges::none_of(request.conditions, loose)) return;
    auto found = tx.start(*facts.tables, enough_sql(facts, request));
    bind_bounds(*found, actor.company_id, request, false);
    request.walks_in_order = found->step();
}

std::int64_t count_rows(db::Tx& tx, ListingFacts const& facts, Actor const& actor, ListRequest const& request)
{
    auto cursor = tx.start(*facts.tables, count_sql(facts, request));
    bind_bounds(*cursor, actor.company_id, request, false);
    check(cursor->step(), "a count has a row");
    return cursor->integer(0);
}

std::vector<std::string> sample_sql(
    ListingFacts const& facts, std::vector<Column> const& columns, std::string_view selected)
{
    std::vector<std::string> texts;
    for (auto const& order : facts.orderings)
        for (bool const owned : {false, true}) {
            if (owned && facts.owner_column.empty()) continue;
            ListRequest request;
            request.order_column = column_ordered_by(facts, order);
            if (owned) request.conditions.push_back({std::string(facts.owner_column) + " = ?"});
            texts.push_back(select_sql(facts, selected, request));
            texts.push_back(count_sql(facts, request));
            request.after = {Bound(std::int64_t{0}), Uuid{}};
            texts.push_back(select_sql(facts, selected, request));
        }
    for (auto const& filter : facts.filters) {
        check(std::ranges::find(columns, filter, &Column::name) != columns.end(), "a filter names a column of the row");
        ListRequest request;
        request.order_column = facts.orderings.front();
        request.conditions.push_back({std::string(filter) + " >= ?", std::string(filter)});
        texts.push_back(enough_sql(facts, request));
        request.walks_in_order = true;
        texts.push_back(select_sql(facts, selected, request));
        request.conditions.back() = {std::string(filter) + " = ?"};
        texts.push_back(select_sql(facts, selected, request));
    }
    if (!facts.shared_with_user.empty()) {
        ListRequest request;
        request.order_column = facts.orderings.front();
        request.conditions.push_back({"id IN (" + std::string(facts.shared_with_user) + ")"});
        texts.push_back(select_sql(facts, selected, request));
        texts.push_back(count_sql(facts, request));
    }
    if (!facts.search_table.empty()) {
        ListRequest request;
        request.order_column = facts.orderings.front();
        read_search(facts, "word", request);
        texts.push_back(select_sql(facts, selected, request));
    }
    return texts;
}

RouteDocument document_listing(ListingFacts const& facts, std::vector<Column> const& columns,
    reflect::json::value item_schema, reflect::json::value item_example, std::string_view item_name,
    reflect::SchemaBook& book)
{
    namespace json = reflect::json;
    json::object parameters{{"page", {{"type", "integer"}, {"minimum", 1}}},
        {"page_size", {{"type", "integer"}, {"minimum", 1}, {"maximum", 100}, {"default", 20}}},
        {"cursor", {{"type", "string"}, {"description", "next_cursor of the page before; takes the place of page"}}},
        {"fields", {{"type", "string"}, {"description", "names of the members to send, separated by commas"}}},
        {"total", {{"type", "boolean"}, {"default", true}, {"description", "false saves the counting"}}}};
    json::array orderings;
    for (auto const& order : facts.orderings) {
        orderings.emplace_back(json::string(order));
        orderings.emplace_back("-" + std::string(order));
    }
    parameters["ordering"] = {
        {"type", "string"}, {"enum", std::move(orderings)}, {"default", json::string(facts.default_ordering)}};
    if (!facts.search_table.empty())
        parameters["search"] = {{"type", "string"}, {"description", "words that must all begin a word of the record"}};
    if (!facts.shared_with_user.empty())
        parameters[shared_parameter] = {
            {"type", "boolean"}, {"default", false}, {"description", "true: what others share with the caller"}};
    for (auto const& filter : facts.filters) {
        auto const column = std::ranges::find(columns, filter, &Column::name);
        parameters[filter] = {{"type", "string"}, {"description", "one value, or several separated by commas"}};
        if (column->kind == ColumnKind::text || column->kind == ColumnKind::word || column->kind == ColumnKind::id)
            continue;
        for (auto const* suffix : {"__gte", "__lte"}) parameters[std::string(filter) + suffix] = {{"type", "string"}};
    }
    auto const name = std::string(item_name) + "List";
    if (book.enter(name, name))
        book[name] = {{"type", "object"}, {"additionalProperties", false},
            {"required", {"items", "total", "page", "page_size", "next_cursor"}},
            {"properties", {{"items", {{"type", "array"}, {"items", std::move(item_schema)}}},
                               {"total", {{"type", {"integer", "null"}}}}, {"page", {{"type", "integer"}}},
                               {"page_size", {{"type", "integer"}}}, {"next_cursor", {{"type", {"string", "null"}}}}}}};
    RouteDocument document;
    document.path_schemas = json::object{};
    document.query_schema = {{"type", "object"}, {"properties", std::move(parameters)}};
    document.answer_schema = reflect::reference_to(name);
    document.answer_example = {{"items", json::array{std::move(item_example)}}, {"total", 1}, {"page", 1},
        {"page_size", 20}, {"next_cursor", nullptr}};
    return document;
}

} // namespace guildhall::http
