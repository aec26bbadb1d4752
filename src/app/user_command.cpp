// `guildhall user`: people from the command line, for the first owner and for emergencies.
#include "app/house.hpp"
#include "commands.hpp"
#include "crypto/crypto.hpp"
#include <cstdio>

namespace guildhall::app {
namespace {

Actor system_actor(House& house)
{
    Actor actor;
    actor.company_id = house.identity().first_company();
    actor.role = Role::platform_admin;
    actor.rights = rights_of(actor.role);
    actor.now = house.clock().now();
    return actor;
}

Role parse_role(std::string const& word)
{
    auto const role = role_of(word);
    if (!role || *role == Role::visitor)
        throw UsageError("\"" + word + "\" is no role; roles are " + reflect::words<Role>());
    return *role;
}

int add(House& house, Words words)
{
    auto const name = take_option(words, "--name"), role = take_option(words, "--role"),
               given = take_option(words, "--password");
    refuse_options(words);
    if (words.size() != 1) throw UsageError("user add EMAIL --name NAME [--role ROLE] [--password PASSWORD]");
    auto const email = parse_email(words[0]);
    if (!email) throw UsageError("\"" + words[0] + "\" is not an e-mail address");
    auto const password = given.value_or(crypto::base64url(crypto::random_bytes(12)));
    if (auto const fault = identity::password_fault(password)) throw UsageError("the password " + *fault);
    identity::NewUser const terms{email->value, name.value_or(email->value),
        identity::hash_password(password, house.settings().test_mode ? 4 : 12), {},
        role ? parse_role(*role) : Role::customer};
    auto const added = house.database().write_now(db::Scope::of(house.identity().first_company()),
        [&](db::Tx& tx) { return identity::create_user(tx, system_actor(house), terms).has_value(); });
    if (!added) throw UsageError(email->value + " has an account already");
    std::printf("%s  %s\n", email->value.c_str(), given ? "(password as given)" : password.c_str());
    return 0;
}

} // namespace

int user(Settings const& settings, Words const& words)
{
    auto quiet = settings;
    quiet.work_threads = House::no_threads;
    House house(quiet);
    house.prepare();
    if (!words.empty() && words[0] == "add") return add(house, {words.begin() + 1, words.end()});
    auto const change = [&](std::string const& email, Role const* role, bool active) {
        auto const changed =
            house.database().write_now(db::Scope::of(house.identity().first_company()), [&](db::Tx& tx) {
                return identity::set_standing(
                    tx, system_actor(house), email, role ? std::optional(*role) : std::nullopt, active);
            });
        if (!changed) throw UsageError("nobody here has the address " + email);
        std::printf("%s changed.\n", email.c_str());
        return 0;
    };
    if (words.size() == 3 && words[0] == "role") {
        auto const role = parse_role(words[2]);
        return change(words[1], &role, true);
    }
    if (words.size() == 2 && words[0] == "deactivate") return change(words[1], nullptr, false);
    if (words.size() == 1 && words[0] == "list") {
        house.database().read(db::Scope::of(house.identity().first_company()), [&](db::Tx& tx) {
            for (auto const& person : identity::all_users(tx, house.identity().first_company()))
                std::printf("%-32s %-14s %-9s %s\n", person.email.c_str(), role_word(person.role).c_str(),
                    person.is_active ? "active" : "inactive", person.full_name.c_str());
        });
        return 0;
    }
    throw UsageError("user add EMAIL --name NAME [--role R] [--password P] | list | role EMAIL R | deactivate EMAIL");
}

} // namespace guildhall::app
