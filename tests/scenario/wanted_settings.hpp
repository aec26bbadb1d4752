#pragma once
#include "stand_in_clamd.hpp"
#include <filesystem>
#include <memory>
#include <vector>

namespace guildhall::scenario {

// The settings a scenario wants its house to have: lines `setting rate-limit-auth 3`, wherever they stand.
// `setting clamd-address stand-in` starts one.
std::vector<std::string> flags_in(std::filesystem::path const& file, std::unique_ptr<StandInClamd>& clamd);

} // namespace guildhall::scenario
