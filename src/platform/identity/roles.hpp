#pragma once
// Roles of a company's own beside the built-in ones, and trying one out (PL-07).
#include "account.hpp"

namespace guildhall::identity {

struct CompanyRole {
    CompanyId company_id;
    RoleId id;
    std::string name;
    std::string description;
    std::vector<Right> rights;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(CompanyRole, (), (company_id, id, name, description, rights, created_at, updated_at, version))

// What somebody in this role may do; nothing when the company has no such role.
std::optional<Rights> rights_in(db::Tx& tx, CompanyId company_id, Role role, std::optional<RoleId> const& role_id);
std::vector<CompanyRole> company_roles(db::Tx& tx, CompanyId company_id); // by name
std::optional<CompanyRole> find_role(db::Tx& tx, CompanyId company_id, RoleId role_id);

// Whether the actor may make somebody this: nobody gives a right he lacks, and only an owner makes another.
BOOST_DEFINE_ENUM_CLASS(Giving, allowed, role_not_found, role_not_allowed)
Giving giving(db::Tx& tx, Actor const& actor, Role role, std::optional<RoleId> const& role_id);

struct RoleView {
    Role role = Role::custom;
    std::optional<RoleId> id; // of the company's own
    std::string name;         // of a built-in one its word
    std::string description;
    std::vector<Right> rights;
    std::int64_t user_count = 0;    // active ones
    std::optional<Time> updated_at; // of the company's own
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (role, id, name, description, rights, user_count, updated_at, version))
struct Roles {
    std::vector<RoleView> items; // the built-in ones first
    std::vector<Right> rights;   // all there are
};
BOOST_DESCRIBE_STRUCT(Roles, (), (items, rights))

inline constexpr std::size_t most_roles = 100;
struct CreateRole {
    Text<1, 60> name;
    std::optional<Text<0, 300>> description;
    Few<Right, 64> rights;
};
BOOST_DESCRIBE_STRUCT(CreateRole, (), (name, description, rights))
BOOST_DEFINE_ENUM_CLASS(CreateRoleRefusal, right_not_allowed, name_taken, too_many_roles)

struct ChangeRole {
    RoleId role_id;
    std::optional<Text<1, 60>> name;
    std::optional<Text<0, 300>> description;
    std::optional<Few<Right, 64>> rights;
};
BOOST_DESCRIBE_STRUCT(ChangeRole, (), (role_id, name, description, rights))
BOOST_DEFINE_ENUM_CLASS(ChangeRoleRefusal, role_not_found, own_rights_not_allowed, role_not_allowed, right_not_allowed,
    name_taken, version_has_changed)

struct RolePath {
    RoleId role_id;
};
BOOST_DESCRIBE_STRUCT(RolePath, (), (role_id))
BOOST_DEFINE_ENUM_CLASS(RemoveRoleRefusal, role_not_found, role_not_allowed, role_in_use)

struct TestRole {
    Role role = Role::custom;
    std::optional<RoleId> role_id;
};
BOOST_DESCRIBE_STRUCT(TestRole, (), (role, role_id))
BOOST_DEFINE_ENUM_CLASS(TestRoleRefusal, role_not_found, role_not_allowed)

// The place of the first right that the actor lacks, and so cannot give.
std::optional<std::string> lacking(Actor const& actor, std::vector<Right> const& rights);

Outcome<Roles, NoRefusal> list_roles(db::Tx&, Actor const&, ReadMe const&);
Outcome<RoleView, CreateRoleRefusal> create_role(db::Tx&, Actor const&, CreateRole const&);
Outcome<RoleView, ChangeRoleRefusal> change_role(db::Tx&, Actor const&, ChangeRole const&);
Outcome<Nothing, RemoveRoleRefusal> remove_role(db::Tx&, Actor const&, RolePath const&);
// This session has the rights of that role, as far as they are the person's own, until the test ends.
Outcome<UserProfile, TestRoleRefusal> test_role(db::Tx&, Actor const&, TestRole const&);
Outcome<UserProfile, NoRefusal> end_role_test(db::Tx&, Actor const&, ReadMe const&);

} // namespace guildhall::identity
