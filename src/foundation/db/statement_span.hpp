#pragma once
#include <string>
#include <string_view>

namespace guildhall::db {

// "SELECT quote": the operation, and the first table behind the word that tables follow.
std::string statement_summary(std::string_view sql);

} // namespace guildhall::db
