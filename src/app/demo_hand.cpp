#include "demo_hand.hpp"
#include "demo.hpp"

namespace guildhall::app {

void DemoHand::at_days_ago(int days)
{
    house_.clock().turn(std::chrono::days(days_ago_ - days));
    days_ago_ = days;
    token_owner_ = {};
}

void DemoHand::as(std::string const& email)
{
    caller_.come_from(
        "demo-" + std::to_string(++calls_)); // everybody from a place of his own: rate limits hold here too
    if (token_owner_ == email) return;
    caller_.sign_in(email, std::string(demo_password));
    token_owner_ = email;
}

void DemoHand::as_nobody()
{
    caller_.come_from("demo-" + std::to_string(++calls_));
    token_owner_ = {};
    caller_.act_as({});
}

reflect::json::value DemoHand::expect(
    unsigned status, std::string const& method, std::string const& target, std::string body)
{
    auto const called = caller_.call(method, target, std::move(body));
    if (called.status != status)
        throw Bug("demo: " + method + " " + target + " answered " + std::to_string(called.status) + " " + called.body);
    return called.json();
}

} // namespace guildhall::app
