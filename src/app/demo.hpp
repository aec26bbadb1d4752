#pragma once
// A company that shows everything: people of every role, real parts, quotes and orders in every state.
#include "app/house.hpp"

namespace guildhall::app {

inline constexpr std::string_view demo_password = "guildhall-demo-1";

// Fills an installation whose first company has no users yet; otherwise does nothing.
void fill_demo(House& house);
// The address, the documentation and the logins.
void print_demo(House& house, std::string const& address);

} // namespace guildhall::app
