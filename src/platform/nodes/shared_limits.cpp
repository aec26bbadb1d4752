// Token buckets that several nodes share.
#include "nodes/nodes.hpp"

namespace guildhall::nodes {
namespace {

// A bucket of `limit` tokens that fills within a minute, kept as the microsecond at which it is full again (GCRA): one
// token moves that by a step, and no further than a minute from now. Absent is full. Answers the seconds to wait, 0
// for a token.
constexpr std::string_view take_token = R"(
local step = math.max(1, math.floor(60000000 / tonumber(ARGV[1])))
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full = math.max(now, tonumber(redis.call('GET', KEYS[1])) or now) + step
local wait = full - now - 60000000
if wait > 0 then return math.ceil(wait / 1000000) end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
return 0
)";

trace::Span limit_span()
{
    auto span = trace::Span::child(trace::Kind::client, "EVAL limit");
    span.set("db.system.name", std::string("redis"));
    span.set("db.operation.name", std::string("EVAL"));
    return span;
}

} // namespace

http::SharedLimiter::Verdict verdict_of(std::optional<redis::Reply> const& reply)
{
    if (!reply || reply->is_error || !reply->number) return std::nullopt;
    return *reply->number == 0 ? std::optional<std::int64_t>{} : reply->number;
}

bool Nodes::ask(http::RateClass of, std::string const& caller, std::int64_t limit, Told told)
{
    if (!link_) return false;
    auto key = settings_.prefix + ":limit:" + std::to_string(static_cast<int>(of)) + ":" + caller;
    auto const asked = link_->send({"EVAL", std::string(take_token), "1", std::move(key), std::to_string(limit)},
        [this, span = limit_span(), told = std::move(told)](std::optional<redis::Reply> reply) mutable {
            auto const verdict = verdict_of(reply);
            if (!verdict) span.fail(reply ? "error" : "unreachable");
            span.end();
            if (!verdict) ++counted_here_;
            told(verdict);
        });
    if (!asked) ++counted_here_;
    return asked;
}

} // namespace guildhall::nodes
