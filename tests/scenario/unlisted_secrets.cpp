#include "db/tenant_rows.hpp"
#include "scenario.hpp"
#include "secrets/sealed_column.hpp"

namespace guildhall::scenario {

std::set<std::string> unlisted_secrets(app::House& house)
{
    std::set<std::string> known, unlisted;
    for (auto const* column : secrets::SealedColumn::all()) known.insert(column->name());
    house.database().read(db::Scope::all_companies(), [&](db::Tx& tx) {
        auto const companies = companies::all_company_ids(tx);
        for (auto const& table : db::tenant_tables(tx))
            for (auto const& company : companies)
                db::read_rows(tx, table, company, [&](reflect::json::object& row) {
                    for (auto const& [name, value] : row) {
                        auto const column = table.name + "." + std::string(name);
                        // Bytes are read as base64, in which the mark is the same as in a column of text.
                        auto const sealed =
                            value.is_string() && value.as_string().starts_with(secrets::sealed_text_mark);
                        if (sealed && !known.contains(column)) unlisted.insert(column);
                    }
                });
    });
    return unlisted;
}

} // namespace guildhall::scenario
