#pragma once
// A fresh database of either engine with a clock that stands until a test turns it.
#include "db/queries.hpp"
#include "db/temporary_database.hpp"
#include "jobs/runner.hpp"
#include "jobs/schema.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

namespace guildhall::jobs {

inline constexpr Time noon = Time(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2)) + std::chrono::hours(12);

// What the jobs and consumers of the tests do to the world: one row for each time they did it.
struct Effect {
    CompanyId company_id;
    Uuid id;
    std::int64_t number = 0; // 1, 2, 3 … in the order of effects
    std::string subject;
};
BOOST_DESCRIBE_STRUCT(Effect, (), (company_id, id, number, subject))
inline db::Tables const effect_tables{{"effect"}};
inline db::Change<CompanyId, Uuid, CompanyId, std::string> const insert_effect{effect_tables,
    "INSERT INTO effect (company_id, id, number, subject) VALUES (?, ?, "
    "(SELECT COUNT(*) + 1 FROM effect WHERE company_id = ?), ?)"};
inline db::Select<Effect, CompanyId> const select_effects{
    effect_tables, "FROM effect WHERE company_id = ? ORDER BY number"};

inline std::vector<db::Migration> test_migrations()
{
    auto all = migrations();
    all.push_back({"0003_effects", "CREATE TABLE effect (company_id UUID NOT NULL, id UUID NOT NULL, number INTEGER "
                                   "NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (company_id, id)) TENANT; "
                                   "CREATE INDEX effect_number ON effect (company_id, number);"});
    return all;
}

inline void leave_effect(db::Tx& tx, CompanyId company, std::string const& subject)
{
    insert_effect(tx, company, make_uuid(system_now()), company, subject);
}

class OnBothEngines : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override
    {
        if (GetParam() == "postgres" && !db::TemporaryDatabase::has_postgres())
            GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES is not set";
        place = std::make_unique<db::TemporaryDatabase>(GetParam());
        settings.location = place->location();
        settings.clock = [this] { return now(); };
        database = db::Database::open(settings);
        database->migrate(first_migrations());
    }
    virtual std::vector<db::Migration> first_migrations() const { return test_migrations(); }

    Time now() const { return Time(std::chrono::microseconds(now_.load())); }
    void turn_clock(std::chrono::microseconds by) { now_ += by.count(); }

    Actor actor_of(CompanyId company, Role role = Role::owner)
    {
        Actor actor;
        actor.company_id = company;
        actor.role = role;
        actor.rights = rights_of(role);
        actor.now = now();
        return actor;
    }
    Actor us() { return actor_of(ours); }

    RunnerSettings runner_settings()
    {
        RunnerSettings all;
        all.clock = [this] { return now(); };
        all.companies = [this](db::Tx&) { return std::vector{ours, theirs}; };
        return all;
    }
    std::unique_ptr<Runner> make_runner(Registry registry)
    {
        return std::make_unique<Runner>(*database, std::move(registry), runner_settings());
    }
    JobId ask_for(NewJob const& job) { return ask_for(ours, job); }
    JobId ask_for(CompanyId company, NewJob const& job)
    {
        JobId id;
        database->write_now(
            db::Scope::of(company), [&](db::Tx& tx) { return id = enqueue(tx, actor_of(company), job), true; });
        return id;
    }
    Job look_at(JobId id)
    {
        return database->read_now(db::Scope::of(ours), [&](db::Tx& tx) { return get_job(tx, us(), {id}).value(); });
    }
    void tell(CompanyId company, Uuid aggregate, std::string const& name)
    {
        database->write_now(db::Scope::of(company), [&](db::Tx& tx) {
            publish(tx, actor_of(company), "thing", aggregate, name, std::string("payload of " + name));
            return true;
        });
    }
    std::vector<std::string> effects_of(CompanyId company)
    {
        std::vector<std::string> subjects;
        database->read(db::Scope::of(company), [&](db::Tx& tx) {
            for (auto const& effect : select_effects(tx, company)) subjects.push_back(effect.subject);
        });
        return subjects;
    }

    std::unique_ptr<db::TemporaryDatabase> place; // gone after the database in it
    db::Settings settings;
    std::unique_ptr<db::Database> database;
    CompanyId const ours{make_uuid(noon)}, theirs{make_uuid(noon)};

private:
    std::atomic<std::int64_t> now_{noon.time_since_epoch().count()};
};

// Waits until it holds; false after half a minute.
inline bool eventually(std::function<bool()> const& holds)
{
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::yield();
    }
    return true;
}

} // namespace guildhall::jobs

#define GUILDHALL_ON_BOTH_ENGINES(suite)                                                                               \
    INSTANTIATE_TEST_SUITE_P(                                                                                          \
        All, suite, testing::Values("sqlite", "postgres"), [](auto const& engine) { return engine.param; })
