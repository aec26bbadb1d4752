// What roles there are and what each may do.
#include "roles.hpp"
#include "audit/audit.hpp"
#include "jobs/outbox.hpp"

namespace guildhall::identity {
namespace {

db::Find<CompanyRole, CompanyId, RoleId> const find_one_role{
    tables, "FROM company_role WHERE company_id = ? AND id = ?"};
db::Find<RoleId, CompanyId, std::string> const find_role_named{
    tables, "id FROM company_role WHERE company_id = ? AND name = ?"};
db::Select<CompanyRole, CompanyId> const select_roles{
    tables, "FROM company_role WHERE company_id = ? ORDER BY name LIMIT 100"};
db::Insert<CompanyRole> const insert_role{tables, "company_role"};
db::Update<CompanyRole> const update_role{tables, "company_role"};
db::Change<CompanyId, RoleId> const delete_role{tables, "DELETE FROM company_role WHERE company_id = ? AND id = ?"};
db::Find<std::int64_t, CompanyId, RoleId> const count_holders{
    tables, "COUNT(*) FROM user_account WHERE company_id = ? AND role_id = ?"};
db::Find<RoleId, CompanyId, UserId> const find_own_role{
    tables, "role_id FROM user_account WHERE company_id = ? AND id = ? AND role_id IS NOT NULL"};

db::Find<std::int64_t, CompanyId, Role, bool> const count_in_role{
    tables, "COUNT(*) FROM user_account WHERE company_id = ? AND role = ? AND is_active = ?"};

// From the fewest rights to the most, as people read them.
constexpr Role built_in_roles[] = {Role::customer, Role::driver, Role::analyst, Role::dispatcher, Role::support,
    Role::storekeeper, Role::operator_, Role::manager, Role::admin, Role::owner};

RoleView view_of_role(db::Tx& tx, CompanyRole const& row)
{
    return {Role::custom, row.id, row.name, row.description, row.rights,
        count_holders(tx, row.company_id, row.id).value_or(0), row.updated_at, row.version};
}

struct RoleChanged {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(RoleChanged, (), (name))

void tell_role(db::Tx& tx, Actor const& actor, std::string const& action, std::optional<RoleView> const& before,
    std::optional<RoleView> const& after)
{
    auto const text = [](std::optional<RoleView> const& view) {
        return view ? std::optional(reflect::to_json(*view)) : std::nullopt;
    };
    auto const& view = after ? *after : *before;
    audit::record(tx, actor, {action, "role", view.id->uuid, text(before), text(after)});
    jobs::publish(tx, actor, "role", *view.id, action, RoleChanged{view.name});
}

constexpr std::string_view lacking_sentence = "Nobody gives a right that he lacks.";

} // namespace

std::optional<std::string> lacking(Actor const& actor, std::vector<Right> const& rights)
{
    for (std::size_t i = 0; i < rights.size(); ++i)
        if (!actor.may(rights[i])) return "/rights/" + std::to_string(i);
    return std::nullopt;
}

std::vector<CompanyRole> company_roles(db::Tx& tx, CompanyId company_id) { return select_roles(tx, company_id); }

std::optional<CompanyRole> find_role(db::Tx& tx, CompanyId company_id, RoleId role_id)
{
    return find_one_role(tx, company_id, role_id);
}

std::optional<Rights> rights_in(db::Tx& tx, CompanyId company_id, Role role, std::optional<RoleId> const& role_id)
{
    if (role != Role::custom) return rights_of(role);
    auto const row = role_id ? find_one_role(tx, company_id, *role_id) : std::nullopt;
    return row ? std::optional(Rights(row->rights)) : std::nullopt;
}

Giving giving(db::Tx& tx, Actor const& actor, Role role, std::optional<RoleId> const& role_id)
{
    if (role == Role::visitor || role == Role::platform_admin || role == Role::api_key) return Giving::role_not_allowed;
    if (role == Role::owner && actor.role != Role::owner && actor.role != Role::platform_admin)
        return Giving::role_not_allowed;
    auto const rights = rights_in(tx, actor.company_id, role, role_id);
    if (!rights) return Giving::role_not_found;
    return actor.rights.covers(*rights) ? Giving::allowed : Giving::role_not_allowed;
}

Outcome<Roles, NoRefusal> list_roles(db::Tx& tx, Actor const& actor, ReadMe const&)
{
    Roles roles;
    for (auto const role : built_in_roles)
        roles.items.push_back({role, {}, role_word(role), "", rights_of(role).list(),
            count_in_role(tx, actor.company_id, role, true).value_or(0), {}, 1});
    for (auto const& row : select_roles(tx, actor.company_id)) roles.items.push_back(view_of_role(tx, row));
    roles.rights = rights_of(Role::owner).list();
    return roles;
}

Outcome<RoleView, CreateRoleRefusal> create_role(db::Tx& tx, Actor const& actor, CreateRole const& wish)
{
    using enum CreateRoleRefusal;
    if (auto const place = lacking(actor, wish.rights.items))
        return refuse(right_not_allowed, std::string(lacking_sentence), *place);
    if (find_role_named(tx, actor.company_id, wish.name.value))
        return refuse(name_taken, "There is a role of this name.", "/name");
    if (select_roles(tx, actor.company_id).size() >= most_roles)
        return refuse(too_many_roles, "A company keeps at most 100 roles of its own.");

    // From here on it succeeds.
    CompanyRole row;
    row.company_id = actor.company_id;
    row.id = tx.new_id<RoleId>();
    row.name = wish.name.value;
    if (wish.description) row.description = wish.description->value;
    row.rights = Rights(wish.rights.items).list();
    row.created_at = row.updated_at = actor.now;
    insert_role(tx, row);
    auto const view = view_of_role(tx, row);
    tell_role(tx, actor, "role.created", {}, view);
    return view;
}

Outcome<RoleView, ChangeRoleRefusal> change_role(db::Tx& tx, Actor const& actor, ChangeRole const& wish)
{
    using enum ChangeRoleRefusal;
    auto row = find_one_role(tx, actor.company_id, wish.role_id);
    if (!row) return refuse(role_not_found);
    if (actor.expected_version && *actor.expected_version != row->version) return refuse(version_has_changed);
    if (actor.user_id && find_own_role(tx, actor.company_id, *actor.user_id) == row->id)
        return refuse(own_rights_not_allowed, "It is your own role.");
    if (!actor.rights.covers(Rights(row->rights)))
        return refuse(role_not_allowed, "This role has rights that you lack.");
    if (wish.rights)
        if (auto const place = lacking(actor, wish.rights->items))
            return refuse(right_not_allowed, std::string(lacking_sentence), *place);
    if (wish.name && find_role_named(tx, actor.company_id, wish.name->value).value_or(row->id) != row->id)
        return refuse(name_taken, "There is a role of this name.", "/name");

    // From here on it succeeds; whoever has the role has its new rights with the next request.
    auto const before = view_of_role(tx, *row);
    if (wish.name) row->name = wish.name->value;
    if (wish.description) row->description = wish.description->value;
    if (wish.rights) row->rights = Rights(wish.rights->items).list();
    row->updated_at = actor.now;
    ++row->version;
    update_role(tx, *row);
    auto const view = view_of_role(tx, *row);
    tell_role(tx, actor, "role.changed", before, view);
    return view;
}

Outcome<Nothing, RemoveRoleRefusal> remove_role(db::Tx& tx, Actor const& actor, RolePath const& wish)
{
    using enum RemoveRoleRefusal;
    auto const row = find_one_role(tx, actor.company_id, wish.role_id);
    if (!row) return refuse(role_not_found);
    if (!actor.rights.covers(Rights(row->rights)))
        return refuse(role_not_allowed, "This role has rights that you lack.");
    auto const view = view_of_role(tx, *row);
    if (view.user_count > 0) return refuse(role_in_use, "Give its users another role first.");

    // From here on it succeeds.
    delete_role(tx, actor.company_id, row->id);
    tell_role(tx, actor, "role.removed", view, {});
    return Nothing{};
}

} // namespace guildhall::identity
