#include "http/rate_limit.hpp"
#include <algorithm>
#include <cmath>

namespace guildhall::http {

std::int64_t RateLimiter::limit_of(RateClass of) const
{
    switch (of) {
    case RateClass::none: return 0;
    case RateClass::auth: return limits_.auth_per_address;
    case RateClass::api: return limits_.api_per_user;
    case RateClass::anonymous_price: return limits_.anonymous_price_per_address;
    }
    return 0;
}

std::optional<std::int64_t> RateLimiter::refuse(RateClass of, std::string const& caller, Time now)
{
    auto const limit = static_cast<double>(limit_of(of));
    if (limit == 0) return std::nullopt;
    auto const key = std::string(1, static_cast<char>('0' + static_cast<int>(of))) + caller;
    auto& shard = shards_[std::hash<std::string>{}(key) % shards_.size()];
    std::lock_guard const lock(shard.mutex);
    // A flood of addresses must not fill the memory; forgetting everybody costs at most one burst each.
    if (shard.buckets.size() > most_buckets / shards_.size()) shard.buckets.clear();
    auto const [at, is_new] = shard.buckets.try_emplace(key, Bucket{limit, now});
    auto& bucket = at->second;
    auto const elapsed = std::chrono::duration<double>(now - bucket.filled_at).count();
    bucket.tokens = std::min(limit, bucket.tokens + std::max(0.0, elapsed) * limit / 60);
    bucket.filled_at = now;
    if (bucket.tokens < 1) return static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) * 60 / limit));
    bucket.tokens -= 1;
    return std::nullopt;
}

} // namespace guildhall::http
