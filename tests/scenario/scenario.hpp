#pragma once
// Scenarios: the API told as a play, in text (docs/style.md). Each runs against a house of its own, on either engine.
#include "app/house.hpp"
#include "caller.hpp"
#include <filesystem>
#include <map>
#include <set>

namespace guildhall::scenario {

// What all scenarios together have shown: "POST /api/v1/quotes quote_not_found".
std::set<std::string>& refusals_seen();

// What a test of all engines runs on: "sqlite", and "postgres" where the tests were given one.
std::vector<std::string> engines();

// A house in a temporary place with a first company and no people. Made quickly from a prepared copy. Nothing is rate
// limited there, and slow steps run in the caller's thread, unless a flag of `flags` ("--rate-limit-auth=3") says so.
class Stage {
public:
    explicit Stage(std::string const& engine, std::vector<std::string> const& flags = {});
    ~Stage();
    app::House& house() { return *house_; }

private:
    std::unique_ptr<class StageParts> parts_;
    app::House* house_ = nullptr;
};

// People and companies come into being when they are first named.
class Cast {
public:
    explicit Cast(app::House& house)
        : house_(house)
    {
    }
    // "customer", "customer two", "manager of company two", "staff" (a manager). Empty for a visitor, and for a
    // browser, who has cookies instead.
    std::string token_of(std::string const& who);
    CompanyId company(std::string const& name);

private:
    app::House& house_;
    struct Token {
        std::string text;
        Time made_at;
    };
    void hire(std::string const& who, std::string const& email);
    std::map<std::string, Token> tokens_;
    std::map<std::string, CompanyId> companies_;
};

// Names of events that were published and that webhooks cannot be told of.
std::set<std::string> unlisted_events(app::House& house);
// Columns that hold a sealed value and are not on the list by which keys are replaced (PL-68).
std::set<std::string> unlisted_secrets(app::House& house);
// Actions and kinds of records in the audit log that the web page of the log does not offer to look for.
std::set<std::string> unlisted_actions(app::House& house);

// Runs one file; returns its faults, each with file and line.
std::vector<std::string> run(std::filesystem::path const& file, std::string const& engine);

// A binary STL of a box with these edges in mm.
std::string box_stl(double x, double y, double z);
// A multipart body with these files, and a JSON part when `json` is not empty.
std::string multipart(
    std::vector<std::pair<std::string, std::string>> const& files, std::string const& json, std::string& content_type);

// Faults of a value against a schema of our own OpenAPI document ("#/components/schemas/…" resolved in it).
std::vector<std::string> schema_faults(
    reflect::json::value const& value, reflect::json::value const& schema, reflect::json::value const& document);
// The response schema of an operation and status; null when the document declares none.
reflect::json::value response_schema(
    reflect::json::value const& document, std::string const& path, std::string const& method, unsigned status);
// The path of the document that this target is an instance of, and the operation's method in lower case.
std::string template_of(reflect::json::value const& document, std::string const& method, std::string const& target);

} // namespace guildhall::scenario
