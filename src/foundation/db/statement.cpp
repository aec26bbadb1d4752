#include "db/statement.hpp"

namespace guildhall::db {
namespace {

std::vector<Statement const*>& registry()
{
    static std::vector<Statement const*> all;
    return all;
}

} // namespace

Statement::Statement(Tables const& tables, std::string sql, Reach reach)
    : tables_(&tables)
    , sql_(std::move(sql))
    , reach_(reach)
    , index_(registry().size())
{
    registry().push_back(this);
}

std::vector<Statement const*> const& Statement::all() { return registry(); }

} // namespace guildhall::db
