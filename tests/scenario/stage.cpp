#include "db/temporary_database.hpp"
#include "scenario.hpp"
#include <cstring>

namespace guildhall::scenario {
namespace {

app::Settings settings_for(db::TemporaryDatabase const& database, std::vector<std::string> const& flags = {})
{
    std::vector<std::string> words{"--test-mode", "--work-threads=0", "--job-workers=1", "--rate-limit-api=0",
        "--rate-limit-auth=0", "--rate-limit-code=0", "--rate-limit-price=0", "--rate-limit-inbound=0",
        "--log-requests=false", "--log-level=error"};
    words.insert(words.end(), flags.begin(), flags.end());
    auto settings = app::read_settings(words, {});
    check(words.empty(), "a scenario names known settings");
    settings.data = database.folder();
    settings.database = database.location();
    settings.secret_key = std::string(40, 's');
    settings.analysis_patience = settings.price_patience = 120'000; // scenarios ask for less where they mean it
    return settings;
}

// One database per engine is migrated and founded once; every stage starts as its copy.
std::string const& prepared(std::string const& engine)
{
    static std::map<std::string, std::unique_ptr<db::TemporaryDatabase>> all;
    auto& database = all[engine];
    if (!database) {
        database = std::make_unique<db::TemporaryDatabase>(engine);
        app::House house(settings_for(*database));
        house.prepare();
    }
    return database->location();
}

} // namespace

std::vector<std::string> engines()
{
    if (db::TemporaryDatabase::has_postgres()) return {"sqlite", "postgres"};
    return {"sqlite"};
}

class StageParts {
public:
    StageParts(std::string const& engine, std::vector<std::string> const& flags)
        : database(engine, prepared(engine))
        , house(settings_for(database, flags))
    {
        house.prepare();
    }
    db::TemporaryDatabase database;
    app::House house;
};

Stage::Stage(std::string const& engine, std::vector<std::string> const& flags)
    : parts_(std::make_unique<StageParts>(engine, flags))
    , house_(&parts_->house)
{
}
Stage::~Stage() = default;

CompanyId Cast::company(std::string const& name)
{
    if (name.empty() || name == "one") return house_.identity().first_company();
    if (auto const known = companies_.find(name); known != companies_.end()) return known->second;
    CompanyId id;
    house_.database().write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
        id = tx.new_id<CompanyId>();
        identity::found_company_with_owner(
            tx, house_.clock().now(), id, {"Company " + name, {}}, false, std::nullopt, house_.on_founded());
        return true;
    });
    return companies_[name] = id;
}

std::string Cast::token_of(std::string const& who)
{
    if (who == "visitor" || who.starts_with("browser")) return {};
    std::string email = who + "@example.test";
    for (char& c : email)
        if (c == ' ') c = '.';
    auto const now = house_.clock().now();
    auto const known = tokens_.find(who);
    if (known == tokens_.end()) hire(who, email);
    // Access tokens last 30 minutes, and the clock of a scenario is turned by days.
    else if (now - known->second.made_at < std::chrono::minutes(20))
        return known->second.text;
    app::Caller caller(house_);
    auto const called =
        caller.call("POST", "/api/v1/auth/login", R"({"email":")" + email + R"(","password":"correct horse battery"})");
    if (called.status != 200) return "signed out"; // deactivated, or locked: what the scenario is about
    auto& token = tokens_[who];
    token = {called.json().at("access_token").as_string().c_str(), now};
    return token.text;
}

void Cast::hire(std::string const& who, std::string const& email)
{
    auto const of = who.find(" of company ");
    auto const company_id = company(of == who.npos ? "" : who.substr(of + 12));
    auto const person = who.substr(0, of);
    auto const word = person.substr(0, person.find(' '));
    auto const role = word == "staff" ? Role::manager : role_of(word).value_or(Role::visitor);
    check(role != Role::visitor, "a scenario names a known role");
    static std::string const hash = identity::hash_password("correct horse battery", 4);
    house_.database().write_now(db::Scope::of(company_id), [&](db::Tx& tx) {
        Actor actor;
        actor.company_id = company_id;
        actor.now = house_.clock().now();
        return identity::create_user(tx, actor, {email, who, hash, {}, role}).has_value();
    });
}

std::string box_stl(double x, double y, double z)
{
    static constexpr int corners[12][3] = {{0, 2, 1}, {0, 3, 2}, {4, 5, 6}, {4, 6, 7}, {0, 1, 5}, {0, 5, 4}, {1, 2, 6},
        {1, 6, 5}, {2, 3, 7}, {2, 7, 6}, {3, 0, 4}, {3, 4, 7}};
    std::string out(80, '\0');
    auto const add = [&](auto value) { out.append(reinterpret_cast<char const*>(&value), sizeof value); };
    add(std::uint32_t{12});
    for (auto const& triangle : corners) {
        for (int i = 0; i < 3; ++i) add(0.0f);
        for (int corner : triangle) {
            add(static_cast<float>(corner == 1 || corner == 2 || corner == 5 || corner == 6 ? x : 0));
            add(static_cast<float>(corner == 2 || corner == 3 || corner == 6 || corner == 7 ? y : 0));
            add(static_cast<float>(corner >= 4 ? z : 0));
        }
        add(std::uint16_t{0});
    }
    return out;
}

std::string multipart(
    std::vector<std::pair<std::string, std::string>> const& files, std::string const& json, std::string& content_type)
{
    std::string const boundary = "----guildhall-scenario-7d1b";
    content_type = "multipart/form-data; boundary=" + boundary;
    std::string body;
    for (auto const& [name, bytes] : files)
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes + "\r\n";
    if (!json.empty())
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"quote\"\r\n\r\n" + json + "\r\n";
    return body + "--" + boundary + "--\r\n";
}

} // namespace guildhall::scenario
