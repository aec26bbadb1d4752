#include "patterns.hpp"
#include <algorithm>

namespace guildhall::webhooks {

bool matches(std::string_view pattern, std::string_view event_name)
{
    if (pattern == "*") return true;
    if (!pattern.ends_with(".*")) return pattern == event_name;
    return event_name.starts_with(pattern.substr(0, pattern.size() - 1));
}

bool any_matches(std::vector<std::string> const& patterns, std::string_view event_name)
{
    return std::ranges::any_of(patterns, [&](auto const& pattern) { return matches(pattern, event_name); });
}

bool names_something(std::string_view pattern, std::vector<KnownEvent> const& events)
{
    return std::ranges::any_of(events, [&](KnownEvent const& event) { return matches(pattern, event.name); });
}

} // namespace guildhall::webhooks
