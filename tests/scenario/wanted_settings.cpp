#include "wanted_settings.hpp"
#include "reflect/wire.hpp"
#include <fstream>

namespace guildhall::scenario {

std::vector<std::string> flags_in(std::filesystem::path const& file, std::unique_ptr<StandInClamd>& clamd)
{
    std::ifstream input(file);
    static constexpr std::string_view opening = "setting ";
    std::vector<std::string> flags;
    for (std::string line; std::getline(input, line);) {
        if (!line.starts_with(opening)) continue;
        auto const space = std::min(line.find(' ', opening.size()), line.size());
        auto value = reflect::trimmed(line.substr(space));
        if (value == "stand-in") value = (clamd = std::make_unique<StandInClamd>())->address();
        flags.push_back("--" + line.substr(opening.size(), space - opening.size()) + "=" + value);
    }
    return flags;
}

} // namespace guildhall::scenario
