// Every scenario on every engine, then what they must have shown together.
#include "scenario.hpp"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

namespace guildhall::scenario {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> all_files()
{
    std::vector<fs::path> files;
    for (auto const* folder : {"/src", "/tests/scenarios"})
        if (fs::exists(std::string(GUILDHALL_SOURCE_DIR) + folder))
            for (auto const& entry : fs::recursive_directory_iterator(std::string(GUILDHALL_SOURCE_DIR) + folder))
                if (entry.path().extension() == ".test") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

class Scenario : public testing::TestWithParam<std::tuple<fs::path, std::string>> {};

TEST_P(Scenario, GoesAsWritten)
{
    auto const& [file, engine] = GetParam();
    for (auto const& fault : run(file, engine)) ADD_FAILURE() << fault;
}

INSTANTIATE_TEST_SUITE_P(All, Scenario, testing::Combine(testing::ValuesIn(all_files()), testing::ValuesIn(engines())),
    [](auto const& play) {
        auto name = std::get<0>(play.param).stem().string() + "_" + std::get<1>(play.param);
        for (char& c : name)
            if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
        return name;
    });

class Statements : public testing::TestWithParam<std::string> {};

// Valid SQL, own tables, company first, nothing scanned: every statement of the program, and every list it can make.
TEST_P(Statements, KeepTheRules)
{
    Stage stage(GetParam());
    for (auto const& fault : stage.house().database().check_statements()) ADD_FAILURE() << fault;
    for (auto const& proof : http::listing_registry()) {
        auto const listing = proof();
        for (auto const& fault : stage.house().database().check_texts(*listing.tables, listing.texts))
            ADD_FAILURE() << fault;
    }
}
INSTANTIATE_TEST_SUITE_P(
    All, Statements, testing::ValuesIn(engines()), [](auto const& engine) { return engine.param; });

// Refusals that no caller can bring about at will; the tests named show them.
constexpr std::string_view shown_elsewhere[] = {
    "post /api/v1/jobs/{job_id}/retry job_already_open",        // src/foundation/jobs/tests/queue_test.cpp
    "get /api/v1/events/stream too_many_requests",              // src/platform/live/tests/hub_test.cpp
    "get /api/v1/events/socket too_many_requests",              // the same
    "post /api/v1/messages/{message_id}/resend holds_a_secret", // messages_test.cpp
    "post /api/v1/bulk-operations/{bulk_operation_id}/undo bulk_operation_not_over", // bulk_test.cpp
    "post /api/v1/bulk-operations/{bulk_operation_id}/undo undoing_not_allowed",     // the same
};

// What all lists of bulk steps refuse alike: bulk_test.cpp asks each of them, large_test.cpp the one with too many
// rows.
bool is_refused_alike(http::Route const& route, std::string const& word)
{
    if (route.method != "POST" || route.path.find("/bulk") == route.path.npos) return false;
    return word == "too_many_rows" || reflect::enum_of<bulk::BulkChangeRefusal>(word).has_value();
}

// Where the parts of the scenarios, when they run in parts, leave what they have seen refused; empty: all run together.
std::filesystem::path folder_of_parts()
{
    auto const* folder = std::getenv("GUILDHALL_REFUSALS_SEEN");
    return folder ? folder : "";
}

class OnePart : public testing::Environment {
    void TearDown() override
    {
        auto const* part = std::getenv("GTEST_SHARD_INDEX");
        if (!part || folder_of_parts().empty()) return;
        std::filesystem::create_directories(folder_of_parts());
        std::ofstream file(folder_of_parts() / part);
        for (auto const& name : refusals_seen()) file << name << '\n';
    }
};
auto* const one_part = testing::AddGlobalTestEnvironment(new OnePart);

void remember_parts()
{
    for (auto const& part : std::filesystem::directory_iterator(folder_of_parts())) {
        std::ifstream file(part.path());
        for (std::string name; std::getline(file, name);) refusals_seen().insert(name);
    }
}

// Runs last: what a route declares as refusal, some scenario has shown.
class Refusals : public testing::TestWithParam<int> {};
TEST_P(Refusals, AreAllShown)
{
    if (std::getenv("GTEST_SHARD_INDEX")) GTEST_SKIP() << "asked once all parts have run";
    if (!folder_of_parts().empty())
        remember_parts();
    else if (testing::GTEST_FLAG(filter) != "*")
        GTEST_SKIP() << "only meaningful when all scenarios ran";
    Stage stage("sqlite");
    for (auto const& route : stage.house().router().routes()) {
        if (route.method == "PATCH" && route.facts.summary != "" &&
            std::ranges::any_of(stage.house().router().routes(),
                [&](auto const& other) { return other.method == "POST" && other.path == route.path; }))
            continue; // the same use case under its second method
        auto method = route.method;
        for (char& c : method) c = static_cast<char>(std::tolower(c));
        for (auto const& word : route.refusals) {
            auto const name = method + " " + route.path + " " + word;
            if (word == "too_many_rows" && route.path.ends_with("/export")) continue; // large_test.cpp
            if (is_refused_alike(route, word)) continue;
            if (std::ranges::find(shown_elsewhere, name) != std::end(shown_elsewhere)) continue;
            EXPECT_TRUE(refusals_seen().contains(name)) << "no scenario shows " << name;
        }
    }
}
INSTANTIATE_TEST_SUITE_P(All, Refusals, testing::Values(0));

} // namespace

std::set<std::string>& refusals_seen()
{
    static std::set<std::string> all;
    return all;
}

} // namespace guildhall::scenario
