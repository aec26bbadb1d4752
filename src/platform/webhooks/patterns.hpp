#pragma once
// Which events a subscription means: "quote.accepted", "quote.*" or "*". Pure.
#include "webhooks/webhooks.hpp"

namespace guildhall::webhooks {

bool matches(std::string_view pattern, std::string_view event_name);
bool any_matches(std::vector<std::string> const& patterns, std::string_view event_name);
// Whether there is an event that it may ever match.
bool names_something(std::string_view pattern, std::vector<KnownEvent> const& events);

} // namespace guildhall::webhooks
