#include "analysis/analyst.hpp"
#include "analysis/shadow_memory.hpp"
#include "base/outcome.hpp"
#include "step_text.hpp"
#include <algorithm>
#include <csignal>
#include <cstring>
#include <functional>
#include <future>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <thread>

namespace guildhall::analysis {
namespace {

using geometry::Defect;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::filesystem::path corpus_file(std::string const& name) { return GUILDHALL_SOURCE_DIR "/tests/data/cad/" + name; }

std::span<std::byte const> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

Options numbers_only()
{
    Options options;
    options.picture.reset();
    options.glb = false;
    return options;
}

// Width, height and color type stand at fixed places in the first chunk.
struct PngHead {
    std::uint32_t width = 0, height = 0;
    int color_type = 0;
};
PngHead head_of(std::string const& png)
{
    auto const number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(png.at(at + i));
        return value;
    };
    return {number(16), number(20), png.at(25)};
}

bool becomes_true(std::function<bool()> const& condition)
{
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < deadline) {
        if (condition()) return true;
        std::this_thread::yield();
    }
    return condition();
}

// A process that has ended but is not yet collected counts as gone.
bool is_gone(pid_t pid)
{
    auto const status = read_text("/proc/" + std::to_string(pid) + "/stat");
    auto const name_end = status.rfind(')');
    return name_end == status.npos || status.at(name_end + 2) == 'Z';
}

std::vector<pid_t> children_of(pid_t pid)
{
    auto const task = "/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children";
    std::istringstream text(read_text(task));
    return {std::istream_iterator<pid_t>(text), {}};
}

std::size_t open_descriptors()
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
}

TEST(Analyst, MeasuresAndDrawsFilesOfEachKind)
{
    Analyst analyst;
    struct {
        char const *file, *format;
        double volume_mm3;
    } const files[] = {{"step/motor_holder.step", "step", 13314.2759}, {"stl/motor_holder.stl", "stl", 13307.1914},
        {"3mf/core_box.3mf", "3mf", 6000}};
    for (auto const& [file, format, volume] : files) {
        auto const analyzed = analyst.analyze(corpus_file(file));
        ASSERT_TRUE(analyzed) << file << ": " << analyzed.error().detail;
        EXPECT_EQ(analyzed->analysis.format, format);
        EXPECT_NEAR(analyzed->analysis.volume_mm3, volume, 1e-3 * volume) << file;
        EXPECT_TRUE(analyzed->analysis.watertight) << file;
        EXPECT_THAT(analyzed->png, StartsWith("\x89PNG"));
        EXPECT_EQ(head_of(analyzed->png).width, 800u);
        EXPECT_THAT(analyzed->glb, StartsWith("glTF"));
        EXPECT_GT(analyzed->cpu_time.count(), 0);
        EXPECT_GT(analyzed->peak_memory_bytes, 1u << 20);
    }
}

TEST(Analyst, TakesFilesFromMemoryAndFromDescriptors)
{
    Analyst analyst;
    auto const text = read_text(corpus_file("step/cuboid.step"));
    auto const from_memory = analyst.analyze(bytes(text), numbers_only());
    ASSERT_TRUE(from_memory) << from_memory.error().detail;
    EXPECT_NEAR(from_memory->analysis.volume_mm3, 50.8 * 25.4 * 76.2, 1e-6);
    EXPECT_TRUE(from_memory->png.empty());
    EXPECT_TRUE(from_memory->glb.empty());

    std::FILE* const file = std::fopen(corpus_file("step/cuboid.step").c_str(), "rb");
    ASSERT_TRUE(file);
    std::fseek(file, 100, SEEK_SET);
    EXPECT_TRUE(analyst.analyze(fileno(file), numbers_only()));
    EXPECT_EQ(std::ftell(file), 100);
    std::fclose(file);
}

TEST(Analyst, BelievesWhatTheUserSaysAboutUnits)
{
    Analyst analyst;
    auto options = numbers_only();
    auto const assumed = analyst.analyze(corpus_file("stl/featuretype_inch.stl"), options);
    options.unit = "inch";
    auto const told = analyst.analyze(corpus_file("stl/featuretype_inch.stl"), options);
    ASSERT_TRUE(assumed && told);
    EXPECT_TRUE(assumed->analysis.units_assumed);
    EXPECT_NEAR(told->analysis.volume_mm3, assumed->analysis.volume_mm3 * 25.4 * 25.4 * 25.4, 1);
}

