// The keys that seal secrets: which are in use, and sealing all anew with the current one.
#include "app/house.hpp"
#include "commands.hpp"
#include "secrets/rotation.hpp"
#include <cstdio>

namespace guildhall::app {
namespace {

char const* standing_of(House const& house, std::string const& key_id)
{
    if (key_id.empty()) return "unnamed";
    if (key_id == house.keyring().current_id()) return "current";
    return house.keyring().knows(key_id) ? "old" : "NOT CONFIGURED";
}

void print_census(House const& house, std::vector<secrets::ColumnCensus> const& census)
{
    std::printf("The current key is %s.\n", house.keyring().current_id().c_str());
    for (auto const& column : census) {
        if (column.by_key.empty()) std::printf("%-32s nothing\n", column.column.c_str());
        for (auto const& [key_id, count] : column.by_key)
            std::printf("%-32s %-12s %8lld %s\n", column.column.c_str(), key_id.empty() ? "-" : key_id.c_str(),
                static_cast<long long>(count), standing_of(house, key_id));
    }
}

std::int64_t left_to_seal(std::vector<secrets::ColumnCensus> const& census)
{
    std::int64_t left = 0;
    for (auto const& column : census) left += column.to_seal_anew;
    return left;
}

// Nothing is changed while something does not open: whoever forgot a key would lose it for good by removing it.
void refuse_unreadable(std::vector<secrets::ColumnCensus> const& census)
{
    auto const faults = secrets::faults_of(census);
    if (faults.empty()) return;
    for (auto const& fault : faults) std::fprintf(stderr, "%s\n", fault.c_str());
    throw UsageError("not all secrets open with the configured keys, and nothing was changed: add the missing key to "
                     "old-sealing-keys, or remove what cannot be opened");
}

int rotate(House& house)
{
    auto census = secrets::take_census(house.database(), house.keyring());
    refuse_unreadable(census);
    std::int64_t done = 0;
    // Others may write with an old key meanwhile, as long as a server runs that does not know the new one.
    for (int round = 0; round < 5 && left_to_seal(census) > 0; ++round) {
        done += secrets::rotate(house.database(), house.keyring()).sealed_anew;
        census = secrets::take_census(house.database(), house.keyring());
    }
    refuse_unreadable(census);
    print_census(house, census);
    if (auto const left = left_to_seal(census)) {
        std::printf("%lld sealed anew, %lld not yet: is a server running that does not know the new key?\n",
            static_cast<long long>(done), static_cast<long long>(left));
        return 1;
    }
    std::printf("%lld sealed anew. All secrets are sealed with the current key; older keys may go.\n",
        static_cast<long long>(done));
    return 0;
}

} // namespace

int secrets_command(Settings const& settings, Words const& words)
{
    refuse_options(words);
    auto const what = words.empty() ? std::string("list") : words[0];
    if (words.size() > 1 || (what != "list" && what != "rotate" && what != "key"))
        throw UsageError("secrets knows list, rotate and key, not \"" + words.back() + "\"");
    if (what == "key") return std::printf("%s\n", secrets::make_key().c_str()), 0;
    House house(quiet(settings));
    house.migrate();
    if (what == "rotate") return rotate(house);
    print_census(house, secrets::take_census(house.database(), house.keyring()));
    return 0;
}

} // namespace guildhall::app
