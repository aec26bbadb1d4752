// Throughput and latency of the queue and the outbox, on SQLite and, when GUILDHALL_TEST_POSTGRES is set, on
// PostgreSQL (whose tables of these names it drops). Prints one line per measurement.
#include "dispatcher.hpp"
#include "jobs/runner.hpp"
#include "jobs/schema.hpp"
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <thread>

namespace guildhall::jobs {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

double seconds_of(Clock::duration time) { return std::chrono::duration<double>(time).count(); }
double timed(std::function<void()> const& work)
{
    auto const start = Clock::now();
    work();
    return seconds_of(Clock::now() - start);
}

struct Bench {
    db::Database& database;
    std::vector<CompanyId> companies = {};
    std::string engine = std::string(database.engine_name());

    void report(char const* what, double value, char const* unit) const
    {
        std::printf("%-9s %-52s %12.2f %s\n", engine.c_str(), what, value, unit);
        std::fflush(stdout);
    }

    // `each` jobs for every company, 100 to a transaction.
    void enqueue_many(std::int64_t each, std::string const& kind, std::optional<Time> run_at = {}) const
    {
        for (auto const& company : companies)
            for (std::int64_t i = 0; i < each; i += 100)
                database.write_now(db::Scope::of(company), [&](db::Tx& tx) {
                    for (std::int64_t j = i; j < std::min(each, i + 100); ++j)
                        enqueue(tx, company, system_now(), {.kind = kind, .run_at = run_at});
                    return true;
                });
    }

    void throughput(bool completes) const
    {
        constexpr int per_company = 200;
        auto const total = per_company * static_cast<int>(companies.size());
        std::atomic<int> done{0};
        Registry registry;
        registry.handle("work", [&](JobContext& context) {
            if (completes) context.complete([](db::Tx&) {});
            ++done;
        });
        enqueue_many(per_company, "work");
        Runner runner(database, registry, {.workers = 8});
        auto const before = database.numbers();
        auto const time = timed([&] {
            runner.start();
            while (done < total) std::this_thread::yield();
        });
        auto const after = database.numbers();
        report(completes ? "jobs with complete(), 8 workers" : "empty jobs, 8 workers", total / time, "jobs/s");
        report("  of these writes run again", static_cast<double>(after.retries - before.retries), "batches");
    }

    void start_latency() const
    {
        std::atomic<Clock::rep> started{0};
        Registry registry;
        registry.handle("ping", [&](JobContext&) { started = Clock::now().time_since_epoch().count(); });
        Runner runner(database, registry, {.workers = 2});
        runner.start();
        std::vector<double> milliseconds;
        for (int i = 0; i < 200; ++i) {
            started = 0;
            auto const company = companies[static_cast<std::size_t>(i) % companies.size()];
            database.write_now(db::Scope::of(company),
                [&](db::Tx& tx) { return enqueue(tx, company, system_now(), {.kind = "ping"}), true; });
            auto const committed = Clock::now();
            while (started == 0) std::this_thread::yield();
            milliseconds.push_back(seconds_of(Clock::duration(started) - committed.time_since_epoch()) * 1e3);
        }
        std::ranges::sort(milliseconds);
        report("from commit to start of the handler, p50", milliseconds[milliseconds.size() / 2], "ms");
        report("from commit to start of the handler, p99", milliseconds[milliseconds.size() * 99 / 100], "ms");
    }

    void deep_queue() const
    {
        auto const each = 100'000 / static_cast<std::int64_t>(companies.size());
        auto const time = timed([&] { enqueue_many(each, "deep"); });
        report("enqueue, 100 to a transaction", 100'000 / time, "jobs/s");
        enqueue_many(each / 10, "later", system_now() + 24h);
        Dispatcher dispatcher(database, "bench", 60s);
        report("find due companies, 100,000 queued", timed([&] { dispatcher.find_due(system_now()); }) * 1e3, "ms");
        constexpr int turns = 50;
        auto const claims = timed([&] {
            for (int i = 0; i < turns; ++i) dispatcher.claim(16, system_now());
        });
        report("claim 16 jobs of 16 companies, 100,000 queued", claims / turns * 1e3, "ms");
        Dispatcher single(database, "bench", 60s);
        auto const one_company = timed([&] {
            for (int i = 0; i < turns; ++i) {
                single.add(companies.front());
                single.claim(16, system_now());
            }
        });
        report("claim 16 jobs of one company, 100,000 queued", one_company / turns * 1e3, "ms");
        report("metrics, 100,000 queued", timed([&] { metrics_text(database, system_now()); }) * 1e3, "ms");
    }

    void outbox() const
    {
        constexpr int per_company = 100;
        auto const total = per_company * static_cast<int>(companies.size());
        std::atomic<int> taken{0};
        Registry registry;
        for (auto const* name : {"first", "second"}) registry.consume(name, [&](db::Tx&, Event const&) { ++taken; });
        Runner runner(database, registry);
        Actor actor;
        auto const publishing = timed([&] {
            for (auto const& company : companies) {
                actor.company_id = company;
                actor.now = system_now();
                for (int i = 0; i < per_company; i += 10)
                    database.write_now(db::Scope::of(company), [&](db::Tx& tx) {
                        for (int j = 0; j < 10; ++j)
                            publish(tx, actor, "thing", company, "happened", std::string("something"));
                        return true;
                    });
            }
        });
        report("publish, 10 to a transaction", total / publishing, "events/s");
        auto const relaying = timed([&] { runner.run_until_idle(system_now()); });
        report("deliver to 2 consumers", total * 2 / relaying, "deliveries/s");
    }
};

void drop_tables(db::Database& database)
{
    static db::Tables const none;
    database.write_now(db::Scope::all_companies(), [](db::Tx& tx) {
        for (auto const* table : {"job", "job_lane", "event", "event_lane", "event_consumer", "event_cursor",
                 "event_parked", "schedule", "schedule_firing", "schema_migration"})
            tx.start(none, std::string("DROP TABLE IF EXISTS ") + table)->perform();
        return true;
    });
}

void run(std::string const& location)
{
    auto const database = db::Database::open({.location = location});
    auto const is_postgres = database->engine_name() == "postgres";
    if (is_postgres) drop_tables(*database);
    database->migrate(migrations());
    Bench bench{*database};
    for (int i = 0; i < 50; ++i) bench.companies.push_back({make_uuid(system_now())});
    bench.outbox();
    bench.throughput(false);
    bench.throughput(true);
    bench.start_latency();
    bench.deep_queue();
    if (is_postgres) drop_tables(*database);
}

} // namespace
} // namespace guildhall::jobs

int main()
{
    auto const folder = std::filesystem::temp_directory_path() /
                        ("guildhall-jobs-bench-" + guildhall::to_string(guildhall::make_uuid(guildhall::system_now())));
    std::filesystem::create_directories(folder);
    if (!std::getenv("GUILDHALL_BENCH_ONLY_POSTGRES")) guildhall::jobs::run(folder / "bench.db");
    std::filesystem::remove_all(folder);
    if (auto const* url = std::getenv("GUILDHALL_TEST_POSTGRES")) guildhall::jobs::run(url);
}
