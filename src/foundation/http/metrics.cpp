#include "http/metrics.hpp"
#include "http/route.hpp"

namespace guildhall::http {

void Metrics::count(std::size_t route, unsigned status, std::chrono::nanoseconds took)
{
    if (route >= size_) return;
    auto& series = series_[route];
    auto const relaxed = std::memory_order_relaxed;
    series.by_status_class[std::min(status / 100, 5u)].fetch_add(1, relaxed);
    auto const ms = static_cast<double>(took.count()) / 1e6;
    std::size_t bucket = 0;
    while (bucket < bounds_ms.size() && ms > bounds_ms[bucket]) ++bucket;
    series.by_latency[bucket].fetch_add(1, relaxed);
    series.total_nanoseconds.fetch_add(took.count(), relaxed);
}

std::string Metrics::text(std::vector<Route> const& routes) const
{
    std::string requests = "# HELP guildhall_http_requests_total Requests by route and class of status.\n"
                           "# TYPE guildhall_http_requests_total counter\n";
    std::string latency = "# HELP guildhall_http_request_seconds Time from request read to answer handed over.\n"
                          "# TYPE guildhall_http_request_seconds histogram\n";
    for (std::size_t i = 0; i < size_ && i <= routes.size(); ++i) {
        auto const is_route = i < routes.size();
        auto const labels = "method=\"" + (is_route ? routes[i].method : "any") + "\",route=\"" +
                            (is_route ? routes[i].path : "none") + "\"";
        std::int64_t total = 0;
        for (std::size_t c = 1; c < 6; ++c) {
            auto const n = series_[i].by_status_class[c].load();
            if (n == 0) continue;
            total += n;
            requests += "guildhall_http_requests_total{" + labels + ",status=\"" + std::to_string(c) + "xx\"} " +
                        std::to_string(n) + "\n";
        }
        if (total == 0) continue;
        std::int64_t below = 0;
        for (std::size_t b = 0; b <= bounds_ms.size(); ++b) {
            below += series_[i].by_latency[b].load();
            auto const bound = b == bounds_ms.size() ? std::string("+Inf") : reflect::to_json(bounds_ms[b] / 1000);
            latency += "guildhall_http_request_seconds_bucket{" + labels + ",le=\"" + bound + "\"} " +
                       std::to_string(below) + "\n";
        }
        latency += "guildhall_http_request_seconds_sum{" + labels + "} " +
                   reflect::to_json(static_cast<double>(series_[i].total_nanoseconds.load()) / 1e9) + "\n";
        latency += "guildhall_http_request_seconds_count{" + labels + "} " + std::to_string(below) + "\n";
    }
    return requests + latency;
}

} // namespace guildhall::http
