#include "app/house.hpp"
#include <cstdio>
#include <filesystem>
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

TEST(Settings, KnowTheVariablesOfOpenTelemetryBelowOurOwn)
{
    std::map<std::string, std::string> usual{{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/"},
        {"OTEL_EXPORTER_OTLP_HEADERS", "api-key=abc"}, {"OTEL_SERVICE_NAME", "shop"},
        {"OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test"}, {"OTEL_TRACES_SAMPLER_ARG", "0.25"},
        {"OTEL_TRACES_SAMPLER", "parentbased_traceidratio"}, {"OTEL_WHATEVER", "is not ours"}};
    auto settings = read({}, usual);
    EXPECT_EQ(settings.trace_endpoint, "http://collector:4318/v1/traces");
    EXPECT_EQ(settings.trace_headers, "api-key=abc");
    EXPECT_EQ(settings.trace_service, "shop");
    EXPECT_EQ(settings.trace_resource, "deployment.environment.name=test");
    EXPECT_EQ(settings.trace_ratio, "0.25");
    usual["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://other/as/it/is";
    usual["OTEL_TRACES_SAMPLER"] = "always_off";
    usual["GUILDHALL_TRACE_SERVICE"] = "ours";
    settings = read({"--trace-headers="}, usual);
    EXPECT_EQ(settings.trace_endpoint, "http://other/as/it/is");
    EXPECT_EQ(settings.trace_ratio, "0");
    EXPECT_EQ(settings.trace_service, "ours");
    EXPECT_EQ(settings.trace_headers, "");
    usual["OTEL_SDK_DISABLED"] = "true";
    EXPECT_EQ(read({}, usual).trace_endpoint, "");
}

TEST(Settings, SayWhatIsWrongWithATrace)
{
    auto const fault = [](std::vector<std::string> words) -> std::string {
        words.push_back("--trace-endpoint=http://127.0.0.1:4318/v1/traces");
        try {
            check_tracing(read(words));
        } catch (UsageError const& error) {
            return error.what();
        }
        return {};
    };
    EXPECT_EQ(fault({}), "");
    EXPECT_EQ(fault({"--trace-ratio=0.5", "--trace-headers=a=b%20c", "--trace-resource=x=y"}), "");
    for (auto const* ratio : {"half", "-0.1", "1.5", "nan", "", "0.5x"})
        EXPECT_THAT(fault({std::string("--trace-ratio=") + ratio}), testing::StartsWith("trace-ratio must be"))
            << ratio;
    EXPECT_THAT(fault({"--trace-headers=secret"}), testing::StartsWith("trace-headers must be name=value"));
    EXPECT_THAT(fault({"--trace-headers=a b=c"}), testing::HasSubstr("is no header"));
    EXPECT_THAT(fault({"--trace-headers=a=b%0d%0ac"}), testing::HasSubstr("is no header"));
    EXPECT_THAT(fault({"--trace-resource=x"}), testing::StartsWith("trace-resource must be"));
    EXPECT_THROW(check_tracing(read({"--trace-endpoint=collector:4318"})), UsageError);
}

// A value of the same kind that is not the default.
std::string another(SettingDescription const& setting)
{
    if (setting.value == "true") return "false";
    if (setting.value == "false") return "true";
    auto const number = !setting.value.empty() && setting.value.find_first_not_of("0123456789") == std::string::npos;
    return number ? "77" : "something else";
}

std::string value_in(Settings const& settings, std::string const& flag)
{
    for (auto const& setting : describe_settings(settings))
        if (setting.flag == flag) return setting.value;
    return "no such setting";
}

TEST(Settings, AreAllSetByFlagVariableAndFile)
{
    auto const path = "/tmp/guildhall-each-setting-" + std::to_string(getpid()) + ".toml";
    for (auto const& setting : describe_settings()) {
        if (setting.flag == "--config") continue; // names the file itself
        auto const value = another(setting);
        EXPECT_EQ(value_in(read({setting.flag + "=" + value}), setting.flag), value);
        EXPECT_EQ(value_in(read({}, {{setting.variable, value}}), setting.flag), value) << setting.variable;
        auto const quoted = value == "something else";
        std::ofstream(path) << setting.key << " = " << (quoted ? "\"" : "") << value << (quoted ? "\"" : "") << "\n";
        EXPECT_EQ(value_in(read({"--config", path}), setting.flag), value) << setting.key;
    }
    std::remove(path.c_str());
}

std::vector<std::string> split(std::string const& text, std::string const& separator)
{
    std::vector<std::string> parts;
    for (std::size_t from = 0;;) {
        auto const at = text.find(separator, from);
        auto part = text.substr(from, at == text.npos ? at : at - from);
        std::erase(part, '`');
        while (part.starts_with(' ')) part.erase(0, 1);
        while (part.ends_with(' ')) part.pop_back();
        parts.push_back(part);
        if (at == text.npos) return parts;
        from = at + separator.size();
    }
}

// The table of docs/configuration.md against the one that --help prints: the same settings, the same defaults.
TEST(Settings, AreDocumentedAsTheyAre)
{
    std::map<std::string, std::string> documented;
    std::ifstream file(std::string(GUILDHALL_SOURCE_DIR) + "/docs/configuration.md");
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("| `--")) continue;
        auto const cells = split(line, "|");
        ASSERT_GE(cells.size(), 4u) << line;
        EXPECT_FALSE(cells[3].empty()) << line;
        auto const flags = split(cells[1], ","), defaults = split(cells[2], ",");
        for (std::size_t i = 0; i < flags.size(); ++i)
            documented[flags[i]] = defaults.size() == flags.size() ? defaults[i] : defaults[0];
    }
    for (auto const& setting : describe_settings()) {
        ASSERT_TRUE(documented.contains(setting.flag)) << setting.flag << " is not in docs/configuration.md";
        if (!setting.value.empty()) { EXPECT_EQ(documented[setting.flag], setting.value) << setting.flag; }
        documented.erase(setting.flag);
    }
    for (auto const& [flag, value] : documented) ADD_FAILURE() << flag << " is documented, but no setting";
}

