#include "commands.hpp"
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

extern char** environ;

namespace guildhall::app {
namespace {

struct Command {
    std::string_view name, usage, help;
    int (*run)(Settings const&, Words const&);
};
Command const commands[] = {
    {"serve", "", "run the server", serve},
    {"quote",
        "FILE… [--service fdm|sla|sls|mjf|cnc] [--material M] [--finish F] [--color C] [--tolerance T]\n"
        "                  [--quantity 1,10,100] [--rush R] [--unit mm|cm|m|inch] [--json] [--preview OUT.png]",
        "price files, no server needed", quote},
    {"analyze", "FILE… [--json] [--unit mm|cm|m|inch] [--preview OUT.png]", "measure files, no server needed", analyze},
    {"demo", "", "fill an empty installation with a demo company", demo},
    {"user", "add EMAIL --name NAME [--role R] [--password P] | list | role EMAIL R | deactivate EMAIL",
        "manage people", user},
    {"jobs", "[list|run|retry ID|cancel ID]", "look at background jobs, or do what is due now", jobs_command},
    {"migrate", "", "bring the database up to date and stop", migrate},
    {"import", "FILE.zip", "bring a company in from the archive that another installation made", import_archive},
    {"removals", "", "print the certificates of companies that were removed", removals},
    {"secrets", "[list|rotate|key]", "say which keys seal secrets, seal all with the current key, or make a key",
        secrets_command},
    {"verify", "", "check all invariants on the live database", verify},
    {"openapi", "", "print the OpenAPI document", openapi},
};

void print_help()
{
    std::printf(
        "Guildhall runs a business that makes, sells and moves things.\n\nusage: guildhall COMMAND [SETTINGS]\n\n");
    for (auto const& command : commands)
        std::printf("  %-8s %s\n           %s\n", std::string(command.name).c_str(), std::string(command.usage).c_str(),
            std::string(command.help).c_str());
    std::printf("\nSettings, for every command (flag, environment variable, default):\n\n");
    for (auto const& setting : describe_settings())
        std::printf("  %-20s %-28s %s\n    %s\n", setting.flag.c_str(), setting.variable.c_str(),
            setting.value.empty() ? "-" : setting.value.c_str(), setting.help.c_str());
    std::printf("\nExit status: 0 done, 1 failed, 2 bad input or usage.\n");
}

std::map<std::string, std::string> read_environment()
{
    std::map<std::string, std::string> all;
    for (char** entry = environ; *entry; ++entry)
        if (auto const* equals = std::strchr(*entry, '='))
            all.emplace(std::string(*entry, static_cast<std::size_t>(equals - *entry)), equals + 1);
    return all;
}

int run(Words words)
{
    if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help")
        return print_help(), words.empty() ? 2 : 0;
    if (words[0] == "--version") return std::puts("guildhall " GUILDHALL_VERSION), 0;
    auto const name = words.front();
    words.erase(words.begin());
    for (auto const& command : commands) {
        if (command.name != name) continue;
        for (auto const& word : words)
            if (word == "--help" || word == "-h") {
                std::printf("usage: guildhall %s %s\n\n%s\n\nguildhall --help lists the settings.\n", name.c_str(),
                    std::string(command.usage).c_str(), std::string(command.help).c_str());
                return 0;
            }
        auto const settings = read_settings(words, read_environment());
        return command.run(settings, words);
    }
    throw UsageError("there is no command \"" + name + "\"; guildhall --help lists them");
}

} // namespace

std::optional<std::string> take_option(Words& words, std::string const& name)
{
    for (auto at = words.begin(); at != words.end(); ++at) {
        if (at->starts_with(name + "=")) {
            auto value = at->substr(name.size() + 1);
            words.erase(at);
            return value;
        }
        if (*at != name) continue;
        if (at + 1 == words.end()) throw UsageError(name + " wants a value");
        auto value = *(at + 1);
        words.erase(at, at + 2);
        return value;
    }
    return std::nullopt;
}

bool take_switch(Words& words, std::string const& name) { return std::erase(words, name) > 0; }

} // namespace guildhall::app

int main(int argc, char** argv)
{
    using namespace guildhall;
    try {
        return app::run({argv + 1, argv + argc});
    } catch (app::UsageError const& error) {
        std::fprintf(stderr, "guildhall: %s\n", error.what());
        return 2;
    } catch (std::exception const& error) {
        std::fprintf(stderr, "guildhall: %s\n", error.what());
        return 1;
    }
}
