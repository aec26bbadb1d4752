#include "analysis/analyst.hpp"
#include <gtest/gtest.h>
TEST(Analyst, First)
{
    guildhall::analysis::Analyst analyst;
    auto const r = analyst.analyze(
        std::filesystem::path(GUILDHALL_SOURCE_DIR "/tests/data/cad/step/cuboid.step"), {.picture = {}, .glb = false});
    ASSERT_TRUE(r) << r.error().detail;
    EXPECT_NEAR(r->analysis.volume_mm3, 98322.384, 1e-3);
    printf("cpu %ld us peak %zu kB\n", (long)r->cpu_time.count(), r->peak_memory_bytes / 1024);
}
