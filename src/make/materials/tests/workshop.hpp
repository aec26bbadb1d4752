#pragma once
// A company with its default catalogue in a database of its own, and a router that takes requests in process.
#include "audit/audit.hpp"
#include "db/temporary_database.hpp"
#include "http/router.hpp"
#include "materials/materials.hpp"
#include <future>
#include <gmock/gmock.h>

namespace guildhall::materials::tests {

namespace json = reflect::json;

// People are named by the Authorization header: "staff" edits, "customer" asks, nobody is a visitor.
class Doorkeeper final : public http::Authenticator {
public:
    CompanyId company;
    UserId const person{make_uuid(system_now())};
    http::Claims claims_of(http::Request const& request, Time) const override
    {
        http::Claims claims;
        claims.company_id = company;
        if (request.headers.has("Authorization")) claims.user_id = person;
        is_staff_ = request.headers.get("Authorization") == "staff";
        return claims;
    }
    std::optional<Actor> actor_of(db::Tx&, http::Claims const& claims, Time now) const override
    {
        Actor actor;
        actor.company_id = claims.company_id;
        actor.user_id = claims.user_id;
        actor.now = now;
        if (claims.user_id) actor.role = is_staff_ ? Role::manager : Role::customer;
        actor.rights = rights_of(actor.role);
        return actor;
    }

private:
    mutable bool is_staff_ = false;
};

// Takes every file for the block it is told to.
class FakeStore final : public files::Store {
public:
    files::StoredContent next;
    int kept = 0;
    files::StoredContent keep(Actor const&, std::string const& file_name, std::string_view bytes) override
    {
        ++kept;
        auto content = next;
        content.file_name = file_name;
        content.size = static_cast<std::int64_t>(bytes.size());
        return content;
    }
    files::Findings findings(std::string const&, Deadline) override
    {
        return {next.status, next.problem, next.analysis};
    }
    Deadline patience() const override { return std::chrono::steady_clock::now(); }
};

struct Reply {
    unsigned status = 0;
    json::value body;
    std::string etag;
};

// A member that is a string.
inline std::string text_of(json::value const& object, std::string_view member)
{
    return std::string(object.at(member).as_string());
}

class Workshop : public testing::TestWithParam<std::string> {
protected:
    Workshop();
    Reply call(std::string const& who, std::string const& method, std::string const& target,
        std::string const& body = {}, std::string const& if_match = {});
    template <class F> auto read(F body) { return database->read_now(db::Scope::of(company), body); }
    Actor staff() const;

    db::TemporaryDatabase place{GetParam()};
    std::unique_ptr<db::Database> database = db::Database::open({.location = place.location()});
    CompanyId const company{make_uuid(system_now())};
    Doorkeeper doorkeeper;
    FakeStore store;
    Catalogues catalogues;
    http::WorkPool at_once{0, 0};
    http::Router router{*database, doorkeeper, at_once, at_once,
        {.rate_limits = {0, 0, 0}, .cors_origins = {}, .log_requests = false, .suspension = {}}};
};

inline std::vector<std::string> engines()
{
    return db::TemporaryDatabase::has_postgres() ? std::vector<std::string>{"sqlite", "postgres"}
                                                 : std::vector<std::string>{"sqlite"};
}

} // namespace guildhall::materials::tests