std::string fault_of_house(std::vector<std::string> words)
{
    words.insert(words.end(), {"--data", "/tmp/guildhall-refused-" + std::to_string(getpid()), "--test-mode"});
    try {
        House const house(read(words));
    } catch (UsageError const& error) {
        return error.what();
    }
    return {};
}

TEST(Settings, AreCheckedBeforeAnythingStarts)
{
    using testing::HasSubstr;
    EXPECT_THAT(fault_of_house({"--secret-key", "short"}), HasSubstr("at least 32 characters"));
    EXPECT_THAT(fault_of_house({"--currency", "dollars"}), HasSubstr("ISO 4217"));
    EXPECT_THAT(fault_of_house({"--stop-patience", "-1"}), HasSubstr("stop-patience"));
    EXPECT_THAT(fault_of_house({"--stop-patience", "86400001"}), HasSubstr("stop-patience is at most a day"));
    EXPECT_THAT(fault_of_house({"--log-level", "loud"}), HasSubstr("debug, info, warning or error"));
    EXPECT_THAT(fault_of_house({"--job-lease", "4"}), HasSubstr("from 5 to 3600 seconds"));
    EXPECT_THAT(fault_of_house({"--work-threads", "1001"}), HasSubstr("at most 1000"));
    for (auto const* origin : {"shop.example", "https://shop.example/", "https://Shop.example", "ftp://shop.example",
             "https://", "https://a.example,https://b.example/path"})
        EXPECT_THAT(fault_of_house({"--cors-origins", origin}), HasSubstr("is no origin")) << origin;
    EXPECT_FALSE(std::filesystem::exists("/tmp/guildhall-refused-" + std::to_string(getpid())));
}

// A database that cannot be reached is told without the password that it was to be reached with.
TEST(Settings, DoNotShowSecretsInFaults)
{
    std::string said;
    try {
        House const house(read({"--database", "postgres://guildhall:geheim-7@127.0.0.1:1/none", "--data",
            "/tmp/guildhall-secret-" + std::to_string(getpid()), "--test-mode"}));
        said = "no fault";
    } catch (std::exception const& error) {
        said = error.what();
    }
    EXPECT_NE(said, "no fault");
    EXPECT_EQ(said.find("geheim-7"), std::string::npos) << said;
    std::filesystem::remove_all("/tmp/guildhall-secret-" + std::to_string(getpid()));
}

} // namespace
} // namespace guildhall::app