TEST(Analyst, RendersInOtherSizes)
{
    Analyst analyst;
    for (auto const* file : {"step/cuboid.step", "stl/handle_clean.stl"}) {
        auto const png = analyst.render(corpus_file(file), Picture{.width = 320, .height = 240, .transparent = true});
        ASSERT_TRUE(png) << png.error().detail;
        EXPECT_EQ(head_of(*png).width, 320u);
        EXPECT_EQ(head_of(*png).height, 240u);
        EXPECT_EQ(head_of(*png).color_type, 6); // with alpha
    }
}

TEST(Analyst, SaysWhyAFileCannotBeMeasured)
{
    Analyst analyst;
    auto const failure_of = [&](std::string_view text) {
        auto const analyzed = analyst.analyze(bytes(text), numbers_only());
        return analyzed ? geometry::Failure{} : analyzed.error();
    };
    EXPECT_EQ(failure_of("").defect, Defect::empty_file);
    EXPECT_EQ(failure_of("%PDF-1.7\n%…").defect, Defect::unknown_format);
    EXPECT_EQ(failure_of(read_text(corpus_file("step/ap209_fea_no_brep.stp"))).defect, Defect::no_geometry);
    auto const half = read_text(corpus_file("step/cuboid.step")).substr(0, 5000);
    EXPECT_EQ(failure_of(half).defect, Defect::damaged_file);
    EXPECT_THAT(failure_of(half).detail, HasSubstr("incomplete (line "));
    EXPECT_THROW(analyst.analyze(corpus_file("no/such.file")), Unavailable);
}

TEST(Analyst, EndsAFileThatTakesTooLong)
{
    Analyst analyst;
    auto options = numbers_only();
    options.allowance.wall = std::chrono::milliseconds(30);
    auto const analyzed = analyst.analyze(corpus_file("step/printable_case_15_solids.stp"), options);
    ASSERT_FALSE(analyzed);
    EXPECT_EQ(analyzed.error().defect, Defect::time_limit_exceeded);
    EXPECT_THAT(analyzed.error().detail, HasSubstr("too complex"));
    EXPECT_TRUE(analyst.analyze(corpus_file("step/cuboid.step"), numbers_only()));
}

