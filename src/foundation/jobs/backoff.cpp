#include "jobs/registry.hpp"
#include <algorithm>
#include <cmath>

namespace guildhall::jobs {

std::chrono::microseconds delay_after(Backoff const& backoff, std::int64_t attempt, double chance)
{
    using Seconds = std::chrono::duration<double>;
    Seconds delay;
    if (!backoff.steps.empty()) {
        auto const last = static_cast<std::int64_t>(backoff.steps.size()) - 1;
        delay = backoff.steps[static_cast<std::size_t>(std::clamp<std::int64_t>(attempt - 1, 0, last))];
    } else {
        auto const doublings = static_cast<int>(std::clamp<std::int64_t>(attempt - 1, 0, 40));
        delay = std::min<Seconds>(Seconds(backoff.first) * std::ldexp(1.0, doublings), Seconds(backoff.most));
    }
    delay *= 1 + backoff.jitter * (2 * chance - 1);
    return std::chrono::duration_cast<std::chrono::microseconds>(delay);
}

} // namespace guildhall::jobs
