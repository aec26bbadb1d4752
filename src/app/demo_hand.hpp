#pragma once
// Who fills the demo company: signs in as its people, turns the clock, and does what they do through the API.
#include "app/house.hpp"
#include "caller.hpp"

namespace guildhall::app {

class DemoHand {
public:
    explicit DemoHand(House& house)
        : house_(house)
        , caller_(house)
    {
    }

    House& house() { return house_; }
    Caller& caller() { return caller_; }

    // The demo's past really happened: the clock is turned, not the rows.
    void at_days_ago(int days);
    void as(std::string const& email);
    void as_nobody();
    // Calls, and answers with what came; another status is a Bug.
    reflect::json::value expect(
        unsigned status, std::string const& method, std::string const& target, std::string body = {});

private:
    House& house_;
    Caller caller_;
    std::string token_owner_;
    int days_ago_ = 0, calls_ = 0;
};

void add_connectors(DemoHand& hand);
void add_documents(DemoHand& hand);
void add_bulk_steps(DemoHand& hand);
void add_webhooks(DemoHand& hand);
void add_inbound(DemoHand& hand);
void add_trial(DemoHand& hand);
void add_plans(DemoHand& hand);

} // namespace guildhall::app
