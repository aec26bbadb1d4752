#pragma once
// Numbers as people write them, and as carriers want them. Pure.
#include <string>
#include <string_view>

namespace guildhall::notifications {

// "+77011234567" of blanks, hyphens, brackets, 00, and 8 for +7: E.164, as far as can be told without a table of
// countries.
std::string international_number(std::string_view typed);

} // namespace guildhall::notifications
