// Files made to break their reader, sent through the worker: each costs only itself, in bounded time.
#include "analysis/analyst.hpp"
#include "step_text.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <thread>

namespace guildhall::analysis {
namespace {

using geometry::Defect;

std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

// Six levels, each of ten uses of the next.
std::string assembly_bomb()
{
    std::string data;
    for (int level = 1; level <= 7; ++level) data += "#" + std::to_string(level) + "=PRODUCT_DEFINITION('','',$,$);\n";
    int id = 100;
    for (int level = 1; level <= 6; ++level)
        for (int copy = 0; copy < 10; ++copy)
            data += "#" + std::to_string(id++) + "=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#" + std::to_string(level) +
                    ",#" + std::to_string(level + 1) + ",$);\n";
    return step_with(data);
}

struct HostileFile {
    char const* name;
    std::function<std::string()> text;
    Defect defect;
};
void PrintTo(HostileFile const& file, std::ostream* out) { *out << file.name; }

class Hostile : public ::testing::TestWithParam<HostileFile> {};

TEST_P(Hostile, IsRefusedWithASentence)
{
    Analyst analyst;
    auto const text = GetParam().text();
    Options options;
    options.allowance.wall = std::chrono::seconds(60);
    auto const analyzed = analyst.analyze(std::as_bytes(std::span(text)), options);
    ASSERT_FALSE(analyzed);
    EXPECT_EQ(analyzed.error().defect, GetParam().defect) << analyzed.error().detail;
    EXPECT_THAT(analyzed.error().detail, ::testing::EndsWith("."));
}

INSTANTIATE_TEST_SUITE_P(Files, Hostile,
    ::testing::Values(
        HostileFile{"parentheses", [] { return step_with("#1=A(" + repeated("(", 2'000'000)); }, Defect::damaged_file},
        HostileFile{
            "endless_list", [] { return step_with("#1=A((" + repeated("1,", 3'500'000)); }, Defect::too_complex},
        HostileFile{"assembly_bomb", assembly_bomb, Defect::too_complex},
        HostileFile{"assembly_in_itself",
            [] {
                return step_with("#1=PRODUCT_DEFINITION();#2=PRODUCT_DEFINITION();\n"
                                 "#3=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#1,#2,$);\n"
                                 "#4=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#2,#1,$);\n");
            },
            Defect::damaged_file},
        HostileFile{"three_million_points", [] { return points(3'000'001); }, Defect::too_complex}),
    [](auto const& test) { return std::string(test.param.name); });

// A file with something changed at random, the same in every run.
std::string spoiled(std::string text, unsigned seed)
{
    std::mt19937 random(seed);
    auto const place = [&] { return std::uniform_int_distribution<std::size_t>(0, text.size() - 1)(random); };
    if (seed % 4 == 0) return text.substr(0, place());
    for (unsigned i = 0; i < 1 + seed % 7; ++i) text[place()] = static_cast<char>(random() & 0xFF);
    return text;
}

// Another digit in a number or a reference leaves the syntax intact, so that the reader itself has to cope.
std::string with_other_digits(std::string text, unsigned seed)
{
    std::mt19937 random(seed);
    auto const data = text.find("DATA;");
    for (unsigned changed = 0; changed < 3;) {
        auto const at = std::uniform_int_distribution<std::size_t>(data, text.size() - 1)(random);
        if (text[at] < '0' || text[at] > '9') continue;
        text[at] = static_cast<char>('0' + random() % 10);
        ++changed;
    }
    return text;
}

TEST(SpoiledFiles, CostNobodyButThemselves)
{
    Analyst analyst({.executable = {}, .concurrent_jobs = 2});
    auto const good = read_text(GUILDHALL_SOURCE_DIR "/tests/data/cad/step/red_cube_blue_cylinder.step");
    Options options;
    options.picture.reset();
    options.glb = false;
    options.allowance.wall = std::chrono::seconds(30);
    std::atomic<unsigned> next = 0, refused = 0;
    auto const work = [&] {
        for (auto seed = next++; seed < 200; seed = next++) {
            auto const text = seed % 2 ? spoiled(good, seed) : with_other_digits(good, seed);
            auto const analyzed = analyst.analyze(std::as_bytes(std::span(text)), options);
            if (!analyzed) {
                ++refused;
                EXPECT_FALSE(analyzed.error().detail.empty()) << seed;
            }
            if (seed % 20 == 0) {
                auto const intact = analyst.analyze(std::as_bytes(std::span(good)), options);
                ASSERT_TRUE(intact) << intact.error().detail;
                EXPECT_NEAR(intact->analysis.volume_mm3, 1785.39816, 1e-3);
            }
        }
    };
    {
        std::jthread const first(work), second(work);
    }
    EXPECT_GT(refused, 50u);
}

} // namespace
} // namespace guildhall::analysis
