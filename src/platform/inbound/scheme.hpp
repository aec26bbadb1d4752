#pragma once
// What is known of each way to sign: whose secret it is, which bodies it has, how long it stays fresh. Pure.
#include "inbound/inbound.hpp"

namespace guildhall::inbound {

struct SchemeFacts {
    bool is_secret_ours = false; // we make the secret, unless the company brings one; else the sender gives it
    bool takes_forms = false;    // also application/x-www-form-urlencoded
    std::optional<std::chrono::seconds> fresh_for = {}; // age allowed; absent: it carries no time
};
SchemeFacts facts_of(Scheme scheme);

bool takes_type(Scheme scheme, std::string_view content_type);
// What is wrong with a secret that somebody wrote, as a sentence.
std::optional<std::string> secret_fault(Scheme scheme, std::string_view secret);

} // namespace guildhall::inbound
