#pragma once
#include <string_view>

namespace guildhall::scenario {

// Whether a successful call of this operation leaves an entry in the audit log (PL-66).
bool leaves_audit_entry(std::string_view operation);

} // namespace guildhall::scenario
