#include "http/rate_limit.hpp"
#include <algorithm>
#include <arpa/inet.h>
#include <cmath>

namespace guildhall::http {
namespace {

constexpr std::size_t shard_size = RateLimiter::most_buckets / 16;

} // namespace

std::string limited_address(std::string const& address)
{
    in6_addr bytes{};
    if (address.find(':') == address.npos || ::inet_pton(AF_INET6, address.c_str(), &bytes) != 1) return address;
    for (std::size_t i = 8; i < 16; ++i) bytes.s6_addr[i] = 0;
    std::array<char, INET6_ADDRSTRLEN> text{};
    return std::string(::inet_ntop(AF_INET6, &bytes, text.data(), text.size())) + "/64";
}

std::int64_t RateLimiter::limit_of(RateClass of) const
{
    switch (of) {
    case RateClass::none: return 0;
    case RateClass::auth: return limits_.auth_per_address;
    case RateClass::code: return limits_.code_per_address;
    case RateClass::api: return limits_.api_per_user;
    case RateClass::inbound: return limits_.inbound_per_address;
    case RateClass::anonymous_price: return limits_.anonymous_price_per_address;
    }
    return 0;
}

// A flood of addresses must not fill the memory. Whoever has been quiet for a minute has a full bucket, which is as
// good as none; when even that leaves it crowded, forgetting everybody costs at most one burst each. Either way half of
// the places are free afterwards, so that the walk is paid for by as many new callers.
void RateLimiter::make_room(Shard& shard, Time now)
{
    std::erase_if(
        shard.buckets, [&](auto const& one) { return now - one.second.filled_at >= std::chrono::minutes(1); });
    if (shard.buckets.size() > shard_size / 2) shard.buckets.clear();
}

std::size_t RateLimiter::remembered()
{
    std::size_t all = 0;
    for (auto& shard : shards_) {
        std::lock_guard const lock(shard.mutex);
        all += shard.buckets.size();
    }
    return all;
}

std::optional<std::int64_t> RateLimiter::refuse(RateClass of, std::string const& caller, Time now)
{
    auto const limit = static_cast<double>(limit_of(of));
    if (limit == 0) return std::nullopt;
    auto const key = std::string(1, static_cast<char>('0' + static_cast<int>(of))) + caller;
    auto& shard = shards_[std::hash<std::string>{}(key) % shards_.size()];
    std::lock_guard const lock(shard.mutex);
    if (shard.buckets.size() >= shard_size) make_room(shard, now);
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
