#pragma once
// Counters and a latency histogram per route, in the Prometheus text format.
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace guildhall::http {

struct Route;

class Metrics {
public:
    // One series per route, by its index, and one behind them for all that is no route.
    void resize(std::size_t routes) { series_ = std::make_unique<Series[]>(routes + 1), size_ = routes + 1; }
    void count(std::size_t route, unsigned status, std::chrono::nanoseconds took);
    std::string text(std::vector<Route> const& routes) const;

private:
    static constexpr std::array<double, 10> bounds_ms{0.25, 0.5, 1, 2.5, 5, 10, 50, 250, 1000, 5000};
    struct Series {
        std::array<std::atomic<std::int64_t>, 6> by_status_class{};
        std::array<std::atomic<std::int64_t>, bounds_ms.size() + 1> by_latency{};
        std::atomic<std::int64_t> total_nanoseconds{0};
    };
    std::unique_ptr<Series[]> series_;
    std::size_t size_ = 0;
};

} // namespace guildhall::http
