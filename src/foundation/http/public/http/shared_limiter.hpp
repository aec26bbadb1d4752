#pragma once
// Limits that several nodes share (PL-67).
#include "http/rate_limit.hpp"
#include <functional>

namespace guildhall::http {

class SharedLimiter {
public:
    virtual ~SharedLimiter() = default;
    // Seconds to wait inside, or nothing inside: the request may pass. Nothing at all: who counts did not answer.
    using Verdict = std::optional<std::optional<std::int64_t>>;
    using Told = std::move_only_function<void(Verdict)>;
    // Takes one token of a bucket of `limit` a minute, as RateLimiter does, and says so on a thread of its own.
    // False, and nothing is said, when nobody can be asked now: the node counts for itself.
    virtual bool ask(RateClass of, std::string const& caller, std::int64_t limit, Told told) = 0;
};

} // namespace guildhall::http
