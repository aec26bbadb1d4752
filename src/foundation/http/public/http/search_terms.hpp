#pragma once
// The words of a record that `search=` finds; modules keep them in a table (company_id, term, id) of their own.
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::http {

// Words of letters and digits (UTF-8 kept as it is, A–Z in lower case), each once, at most 24 of at most 40 bytes; a
// hyphenated number such as Q-2026-001 counts as a whole and by its parts.
std::vector<std::string> search_terms(std::initializer_list<std::string_view> texts);

} // namespace guildhall::http
