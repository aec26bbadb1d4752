#pragma once
// SQL with a name and an owner. Every statement of the program registers itself, so that one test prepares them all
// and reads their plans.
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::db {

// The tables a module owns. A statement that names another module's table does not prepare (SQLite authorizer).
struct Tables {
    std::vector<std::string_view> names;
};

// Company statements must reach every row through its company_id. The rare others say so here, and are counted.
enum class Reach { one_company, all_companies };

// SQL in the dialect both engines share: `?` parameters, and `/*pg: … */` for what only PostgreSQL may see.
class Statement {
public:
    Statement(Tables const& tables, std::string sql, Reach reach = Reach::one_company);
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;

    Tables const& tables() const { return *tables_; }
    std::string const& sql() const { return sql_; }
    Reach reach() const { return reach_; }
    // Place in all(); sessions cache prepared statements by it.
    std::size_t index() const { return index_; }
    static std::vector<Statement const*> const& all();

private:
    Tables const* tables_;
    std::string sql_;
    Reach reach_;
    std::size_t index_;
};

} // namespace guildhall::db
