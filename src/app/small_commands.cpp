// Commands that need no file of their own: migrate, verify, openapi, jobs.
#include "app/house.hpp"
#include "commands.hpp"
#include "db/temporary_database.hpp"
#include "secrets/rotation.hpp"
#include <cstdio>

namespace guildhall::app {
Settings quiet(Settings settings)
{
    settings.work_threads = House::no_threads;
    settings.log_requests = false;
    return settings;
}

int migrate(Settings const& settings, Words const& words)
{
    refuse_options(words);
    House house(quiet(settings));
    house.prepare();
    std::printf("The database is up to date (%s).\n", std::string(house.database().engine_name()).c_str());
    return 0;
}

int verify(Settings const& settings, Words const& words)
{
    refuse_options(words);
    House house(quiet(settings));
    house.prepare();
    auto const faults = house.verify();
    for (auto const& fault : faults) std::printf("%s\n", fault.c_str());
    std::map<std::string, std::int64_t> by_key;
    for (auto const& column : secrets::take_census(house.database(), house.keyring()))
        for (auto const& [key_id, count] : column.by_key) by_key[key_id] += count;
    for (auto const& [key_id, count] : by_key)
        std::printf("%lld secrets are sealed with key %s%s.\n", static_cast<long long>(count),
            key_id.empty() ? "(unnamed)" : key_id.c_str(),
            key_id == house.keyring().current_id() ? ", the current one"
                                                   : "; `guildhall secrets rotate` seals them anew");
    std::printf(faults.empty() ? "All invariants hold.\n" : "%zu faults.\n", faults.size());
    return faults.empty() ? 0 : 1;
}

int openapi(Settings const& settings, Words const& words)
{
    refuse_options(words);
    db::TemporaryDatabase const nobodys("sqlite"); // asking for the document leaves nothing behind
    auto apart = quiet(settings);
    apart.data = nobodys.folder();
    apart.database.clear();
    House house(apart);
    std::printf("%s\n", house.router().openapi().c_str());
    return 0;
}

int jobs_command(Settings const& settings, Words const& words)
{
    refuse_options(words);
    House house(quiet(settings));
    house.prepare();
    if (words.empty() || words[0] == "list") {
        std::printf("%s", jobs::metrics_text(house.database(), house.clock().now()).c_str());
        return 0;
    }
    if (words[0] == "run") {
        auto const handled = house.runner().run_until_idle(house.clock().now());
        std::printf("%zu events, firings and jobs handled.\n", handled);
        return 0;
    }
    throw UsageError("jobs knows list and run, not \"" + words[0] + "\"");
}

} // namespace guildhall::app
