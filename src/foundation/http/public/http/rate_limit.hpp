#pragma once
// Token buckets in memory, per route class and caller (PL-67 for one node).
#include "base/time.hpp"
#include <array>
#include <boost/describe.hpp>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace guildhall::http {

BOOST_DEFINE_ENUM_CLASS(RateClass, none, auth, code, api, anonymous_price, inbound)

// Whom a limit per address counts: the address itself, or of IPv6 its /64, which is what one customer gets.
std::string limited_address(std::string const& address);

class RateLimiter {
public:
    // Requests a minute; 0 means unlimited. Defaults: product rules.
    struct Limits {
        std::int64_t auth_per_address = 10;
        std::int64_t api_per_user = 600;
        std::int64_t anonymous_price_per_address = 30;
        std::int64_t code_per_address = 5;        // one-time codes: sent and tried
        std::int64_t inbound_per_address = 3'000; // events that other programs send
    };
    explicit RateLimiter(Limits limits)
        : limits_(limits)
    {
    }
    // Takes one token; answers the seconds to wait when there is none.
    std::optional<std::int64_t> refuse(RateClass of, std::string const& caller, Time now);
    // How many callers are remembered now; never more than most_buckets.
    std::size_t remembered();
    static constexpr std::size_t most_buckets = 100'000;

    // Requests a minute; 0 means unlimited.
    std::int64_t limit_of(RateClass of) const;

private:
    struct Bucket {
        double tokens = 0;
        Time filled_at;
    };
    struct Shard {
        std::mutex mutex;
        std::unordered_map<std::string, Bucket> buckets;
    };
    static void make_room(Shard& shard, Time now);
    Limits limits_;
    std::array<Shard, 16> shards_;
};

} // namespace guildhall::http
