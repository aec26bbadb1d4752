#include "base/actor.hpp"
#include <boost/mp11.hpp>
#include <string_view>

namespace guildhall {

std::vector<Right> Rights::list() const
{
    std::vector<Right> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Right>>([&](auto d) {
        if (has(d.value)) all.push_back(d.value);
    });
    return all;
}

Rights rights_of(Role role)
{
    using enum Right;
    Rights const own{quotes_create, files_create};
    Rights const reader{quotes_create, files_create, quotes_read, orders_read, files_read, catalogue_read, company_read,
        customers_read};
    switch (role) {
    case Role::visitor:
    case Role::custom:
    case Role::api_key: return {};
    case Role::customer:
    case Role::driver: return own;
    case Role::analyst:
    case Role::dispatcher: return reader;
    case Role::support:
        return {quotes_create, files_create, quotes_read, orders_read, files_read, catalogue_read, company_read,
            users_read, customers_read};
    case Role::operator_:
    case Role::storekeeper:
        return {quotes_create, files_create, quotes_read, orders_read, orders_manage, files_read, catalogue_read,
            company_read};
    case Role::manager:
        return {quotes_create, quotes_read, quotes_manage, orders_read, orders_manage, files_create, files_read,
            files_manage, catalogue_read, catalogue_manage, users_read, company_read, jobs_read, customers_read};
    case Role::admin:
    case Role::owner:
    case Role::platform_admin: break;
    }
    return {quotes_create, quotes_read, quotes_manage, orders_read, orders_manage, files_create, files_read,
        files_manage, catalogue_read, catalogue_manage, users_read, users_manage, company_read, company_manage,
        jobs_read, jobs_manage, audit_read, customers_read, roles_manage, keys_manage, webhooks_manage,
        notifications_manage};
}

std::string dotted(Right right)
{
    std::string word = boost::describe::enum_to_string(right, "?");
    if (auto const at = word.find('_'); at != word.npos) word[at] = '.';
    return word;
}

std::optional<Right> right_named(std::string_view word)
{
    std::optional<Right> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Right>>([&](auto d) {
        if (dotted(d.value) == word) found = d.value;
    });
    return found;
}

std::string role_word(Role role)
{
    std::string word = boost::describe::enum_to_string(role, "?");
    if (word.back() == '_') word.pop_back();
    return word;
}

std::optional<Role> role_of(std::string_view word)
{
    std::optional<Role> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Role>>([&](auto d) {
        if (role_word(d.value) == word) found = d.value;
    });
    return found;
}

} // namespace guildhall
