#pragma once
// Rows of companies without knowing what they mean: read as JSON from one database, written into another, whichever
// engine either is. For moving and removing whole companies; everybody else has statements.
#include "db/transaction.hpp"
#include <boost/json/object.hpp>

namespace guildhall::db {

enum class ColumnKind { uuid, integer, real, text, blob };

struct TenantColumn {
    std::string name;
    ColumnKind kind = ColumnKind::text;
};

struct TenantTable {
    std::string name;
    std::vector<TenantColumn> columns;
    std::vector<std::size_t> key; // of the columns: the primary key behind company_id
};

// Every table whose rows belong to companies; those that others refer to come first.
std::vector<TenantTable> tenant_tables(Tx& tx);

// Gives every row of the company, in the order of the key, as one JSON object a row: integers and reals as numbers, ids
// as UUIDs, other bytes in base64.
using TakeRow = std::function<void(boost::json::object& row)>;
void read_rows(Tx& tx, TenantTable const& table, CompanyId company_id, TakeRow const& take);
std::int64_t count_rows(Tx& tx, TenantTable const& table, CompanyId company_id);

// Writes a row as read_rows gave it. A member that the table lacks, or a column that the row lacks, is a fault in
// words.
std::optional<std::string> write_row(Tx& tx, TenantTable const& table, boost::json::object const& row);

// Removes at most that many rows of the company from one of `all`; answers how many. Those that refer to others go
// first.
std::int64_t delete_rows(
    Tx& tx, std::vector<TenantTable> const& all, TenantTable const& table, CompanyId company_id, std::int64_t most);

} // namespace guildhall::db