TEST(Analyst, EndsAFileThatTakesTooMuchMemory)
{
    if (has_shadow_memory) GTEST_SKIP() << "sanitizers need the address space";
    Analyst analyst;
    auto options = numbers_only();
    options.allowance.memory_bytes = 300 << 20;
    auto const analyzed = analyst.analyze(bytes(points(600'000)), options);
    ASSERT_FALSE(analyzed);
    EXPECT_EQ(analyzed.error().defect, Defect::memory_limit_exceeded) << analyzed.error().detail;
    EXPECT_THAT(analyzed.error().detail, HasSubstr("300 MB"));
    EXPECT_TRUE(analyst.analyze(corpus_file("step/cuboid.step"), options));
}

TEST(Analyst, EndsAFileThatTakesTooMuchProcessorTime)
{
    Analyst analyst;
    auto options = numbers_only();
    options.allowance.cpu = std::chrono::seconds(1);
    auto const analyzed = analyst.analyze(bytes(points(1'500'000)), options);
    ASSERT_FALSE(analyzed);
    EXPECT_EQ(analyzed.error().defect, Defect::time_limit_exceeded) << analyzed.error().detail;
}

TEST(Analyst, LosesOnlyTheJobWhoseProcessDies)
{
    Analyst analyst({.executable = {}, .concurrent_jobs = 2});
    ASSERT_TRUE(analyst.analyze(corpus_file("step/cuboid.step"), numbers_only()));
    auto const worker = *analyst.worker_pid();
    auto doomed = std::async(std::launch::async,
        [&] { return analyst.analyze(corpus_file("step/printable_case_15_solids.stp"), numbers_only()); });
    ASSERT_TRUE(becomes_true([&] { return !children_of(worker).empty(); }));
    for (auto const child : children_of(worker)) kill(child, SIGKILL);
    auto const other = analyst.analyze(corpus_file("step/io1_cm_214.stp"), numbers_only());
    EXPECT_TRUE(other) << other.error().detail;
    auto const lost = doomed.get();
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().defect, Defect::analysis_crashed);
    EXPECT_EQ(analyst.worker_pid(), worker);
}

TEST(Analyst, StartsTheWorkerAgainWhenItDies)
{
    Analyst analyst({.executable = {}, .concurrent_jobs = 4});
    ASSERT_TRUE(analyst.analyze(corpus_file("step/cuboid.step"), numbers_only()));
    auto const first = *analyst.worker_pid();
    std::vector<std::future<bool>> jobs;
    for (int i = 0; i < 4; ++i)
        jobs.push_back(std::async(std::launch::async,
            [&] { return analyst.analyze(corpus_file("step/hinge_right_assembly.stp"), numbers_only()).has_value(); }));
    ASSERT_TRUE(becomes_true([&] { return !children_of(first).empty(); }));
    auto const orphans = children_of(first);
    kill(first, SIGKILL);
    for (auto& job : jobs) EXPECT_TRUE(job.get());
    EXPECT_NE(*analyst.worker_pid(), first);
    for (auto const orphan : orphans) EXPECT_TRUE(becomes_true([&] { return is_gone(orphan); }));
}

TEST(Analyst, ServesManyCallersAtOnce)
{
    Analyst analyst({.executable = {}, .concurrent_jobs = 4});
    std::vector<std::future<double>> jobs;
    for (int i = 0; i < 16; ++i)
        jobs.push_back(std::async(std::launch::async, [&, i] {
            auto const* const file = i % 2 ? "step/red_cube_blue_cylinder.step" : "stl/handle_clean.stl";
            auto const analyzed = analyst.analyze(corpus_file(file), numbers_only());
            return analyzed ? analyzed->analysis.volume_mm3 : 0;
        }));
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        auto const expected = i % 2 ? 1785.39816 : 40125.7;
        EXPECT_NEAR(jobs[i].get(), expected, 1e-4 * expected);
    }
}

TEST(Analyst, LeavesNoDescriptorsBehind)
{
    Analyst analyst;
    ASSERT_TRUE(analyst.analyze(corpus_file("step/cuboid.step"), numbers_only()));
    auto const before = open_descriptors();
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(analyst.analyze(corpus_file("stl/handle_clean.stl"), numbers_only()));
    EXPECT_EQ(open_descriptors(), before);
    auto const worker = *analyst.worker_pid();
    auto const worker_fds = "/proc/" + std::to_string(worker) + "/fd";
    // 0, 1, 2 and the control socket; a job's are closed a moment after its result has come.
    EXPECT_TRUE(becomes_true([&] { return std::distance(std::filesystem::directory_iterator(worker_fds), {}) == 4; }));
}

TEST(Analyst, TakesItsWorkerWithIt)
{
    pid_t worker = 0;
    {
        Analyst analyst;
        ASSERT_TRUE(analyst.analyze(corpus_file("stl/handle_clean.stl"), numbers_only()));
        worker = *analyst.worker_pid();
    }
    EXPECT_TRUE(is_gone(worker));
}

TEST(Analyst, TakesItsWorkerWithItEvenWhenKilled)
{
    int report[2];
    ASSERT_EQ(pipe(report), 0);
    auto const program = fork();
    if (program == 0) {
        Analyst analyst;
        auto const analyzed = analyst.analyze(corpus_file("stl/handle_clean.stl"), numbers_only());
        auto const worker = analyzed ? *analyst.worker_pid() : 0;
        [[maybe_unused]] auto const written = write(report[1], &worker, sizeof worker);
        raise(SIGKILL);
    }
    pid_t worker = 0;
    ASSERT_EQ(read(report[0], &worker, sizeof worker), ssize_t{sizeof worker});
    waitpid(program, nullptr, 0);
    ASSERT_GT(worker, 0);
    EXPECT_TRUE(becomes_true([&] { return is_gone(worker); }));
    close(report[0]);
    close(report[1]);
}

TEST(Analyst, SaysWhenThereIsNoWorker)
{
    Analyst analyst({.executable = "/nonexistent/guildhall-geometry", .concurrent_jobs = 1});
    EXPECT_THROW(analyst.analyze(corpus_file("stl/handle_clean.stl")), Unavailable);
}

} // namespace
} // namespace guildhall::analysis
