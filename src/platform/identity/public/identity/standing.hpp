#pragma once
// Who somebody is by now, and whether he may come in at all.
#include "identity/identity.hpp"

namespace guildhall::identity {

// The user as he stands now, with the rights of his role; nothing when he was deactivated or is gone.
std::optional<Actor> standing_of(db::Tx& tx, CompanyId company_id, UserId user_id, Time now);

// Lets somebody in, or no more, by the rules for changing a user. What they say against it.
struct NotChanged {
    std::string code, detail;
};
std::optional<NotChanged> set_active(db::Tx& tx, Actor const& actor, UserId user_id, bool is_active);

} // namespace guildhall::identity
