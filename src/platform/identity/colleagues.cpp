// Everybody of a company at once: who may do something, and that nobody may any more.
#include "roles.hpp"
#include <algorithm>

namespace guildhall::identity {
namespace {

db::Select<User, CompanyId, Role, bool> const select_with_role{
    tables, "FROM user_account WHERE company_id = ? AND role = ? AND is_active = ? ORDER BY created_at, id LIMIT 100"};
db::Select<User, CompanyId, RoleId, bool> const select_with_company_role{tables,
    "FROM user_account WHERE company_id = ? AND role_id = ? AND is_active = ? ORDER BY created_at, id LIMIT 100"};

db::Select<NamedUser, CompanyId, Role, bool> const select_names{
    tables, "FROM user_account WHERE company_id = ? AND role = ? AND is_active = ?"};
db::Select<NamedUser, CompanyId, RoleId, bool> const select_names_with_company_role{
    tables, "FROM user_account WHERE company_id = ? AND role_id = ? AND is_active = ?"};

db::Change<bool, CompanyId> const deactivate_all{
    tables, "UPDATE user_account SET is_active = ?, version = version + 1 WHERE company_id = ?"};
db::Change<Time, CompanyId> const end_all_sessions{
    tables, "UPDATE user_session SET revoked_at = ? WHERE company_id = ? AND revoked_at IS NULL"};
db::Change<Time, CompanyId> const revoke_all_keys{
    tables, "UPDATE api_key SET revoked_at = ? WHERE company_id = ? AND revoked_at IS NULL"};

// Of every role that has the right, built in or the company's own.
template <class Row>
std::vector<Row> gathered(db::Tx& tx, CompanyId company_id, Right right,
    db::Select<Row, CompanyId, Role, bool> const& of_role,
    db::Select<Row, CompanyId, RoleId, bool> const& of_company_role)
{
    std::vector<Row> rows;
    auto const take = [&](std::vector<Row> more) { std::ranges::move(more, std::back_inserter(rows)); };
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Role>>([&](auto d) {
        if (rights_of(d.value).has(right)) take(of_role(tx, company_id, d.value, true));
    });
    for (auto const& role : company_roles(tx, company_id))
        if (Rights(role.rights).has(right)) take(of_company_role(tx, company_id, role.id, true));
    return rows;
}

} // namespace

void shut_out_everybody(db::Tx& tx, CompanyId company_id, Time now)
{
    deactivate_all(tx, false, company_id);
    end_all_sessions(tx, now, company_id);
    revoke_all_keys(tx, now, company_id);
}

bool has_right(db::Tx& tx, User const& user, Right right)
{
    if (!user.is_active) return false;
    if (!user.role_id) return rights_of(user.role).has(right);
    auto const roles = company_roles(tx, user.company_id);
    auto const own = std::ranges::find(roles, *user.role_id, &CompanyRole::id);
    return own != roles.end() && Rights(own->rights).has(right);
}

std::vector<User> users_with(db::Tx& tx, CompanyId company_id, Right right)
{
    auto users = gathered<User>(tx, company_id, right, select_with_role, select_with_company_role);
    std::ranges::sort(users, {}, &User::created_at);
    if (users.size() > 100) users.resize(100);
    return users;
}

std::vector<NamedUser> names_with(db::Tx& tx, CompanyId company_id, Right right)
{
    auto names = gathered<NamedUser>(tx, company_id, right, select_names, select_names_with_company_role);
    std::ranges::sort(names, {}, &NamedUser::full_name);
    return names;
}

} // namespace guildhall::identity
