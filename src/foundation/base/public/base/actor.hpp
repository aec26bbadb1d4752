#pragma once
// Who asks, on whose behalf, with which rights, and when. Every use case takes an Actor; nothing reads a global clock.
#include "base/money.hpp"
#include "base/uuid.hpp"
#include <bitset>
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

namespace guildhall {

// Built-in roles (PL-07). A visitor has not signed in; platform_admin stands above companies. Of a custom role, and of
// an API key, only the company knows what it may do.
BOOST_DEFINE_ENUM_CLASS(Role, visitor, customer, driver, analyst, support, operator_, dispatcher, storekeeper, manager,
    admin, owner, platform_admin, custom, api_key)

// What a role may be allowed to do. On the wire the first underscore is a dot: quotes_read is "quotes.read".
BOOST_DEFINE_ENUM_CLASS(Right,
    quotes_create, // ask for quotes of one's own, accept, reject and cancel them
    quotes_read,   // see every quote of the company
    quotes_manage, // review, change, cancel any quote
    orders_read, orders_manage, files_create, files_read, files_manage, catalogue_read, catalogue_manage, users_read,
    users_manage, company_read, company_manage, jobs_read, jobs_manage, audit_read,
    customers_read,       // see customers with what they ordered
    roles_manage,         // make roles of the company's own
    keys_manage,          // API keys
    webhooks_manage,      // who outside is told what happens
    notifications_manage) // texts of messages, and what was sent to whom

inline constexpr std::size_t right_count = 22;
class Rights {
public:
    Rights() = default;
    Rights(std::initializer_list<Right> all)
    {
        for (auto right : all) add(right);
    }
    explicit Rights(std::vector<Right> const& all)
    {
        for (auto right : all) add(right);
    }
    std::vector<Right> list() const; // in the order of the enumeration
    void add(Right right) { set_.set(static_cast<std::size_t>(right)); }
    bool has(Right right) const { return set_.test(static_cast<std::size_t>(right)); }
    // True when nothing of `other` is missing here.
    bool covers(Rights const& other) const { return (other.set_ & ~set_).none(); }
    // What both allow.
    Rights within(Rights const& other) const
    {
        auto both = *this;
        both.set_ &= other.set_;
        return both;
    }

private:
    std::bitset<right_count> set_;
};

// The rights of a built-in role; the table stands in actor.cpp. None of a custom one.
Rights rights_of(Role role);
// "quotes.read"
std::string dotted(Right right);
std::optional<Right> right_named(std::string_view dotted_word);
// "operator" for operator_: the C++ keyword needs the underscore, people do not.
std::string role_word(Role role);
std::optional<Role> role_of(std::string_view word);

struct Actor {
    CompanyId company_id;
    std::optional<UserId> user_id;
    Role role = Role::visitor;
    Rights rights;
    Time now;
    std::string remote_address;
    std::string request_id;
    std::optional<std::int64_t> expected_version; // If-Match
    std::optional<Uuid> session_id;               // the signed-in device this request comes from
    std::optional<Uuid> api_key_id;               // a program asks, with a key that `user_id` made

    bool may(Right right) const { return rights.has(right); }
    // What belongs to a person is his alone: an API key has rights and nothing of its own.
    bool owns(std::optional<UserId> const& owner) const
    {
        return user_id && owner && !api_key_id && *user_id == *owner;
    }
};

} // namespace guildhall
