#include "db/queries.hpp"
#include "scenario.hpp"
#include <fstream>
#include <sstream>

namespace guildhall::scenario {
namespace {

db::Tables const trail{{"audit_entry"}};

std::string text_of_file(std::string const& path)
{
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

std::set<std::string> unlisted_actions(app::House& house)
{
    static auto const offered = text_of_file(std::string(GUILDHALL_SOURCE_DIR) + "/web/src/modules/audit/search.ts");
    auto const is_offered = [&](std::string const& word) { return offered.find('"' + word + '"') != offered.npos; };
    std::set<std::string> unlisted;
    auto const companies = house.database().read_now(db::Scope::all_companies(), companies::all_company_ids);
    for (auto const& company : companies)
        house.database().read(db::Scope::of(company), [&](db::Tx& tx) {
            auto found = tx.start(trail, "SELECT DISTINCT action, subject_kind FROM audit_entry WHERE company_id = ?");
            found->bind_uuid(1, company.uuid);
            while (found->step()) {
                auto const action = std::string(found->text(0)), kind = std::string(found->text(1));
                if (!is_offered(action)) unlisted.insert("the action " + action);
                if (!is_offered(kind)) unlisted.insert("the kind of record " + kind);
            }
        });
    return unlisted;
}

} // namespace guildhall::scenario
