#pragma once
// The command line: one function per command. Each returns the exit status: 0 done, 1 failed, 2 bad input.
#include "app/settings.hpp"
#include <optional>

namespace guildhall::app {

using Words = std::vector<std::string>;

int serve(Settings const& settings, Words const& words);
int migrate(Settings const& settings, Words const& words);
int user(Settings const& settings, Words const& words);
int demo(Settings const& settings, Words const& words);
int openapi(Settings const& settings, Words const& words);
int jobs_command(Settings const& settings, Words const& words);
int import_archive(Settings const& settings, Words const& words);
int removals(Settings const& settings, Words const& words);
int secrets_command(Settings const& settings, Words const& words);
int verify(Settings const& settings, Words const& words);
int quote(Settings const& settings, Words const& words);
int analyze(Settings const& settings, Words const& words);

// For commands that do one thing and end: no threads, no log of requests.
Settings quiet(Settings settings);
// Takes "--name value" or "--name=value" out of the words.
std::optional<std::string> take_option(Words& words, std::string const& name);
bool take_switch(Words& words, std::string const& name);
// What is left must not look like an option.
void refuse_options(Words const& words);

} // namespace guildhall::app
