#pragma once
// What may be written as the address of a receiver. Where a name leads is looked at when a connection is opened; here
// only what can be seen by reading. Pure.
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::webhooks {

// What is wrong with it, as a sentence; nothing when it may be tried.
std::optional<std::string> receiver_fault(std::string_view url, bool to_private);

} // namespace guildhall::webhooks
