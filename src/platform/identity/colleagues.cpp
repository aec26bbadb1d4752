// Who of a company may do something: for those who tell people of work.
#include "account.hpp"
#include <algorithm>

namespace guildhall::identity {
namespace {

db::Select<User, CompanyId, Role, bool> const select_with_role{
    tables, "FROM user_account WHERE company_id = ? AND role = ? AND is_active = ? ORDER BY created_at, id LIMIT 100"};

} // namespace

std::vector<User> users_with(db::Tx& tx, CompanyId company_id, Right right)
{
    std::vector<User> users;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Role>>([&](auto d) {
        if (!rights_of(d.value).has(right)) return;
        for (auto& user : select_with_role(tx, company_id, d.value, true)) users.push_back(std::move(user));
    });
    std::ranges::sort(users, {}, &User::created_at);
    if (users.size() > 100) users.resize(100);
    return users;
}

} // namespace guildhall::identity
