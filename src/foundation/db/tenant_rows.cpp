#include "db/tenant_rows.hpp"
#include "crypto/crypto.hpp"
#include "reflect/wire.hpp"
#include <algorithm>

namespace guildhall::db {
namespace {

namespace json = boost::json;

constexpr std::int64_t rows_at_once = 1'000;

Tables const catalogue{{"sqlite_master", "pragma_table_info", "m", "c"}};

// Both engines number tables as they are made, and a table is made after those it refers to.
constexpr char const* catalogue_sql =
    "/*sqlite: SELECT m.name, c.name, c.type, c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c "
    "WHERE m.type = 'table' ORDER BY m.rowid, c.cid */"
    "/*pg: SELECT t.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), "
    "COALESCE(array_position(i.indkey::int2[], a.attnum) + 1, 0)::bigint "
    "FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary "
    "WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace ORDER BY t.oid, a.attnum */";

ColumnKind kind_of(std::string_view type)
{
    if (type == "uuid") return ColumnKind::uuid;
    if (type == "INTEGER" || type == "bigint") return ColumnKind::integer;
    if (type == "REAL" || type == "double precision") return ColumnKind::real;
    if (type == "BLOB" || type == "bytea") return ColumnKind::blob;
    return ColumnKind::text;
}

std::string names_of(TenantTable const& table)
{
    std::string names;
    for (auto const& column : table.columns) (names += names.empty() ? "" : ", ") += column.name;
    return names;
}

std::string key_names(TenantTable const& table)
{
    std::string names;
    for (auto const at : table.key) (names += names.empty() ? "" : ", ") += table.columns[at].name;
    return names;
}

std::string marks(std::size_t count)
{
    std::string text = count > 0 ? "?" : "";
    for (std::size_t i = 1; i < count; ++i) text += ", ?";
    return text;
}

json::value value_of(Execution const& row, int at, ColumnKind kind)
{
    if (row.is_null(at)) return nullptr;
    switch (kind) {
    case ColumnKind::integer: return row.integer(at);
    case ColumnKind::real: return row.real(at);
    case ColumnKind::text: return json::string(row.text(at));
    case ColumnKind::uuid: return json::string(to_string(row.uuid(at)));
    case ColumnKind::blob: break;
    }
    // SQLite does not tell ids from other bytes. Sixteen of them read back the same whatever they are.
    auto const bytes = row.bytes(at);
    if (bytes.size() == 16) return json::string(to_string(row.uuid(at)));
    return json::string(crypto::base64(bytes));
}

// False when the value is of another kind than the column.
bool bind_json(Execution& statement, int at, ColumnKind kind, json::value const& value)
{
    if (value.is_null()) return statement.bind_null(at), true;
    if (kind == ColumnKind::integer) {
        boost::system::error_code error;
        auto const number = value.to_number<std::int64_t>(error);
        if (!error) statement.bind_integer(at, number);
        return !error;
    }
    if (kind == ColumnKind::real) {
        boost::system::error_code error;
        auto const number = value.to_number<double>(error);
        if (!error) statement.bind_real(at, number);
        return !error;
    }
    if (!value.is_string()) return false;
    std::string_view const text = value.get_string();
    if (kind == ColumnKind::text) return statement.bind_text(at, text), true;
    auto const id = parse_uuid(text);
    if (id) return statement.bind_uuid(at, *id), true;
    auto const bytes = kind == ColumnKind::blob ? crypto::from_base64(text) : std::nullopt;
    if (bytes) statement.bind_bytes(at, *bytes);
    return bytes.has_value();
}

} // namespace

std::vector<TenantTable> tenant_tables(Tx& tx)
{
    struct Known {
        TenantTable table;
        std::vector<std::pair<std::int64_t, std::size_t>> key; // place in the primary key, column
    };
    std::vector<Known> all;
    auto rows = tx.start(catalogue, catalogue_sql);
    while (rows->step()) {
        auto const name = std::string(rows->text(0));
        if (all.empty() || all.back().table.name != name) all.push_back({{name, {}, {}}, {}});
        auto& [table, key] = all.back();
        if (auto const place = rows->integer(3); place > 0) key.emplace_back(place, table.columns.size());
        table.columns.push_back({std::string(rows->text(1)), kind_of(rows->text(2))});
    }
    std::vector<TenantTable> found;
    for (auto& [table, key] : all) {
        std::ranges::sort(key);
        if (key.empty() || table.columns[key.front().second].name != "company_id") continue;
        for (auto const& [place, column] : key)
            if (place != key.front().first) table.key.push_back(column);
        found.push_back(std::move(table));
    }
    return found;
}

void read_rows(Tx& tx, TenantTable const& table, CompanyId company_id, TakeRow const& take)
{
    Tables const only{{table.name}};
    auto const key = key_names(table);
    auto const select = "SELECT " + names_of(table) + " FROM " + table.name + " WHERE company_id = ?";
    auto const order = key.empty() ? std::string{} : " ORDER BY " + key + " LIMIT " + std::to_string(rows_at_once);
    auto const further = " AND (" + key + ") > (" + marks(table.key.size()) + ")";
    std::vector<json::value> last;
    for (;;) {
        std::int64_t seen = 0;
        {
            auto rows = tx.start(only, select + (last.empty() ? "" : further) + order);
            int at = 0;
            rows->bind_uuid(++at, company_id.uuid);
            for (std::size_t i = 0; i < last.size(); ++i)
                check(bind_json(*rows, ++at, table.columns[table.key[i]].kind, last[i]), "a key reads back as it was");
            while (rows->step()) {
                ++seen;
                json::object row;
                for (std::size_t i = 0; i < table.columns.size(); ++i)
                    row[table.columns[i].name] = value_of(*rows, static_cast<int>(i), table.columns[i].kind);
                last.clear();
                for (auto const column : table.key) last.push_back(row[table.columns[column].name]);
                take(row);
            }
        }
        if (key.empty() || seen < rows_at_once) return;
    }
}

std::int64_t count_rows(Tx& tx, TenantTable const& table, CompanyId company_id)
{
    auto row = tx.start({{table.name}}, "SELECT COUNT(*) FROM " + table.name + " WHERE company_id = ?");
    row->bind_uuid(1, company_id.uuid);
    check(row->step(), "a count has a row");
    return row->integer(0);
}

std::optional<std::string> write_row(Tx& tx, TenantTable const& table, json::object const& row)
{
    Tables const only{{table.name}};
    if (row.size() != table.columns.size()) return table.name + ": the columns are others";
    auto insert = tx.start(
        only, "INSERT INTO " + table.name + " (" + names_of(table) + ") VALUES (" + marks(table.columns.size()) + ")");
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        auto const* value = row.if_contains(table.columns[i].name);
        if (!value) return table.name + " lacks " + table.columns[i].name;
        if (!bind_json(*insert, static_cast<int>(i) + 1, table.columns[i].kind, *value))
            return table.name + "." + table.columns[i].name + " is not of its kind";
    }
    insert->perform();
    return std::nullopt;
}

std::int64_t delete_rows(
    Tx& tx, std::vector<TenantTable> const& all, TenantTable const& table, CompanyId company_id, std::int64_t most)
{
    Tables every; // the engine looks into those that might refer to these rows
    for (auto const& one : all) every.names.push_back(one.name);
    auto const key = key_names(table);
    auto const from = " FROM " + table.name + " WHERE company_id = ?";
    auto const some = key.empty() ? std::string{}
                                  : " AND (" + key + ") IN (SELECT " + key + from + " ORDER BY " + key + " LIMIT " +
                                        std::to_string(most) + ")";
    auto remove = tx.start(every, "DELETE" + from + some);
    remove->bind_uuid(1, company_id.uuid);
    if (!key.empty()) remove->bind_uuid(2, company_id.uuid);
    return remove->changed_rows();
}

} // namespace guildhall::db
