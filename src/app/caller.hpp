#pragma once
// Calls the API without a network: for the demo and the scenario tests, which so take the same way as everybody else.
#include "app/house.hpp"

namespace guildhall::app {

struct Called {
    unsigned status = 0;
    std::string body;
    http::Headers headers;
    // The body as JSON; null when it is none.
    reflect::json::value json() const;
};

class Caller {
public:
    explicit Caller(House& house)
        : house_(house)
    {
    }
    // Everything after this call goes out as that person; empty: a visitor.
    void act_as(std::string access_token) { token_ = std::move(access_token); }
    void come_from(std::string address) { address_ = std::move(address); }
    void set_header(std::string name, std::string value);
    void clear_headers() { extra_.clear(); }
    // Waits for the answer.
    Called call(std::string const& method, std::string const& target, std::string body = {},
        std::string const& content_type = "application/json");
    // Signs in and acts as that person; throws Bug when it does not work.
    void sign_in(std::string const& email, std::string const& password);

private:
    House& house_;
    std::string token_, address_ = "127.0.0.1";
    std::vector<std::pair<std::string, std::string>> extra_;
};

} // namespace guildhall::app
