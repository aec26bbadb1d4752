#pragma once
#include <cstddef>

namespace guildhall::db {

// Statements whose text was made at run time and that a connection keeps prepared; beyond it begins anew.
inline constexpr std::size_t most_cached_texts = 500;

} // namespace guildhall::db
