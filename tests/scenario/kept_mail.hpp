#pragma once
// The mail that a house without a mail server has kept.
#include <filesystem>
#include <map>
#include <string>

namespace guildhall::scenario {

// customer: words   |   customer not words   |   customer none   |   customer save regex as name
// About the newest message that was kept for that person, by any channel, as it lies in the outbox folder. Answers with
// what is wrong; empty when all is well.
std::string mail_fault(
    std::filesystem::path const& outbox, std::string const& rest, std::map<std::string, std::string>& saved);

} // namespace guildhall::scenario
