#pragma once
// Requests as other programs sign them, made by the test itself from what their documentation says.
#include "app/house.hpp"
#include "caller.hpp"

namespace guildhall::scenario {

// signed stripe by $secret   |   signed guildhall by $secret 6 minutes ago
struct Signer {
    std::string way, secret;
    std::chrono::microseconds ago{};
};
Signer signer_named(std::string const& words);

// Adds the headers that this sender adds.
void sign_next(
    app::Caller& caller, app::House& house, Signer const& signer, std::string const& target, std::string const& body);

// behind start= in $link as code: what stands there, and the name it is saved by.
std::pair<std::string, std::string> part_behind(std::string const& words);

// carrier twilio took $message as SM1: as if that carrier had taken the message's last attempt.
void hand_to_carrier(app::House& house, CompanyId company, std::string const& words);

// A key pair of P-256 for SendGrid's way: the private half is remembered by the public one, which is the "secret".
std::string make_sendgrid_key();

} // namespace guildhall::scenario
