#include "app/settings.hpp"
#include <cstdio>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace guildhall::app {
namespace {

Settings read(std::vector<std::string> words, std::map<std::string, std::string> const& environment = {})
{
    return read_settings(words, environment);
}

std::string fault_of(std::vector<std::string> words, std::map<std::string, std::string> const& environment = {})
{
    try {
        read_settings(words, environment);
    } catch (UsageError const& error) {
        return error.what();
    }
    return {};
}

TEST(Settings, FlagsWinOverVariablesOverTheFile)
{
    auto const path = "/tmp/guildhall-settings-" + std::to_string(getpid()) + ".toml";
    std::ofstream(path) << "listen = \"0.0.0.0:1\"\nio_threads = 7\ndata = \"from-file\"\n";
    auto const settings = read(
        {"--config", path, "--data=from-flag"}, {{"GUILDHALL_DATA", "from-variable"}, {"GUILDHALL_IO_THREADS", "5"}});
    EXPECT_EQ(settings.listen, "0.0.0.0:1");
    EXPECT_EQ(settings.io_threads, 5);
    EXPECT_EQ(settings.data, "from-flag");
    std::remove(path.c_str());
}

TEST(Settings, NamesWhatIsWrongAndWhatWasMeant)
{
    EXPECT_EQ(fault_of({"--io-threads", "many"}), "--io-threads must be a whole number, not \"many\"");
    EXPECT_EQ(fault_of({"--listen"}), "--listen wants a value");
    EXPECT_EQ(
        fault_of({}, {{"GUILDHALL_LISTN", "x"}}), "unknown variable GUILDHALL_LISTN; did you mean GUILDHALL_LISTEN?");
    EXPECT_EQ(fault_of({}, {{"GUILDHALL_DEMO", "maybe"}}), "GUILDHALL_DEMO must be true or false, not \"maybe\"");
    EXPECT_THAT(fault_of({"--config", "/nonexistent.toml"}), testing::HasSubstr("/nonexistent.toml"));
}

TEST(Settings, LeavesTheCommandsOwnWordsAlone)
{
    std::vector<std::string> words{"a.stl", "--quantity", "3", "--demo", "--data", "x"};
    EXPECT_TRUE(read_settings(words, {}).demo);
    EXPECT_EQ(words, (std::vector<std::string>{"a.stl", "--quantity", "3"}));
}

TEST(Settings, AreAllDescribed)
{
    for (auto const& setting : describe_settings()) EXPECT_FALSE(setting.help.empty()) << setting.flag;
}

} // namespace
} // namespace guildhall::app
