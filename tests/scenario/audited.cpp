#include "audited.hpp"
#include <algorithm>

namespace guildhall::scenario {

bool leaves_audit_entry(std::string_view operation)
{
    // What changes nothing that others see (one's own notifications read); what answers alike whether there was
    // anything to do; what strangers tell, which is kept in a log of its own; bulk calls, which may refuse every item.
    static constexpr std::string_view exempt[] = {"/auth/login", "/auth/one-time-code", "/auth/one-time-code/login",
        "/auth/password-reset", "/auth/invitation", "/auth/refresh", "/auth/logout", "/calculate-price",
        "/saved-views/order", "/bulk", "/undo", "/notifications/read", "/notifications/{notification_id}/read",
        "/preview", "/inbound/{connector}/{token}"};
    if (operation.find("/bulk/") != operation.npos) return false; // tried only, or of nobody
    return std::ranges::none_of(exempt, [&](auto path) { return operation.ends_with(path); });
}

} // namespace guildhall::scenario
