#pragma once
// The database behind one interface: SQLite in a data directory, or PostgreSQL by URL.
#include "db/migration.hpp"
#include "db/transaction.hpp"
#include <functional>
#include <future>
#include <memory>

namespace guildhall::db {

struct Settings {
    std::string location;     // a file path, ":memory:", or postgres://user:password@host:port/name
    bool group_commit = true; // false: one commit per request (for the benchmark's reference)
    int reader_threads = 8;   // PostgreSQL: reading connections
    int writer_threads = 4;   // PostgreSQL: writing connections; companies are spread over them
    std::function<Time()> clock = system_now;
};

// Counters for /metrics.
struct Numbers {
    std::int64_t commits = 0, writes = 0, reads = 0, retries = 0;
};

class Database {
public:
    // Opens (and for SQLite creates) the database. Throws Unavailable with a sentence for people.
    static std::unique_ptr<Database> open(Settings const& settings);
    virtual ~Database() = default;

    // Applies what is missing, under a lock. Throws Unavailable when the database is newer than this program or a
    // released migration has changed.
    virtual void migrate(std::vector<Migration> const& migrations) = 0;

    using Body = std::move_only_function<bool(Tx&)>;
    // Empty pointer: committed, or refused by the body. Otherwise a Bug or Unavailable, and nothing was kept.
    using Done = std::move_only_function<void(std::exception_ptr)>;

    // Runs body on a writing connection and keeps its changes when it answers true. `done` follows after the commit is
    // durable, on another thread. Body may run more than once: it must be a pure function of its transaction.
    virtual void write(Scope scope, Body body, Done done) = 0;

    // Runs body on a reading connection of this thread; blocks. One snapshot for all statements.
    virtual void read(Scope const& scope, std::function<void(Tx&)> const& body) = 0;

    // False when a read takes microseconds and may run on an I/O thread.
    virtual bool reads_block() const = 0;

    // Prepares every statement and checks it: valid, own tables only, company first, nothing scanned. Returns faults.
    virtual std::vector<std::string> check_statements() = 0;

    // The same for SQL made at run time.
    virtual std::vector<std::string> check_texts(Tables const& tables, std::vector<std::string> const& texts) = 0;

    // False when the disk did not take what was written: nothing more is, until the next start (ADR 0002).
    virtual bool takes_writes() const { return true; }

    virtual Numbers numbers() const = 0;
    virtual std::string_view engine_name() const = 0;

    // Waits for the write; throws what went wrong. True when the body kept its changes.
    bool write_now(Scope scope, std::function<bool(Tx&)> body);
    // Reads one value: read_now(scope, [&](Tx& tx) { return find(tx, …); }).
    template <class F> auto read_now(Scope const& scope, F body)
    {
        std::optional<decltype(body(std::declval<Tx&>()))> result;
        read(scope, [&](Tx& tx) { result.emplace(body(tx)); });
        return std::move(*result);
    }
};

} // namespace guildhall::db
