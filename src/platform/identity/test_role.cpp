// Looking at the program as somebody in another role would (PL-07).
#include "audit/audit.hpp"
#include "profile.hpp"
#include "roles.hpp"
#include "tokens.hpp"

namespace guildhall::identity {
namespace {

db::Change<std::optional<Role>, std::optional<RoleId>, CompanyId, SessionId> const set_tested_role{
    tables, "UPDATE user_session SET tested_role = ?, tested_role_id = ? WHERE company_id = ? AND id = ?"};

struct TestedRole {
    std::optional<Role> tested_role;
    std::optional<RoleId> tested_role_id;
};
BOOST_DESCRIBE_STRUCT(TestedRole, (), (tested_role, tested_role_id))
db::Find<TestedRole, CompanyId, SessionId> const find_tested_role{
    tables, "FROM user_session WHERE company_id = ? AND id = ?"};

} // namespace

// What somebody sees of himself: while he tries a role, or asks with a key, what he may do so.
UserProfile own_profile(db::Tx& tx, Actor const& actor, User const& user, companies::Company const& company)
{
    auto profile = profile_of(tx, user, company);
    profile.rights = actor.rights.list();
    if (!actor.session_id) return profile;
    auto const tested = find_tested_role(tx, actor.company_id, SessionId{*actor.session_id});
    if (!tested || !tested->tested_role) return profile;
    auto const row = tested->tested_role_id ? find_role(tx, actor.company_id, *tested->tested_role_id) : std::nullopt;
    profile.tested_role =
        RoleName{*tested->tested_role, tested->tested_role_id, row ? row->name : role_word(*tested->tested_role)};
    return profile;
}

Outcome<UserProfile, TestRoleRefusal> test_role(db::Tx& tx, Actor const& actor, TestRole const& wish)
{
    using enum TestRoleRefusal;
    switch (giving(tx, actor, wish.role, wish.role_id)) {
    case Giving::role_not_found: return refuse(role_not_found, "There is no such role.", "/role_id");
    case Giving::role_not_allowed: return refuse(role_not_allowed, "It has rights that you lack.", "/role");
    case Giving::allowed: break;
    }
    if (wish.role == Role::owner) return refuse(role_not_allowed, "An owner may do everything.", "/role");

    // From here on it succeeds.
    auto const role_id = wish.role == Role::custom ? wish.role_id : std::nullopt;
    set_tested_role(tx, wish.role, role_id, actor.company_id, SessionId{actor.session_id.value()});
    audit::record(tx, actor,
        {"user.role_test_began", "user", actor.user_id->uuid, {}, reflect::to_json(TestRole{wish.role, role_id})});
    auto trying = actor;
    trying.rights = actor.rights.within(rights_in(tx, actor.company_id, wish.role, role_id).value_or(Rights{}));
    return read_me(tx, trying, {}).value();
}

Outcome<UserProfile, NoRefusal> end_role_test(db::Tx& tx, Actor const& actor, ReadMe const&)
{
    set_tested_role(tx, {}, {}, actor.company_id, SessionId{actor.session_id.value()});
    audit::record(tx, actor, {"user.role_test_ended", "user", actor.user_id->uuid, {}, {}});
    auto himself = actor;
    auto const user = find_user(tx, actor.company_id, *actor.user_id);
    himself.rights = rights_in(tx, actor.company_id, user->role, user->role_id).value_or(Rights{});
    return read_me(tx, himself, {}).value();
}

} // namespace guildhall::identity
