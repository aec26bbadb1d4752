// Whole companies: brought in, and what is left of those that went.
#include "app/house.hpp"
#include "commands.hpp"
#include <cstdio>

namespace guildhall::app {
int import_archive(Settings const& settings, Words const& words)
{
    refuse_options(words);
    if (words.size() != 1) throw UsageError("import wants one archive: guildhall import FILE.zip");
    House house(quiet(settings));
    house.migrate(); // and no first company: that may be the one that comes
    auto const imported = company_data::import_company(house.database(), house.store(), words[0]);
    if (!imported) throw UsageError(imported.error());
    std::printf("%s is here: %lld rows, %lld files.\n", imported->company_name.c_str(),
        static_cast<long long>(imported->row_count), static_cast<long long>(imported->file_count));
    return 0;
}

int removals(Settings const& settings, Words const& words)
{
    refuse_options(words);
    House house(quiet(settings));
    house.migrate();
    auto const all = house.database().read_now(db::Scope::all_companies(), company_data::removals);
    for (auto const& removal : all) {
        auto const* state = !removal.finished_at                                ? "under way"
                            : company_data::is_genuine(removal, house.secret()) ? "genuine"
                                                                                : "NOT GENUINE";
        std::printf("%s\n%s\n", state, reflect::to_json(removal).c_str());
    }
    if (all.empty()) std::printf("No company was removed.\n");
    return 0;
}

} // namespace guildhall::app
