#pragma once
// Marketing waits for the morning and for its place among the company's messages of a day; nothing of it is dropped
// (rules.md, Messages).
#include "choices.hpp"

namespace guildhall::notifications {

inline db::Tables const marketing_tables{{"marketing_day"}};
inline constexpr std::int64_t most_marketing_a_day = 800;
inline constexpr Quiet marketing_quiet{22 * 60, 8 * 60};

// When it may go: not in the reader's quiet hours, and on the first day that has a place left, which it takes.
Time marketing_time(db::Tx& tx, companies::Company const& company, std::optional<HabitRow> const& habit, Time now);

} // namespace guildhall::notifications
