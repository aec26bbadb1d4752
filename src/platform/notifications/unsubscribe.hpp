#pragma once
// Out with one click, without signing in: the link says who and of what, signed by us (RFC 8058).
#include "choices.hpp"
#include "http/router.hpp"

namespace guildhall::notifications {

struct Membership {
    CompanyId company_id;
    UserId user_id;
    EventGroup event_group{};
};
std::string unsubscribe_token(std::string const& secret, Membership const& membership);
std::optional<Membership> read_unsubscribe_token(std::string const& secret, std::string const& token);

struct UnsubscribePath {
    Text<1, 200> token;
};
BOOST_DESCRIBE_STRUCT(UnsubscribePath, (), (token))
struct Subscription {
    std::string company;
    EventGroup event_group{};
    bool is_on = false; // by e-mail
};
BOOST_DESCRIBE_STRUCT(Subscription, (), (company, event_group, is_on))
BOOST_DEFINE_ENUM_CLASS(UnsubscribeRefusal, subscription_not_found)
Outcome<Subscription, UnsubscribeRefusal> read_subscription(
    http::Work&, Actor const&, UnsubscribePath const&, std::string const& secret);
Outcome<Subscription, UnsubscribeRefusal> unsubscribe(
    http::Work&, Actor const&, UnsubscribePath const&, std::string const& secret);

} // namespace guildhall::notifications
