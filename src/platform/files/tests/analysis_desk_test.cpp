// Contents are analysed once, however many ask at the same time.
#include "analysis_desk.hpp"
#include <gtest/gtest.h>
#include <latch>

namespace guildhall::files {
namespace {

using namespace std::chrono_literals;

Store::Deadline soon() { return std::chrono::steady_clock::now() + 60s; }

Findings ready() { return {FileStatus::ready, {}, {}}; }

TEST(AnalysisDesk, AnalysesOneContentOnceForAllWhoAskAtTheSameTime)
{
    constexpr int askers = 16;
    std::atomic<int> analyses = 0;
    std::latch all_have_asked(askers);
    AnalysisDesk desk(4, [&](std::string const&, AnalysisDesk::Progress const&) {
        ++analyses;
        all_have_asked.wait(); // so that nobody can come after it
        return ready();
    });
    std::vector<std::jthread> threads;
    std::atomic<int> answered = 0;
    for (int i = 0; i < askers; ++i)
        threads.emplace_back([&] {
            auto const flight = desk.begin("same");
            all_have_asked.count_down();
            auto const found = flight->wait_until(soon());
            answered += found && found->status == FileStatus::ready;
        });
    threads.clear();
    EXPECT_EQ(answered, askers);
    EXPECT_EQ(analyses, 1);
}

TEST(AnalysisDesk, AnalysesDifferentContentsAtTheSameTime)
{
    std::latch both_run(2);
    AnalysisDesk desk(2, [&](std::string const&, AnalysisDesk::Progress const&) {
        both_run.arrive_and_wait(); // would never return if one came after the other
        return ready();
    });
    auto const one = desk.begin("one"), other = desk.begin("other");
    EXPECT_TRUE(one->wait_until(soon()));
    EXPECT_TRUE(other->wait_until(soon()));
}

TEST(AnalysisDesk, TellsProgressAndForgetsWhatIsDone)
{
    std::latch told(1), looked(1);
    AnalysisDesk desk(1, [&](std::string const& sha256, AnalysisDesk::Progress const& progress) {
        if (sha256 != "slow") return ready();
        progress(42);
        told.count_down();
        looked.wait();
        return ready();
    });
    auto const flight = desk.begin("slow");
    told.wait();
    EXPECT_EQ(desk.find("slow"), flight);
    EXPECT_EQ(desk.find("slow")->percent(), 42);
    EXPECT_FALSE(flight->wait_until({})) << "whoever does not wait learns nothing";
    looked.count_down();
    EXPECT_TRUE(flight->wait_until(soon()));
    EXPECT_FALSE(desk.find("unknown"));
    // The next flight of the single thread begins when the first has been forgotten.
    desk.begin("next")->wait_until(soon());
    EXPECT_FALSE(desk.find("slow"));
}

TEST(AnalysisDesk, CarriesFaultsToWhoeverWaits)
{
    AnalysisDesk desk(1, [](std::string const& sha256, AnalysisDesk::Progress const&) -> Findings {
        if (sha256 == "full disk") throw Unavailable("the disk is full");
        return ready();
    });
    EXPECT_THROW(desk.begin("full disk")->wait_until(soon()), Unavailable);
    EXPECT_TRUE(desk.begin("good")->wait_until(soon())) << "and goes on working";
}

} // namespace
} // namespace guildhall::files
