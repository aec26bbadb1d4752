// Before anything else: who asks, and whether he may ask so often.
#include "http/router.hpp"
#include "http/uri.hpp"
#include "router_exchange.hpp"

namespace guildhall::http {
namespace {

// Whom a limit counts: whoever signs in by his address, others by what they have shown of themselves.
std::string caller_of(Claims const& claims, RateClass rate, std::string const& address)
{
    if (rate == RateClass::auth || rate == RateClass::code || !claims.signed_in()) return limited_address(address);
    return claims.api_key_id ? to_string(*claims.api_key_id) : to_string(*claims.user_id);
}

} // namespace

// Query, credentials and rate limit; the rest follows in run_limited.
void Router::run(std::shared_ptr<Exchange> const& exchange)
{
    auto& x = *exchange;
    auto fail = [&](unsigned status, std::string_view code, std::string detail = {}) {
        x.answer = problem_answer(status, code, std::move(detail));
        finish(x, nullptr);
    };
    auto uri = parse_uri(x.request.target);
    if (!uri) return fail(400, "malformed_target", uri.error());
    x.query = std::move(uri->query);
    x.claims = authenticator_.claims_of(x.request, x.now);
    auto rate = x.route->facts.rate;
    if (rate == RateClass::anonymous_price && x.claims.signed_in()) rate = RateClass::api;
    auto caller = caller_of(x.claims, rate, x.request.remote_address);
    auto const limit = limiter_.limit_of(rate);
    if (settings_.shared_limits && limit > 0 &&
        settings_.shared_limits->ask(
            rate, caller, limit, [this, exchange, rate, caller](SharedLimiter::Verdict verdict) {
                go_on_limited(exchange, verdict ? *verdict : limiter_.refuse(rate, caller, exchange->now));
            }))
        return;
    run_limited(exchange, limiter_.refuse(rate, caller, x.now));
}

// Several nodes have counted, and another thread has the answer. It has better things to do than to work on requests.
void Router::go_on_limited(std::shared_ptr<Exchange> const& exchange, std::optional<std::int64_t> wait)
{
    trace::Within const within(exchange->span.context());
    auto go_on = [this, exchange, wait] {
        try {
            run_limited(exchange, wait);
        } catch (...) {
            finish(*exchange, std::current_exception());
        }
    };
    if (reads_.post(go_on)) return;
    exchange->answer = problem_answer(503, "too_busy", "Too many requests wait; try again in a moment.");
    finish(*exchange, nullptr);
}

} // namespace guildhall::http
