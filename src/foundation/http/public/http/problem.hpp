#pragma once
// Errors as RFC 9457 problem documents: stable code, a sentence, every field at fault, the request id.
#include "base/outcome.hpp"
#include "http/message.hpp"
#include "reflect/json_reader.hpp"

namespace guildhall::http {

struct Problem {
    unsigned status = 500;
    std::string code;   // stable word, e.g. quote_not_found
    std::string detail; // sentence; made from the code when empty
    reflect::Complaints errors;
    std::vector<std::string> allowed;             // for refusals that know what would have been possible
    std::optional<std::int64_t> retry_after = {}; // seconds, becomes Retry-After
    std::vector<Fact> facts = {};                 // more members
};

// application/problem+json. Where requests are traced, it names the trace too.
Response problem_response(Problem const& problem, std::string_view request_id, std::string_view trace_id = {});

// 404 for …not_found, 403 for …not_allowed, 402 for what the plan does not hold, 401 for …not_signed_in /
// wrong_credentials, 412 for version_has_changed, 422 for refusals about one member, 429 for too_many_attempts,
// …_requests and …_uploads, else 409.
unsigned status_of_refusal(std::string_view code, bool names_a_member);

// "quote_not_found" → "Quote not found."
std::string sentence_of(std::string_view code);

} // namespace guildhall::http
