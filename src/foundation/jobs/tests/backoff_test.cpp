// Delays and fates as tables.
#include "jobs/registry.hpp"
#include "settle.hpp"
#include <gtest/gtest.h>

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

TEST(Backoff, DoublesUpToItsLimit)
{
    Backoff const backoff{.first = 10s, .most = 60s, .jitter = 0};
    seconds const expected[] = {10s, 20s, 40s, 60s, 60s};
    for (std::int64_t attempt = 1; attempt <= 5; ++attempt)
        EXPECT_EQ(delay_after(backoff, attempt, 0.5), expected[attempt - 1]) << attempt;
    EXPECT_EQ(delay_after(backoff, 1'000'000, 0.5), 60s);
}

TEST(Backoff, FollowsGivenSteps)
{
    Backoff const bitrix{.steps = {1min, 5min, 15min, 1h, 4h}, .jitter = 0.2};
    EXPECT_EQ(delay_after(bitrix, 1, 0.5), 1min);
    EXPECT_EQ(delay_after(bitrix, 4, 0.5), 1h);
    EXPECT_EQ(delay_after(bitrix, 9, 0.5), 4h);
    EXPECT_EQ(delay_after(bitrix, 2, 0.0), 4min);
    EXPECT_EQ(delay_after(bitrix, 2, 0.75), 5min + 30s);
    EXPECT_LT(delay_after(bitrix, 2, 0.999), 6min);
}

struct FateCase {
    Ending ending;
    std::int64_t attempt;
    bool cancel_requested;
    JobState state;
    std::int64_t attempt_then;
    bool waits;
};

TEST(Fate, FollowsTheTable)
{
    Time const now{}, later = now + 1h;
    ClaimedJob job;
    job.max_attempts = 3;
    job.max_attempts = 3;
    using enum JobState;
    for (auto const& c : {FateCase{Ending::succeeded, 1, false, succeeded, 1, false},
             FateCase{Ending::succeeded, 3, true, succeeded, 3, false}, // it is done; cancelling came too late
             FateCase{Ending::failed, 1, false, failed, 1, true}, FateCase{Ending::failed, 3, false, dead, 3, false},
             FateCase{Ending::failed, 1, true, cancelled, 1, false}, FateCase{Ending::gave_up, 1, false, dead, 1, false},
             FateCase{Ending::stopped, 1, true, cancelled, 1, false},
             FateCase{Ending::handed_back, 2, false, queued, 1, true}, // the attempt does not count
             FateCase{Ending::handed_back, 2, true, cancelled, 2, false},
             FateCase{Ending::abandoned, 2, false, failed, 2, true},
             FateCase{Ending::abandoned, 3, false, dead, 3, false},
             FateCase{Ending::abandoned, 1, true, cancelled, 1, false}}) {
        job.attempt = c.attempt;
        auto const fate = fate_of(job, {c.ending, "", later}, c.cancel_requested, now);
        SCOPED_TRACE(static_cast<int>(c.ending));
        EXPECT_EQ(fate.state, c.state);
        EXPECT_EQ(fate.attempt, c.attempt_then);
        EXPECT_EQ(fate.run_at.has_value(), c.waits);
    }
    EXPECT_EQ(fate_of(job, {Ending::failed, "", later}, false, now).run_at, later);
    EXPECT_EQ(fate_of(job, {Ending::abandoned, "", {}}, false, now).run_at, now) << "somebody else takes it at once";
}

} // namespace
} // namespace guildhall::jobs
