#pragma once
// What a use case sees of the database: statements run one after another inside one transaction.
#include "db/execution.hpp"
#include "db/statement.hpp"
#include <functional>
#include <optional>
#include <vector>

namespace guildhall::db {

// Whose rows a transaction may touch. PostgreSQL enforces it again by row level security.
class Scope {
public:
    static Scope of(CompanyId company) { return Scope(company); }
    // The same, where no other write touches the body's rows without the company's lock: PostgreSQL need not watch what
    // it reads (ADR 0011).
    static Scope behind_lock_of(CompanyId company)
    {
        Scope scope(company);
        scope.is_behind_lock_ = true;
        return scope;
    }
    // For logins, schedulers and other work that is not yet or never a single company's.
    static Scope all_companies() { return Scope(std::nullopt); }
    std::optional<CompanyId> const& company() const { return company_; }
    bool is_behind_lock() const { return is_behind_lock_; }

private:
    explicit Scope(std::optional<CompanyId> company)
        : company_(company)
    {
    }
    std::optional<CompanyId> company_;
    bool is_behind_lock_ = false;
};

// One connection. Sessions are used by one thread at a time.
class Session {
public:
    virtual ~Session() = default;
    enum class Mode { read, write, write_behind_locks };
    // Before begin(): nobody else writes for these companies until the transaction ends. SQLite has one writer anyway.
    virtual void lock(std::vector<CompanyId> companies) = 0;
    virtual void begin(Mode) = 0;
    virtual void enter(Scope const&) = 0; // within a transaction, before its statements
    virtual void savepoint() = 0;
    virtual void release_savepoint() = 0;
    virtual void rollback_to_savepoint() = 0;
    virtual void commit() = 0; // durable when it returns
    // Others see it when it returns, but the disk need not have it yet. True when there is something to sync.
    virtual bool commit_before_sync() { return commit(), false; }
    virtual void rollback() = 0; // never throws
    virtual Execution& start(Statement const&) = 0;
    // A statement made at run time from allow-listed words (lists); cached by its text.
    virtual Execution& start(Tables const&, std::string const& sql) = 0;
    // Runs SQL that is not a statement of the program (migrations).
    virtual void run_script(std::string const& sql) = 0;
    // By its name in OpenTelemetry (db.system.name).
    virtual std::string_view system_name() const = 0;
    // Rows changed by this session so far; nothing where the engine would have to be asked.
    virtual std::optional<std::int64_t> changed_rows() const { return std::nullopt; }
    // Whether Mode::write_behind_locks is another than Mode::write: the two then do not share a transaction.
    virtual bool watches_reads() const { return false; }
};

// Below the current one. The text holds no values: they are all parameters.
trace::Span statement_span(std::string_view system, std::string const& sql);

class Tx {
public:
    Tx(Session& session, Time now)
        : session_(session)
        , now_(now)
    {
    }
    Cursor start(Statement const& statement)
    {
        auto span = span_of(statement.sql());
        return Cursor(session_.start(statement), std::move(span));
    }
    Cursor start(Tables const& tables, std::string const& sql)
    {
        auto span = span_of(sql);
        return Cursor(session_.start(tables, sql), std::move(span));
    }
    // A fresh key, later than all earlier ones by the transaction's clock.
    template <class Key> Key new_id() { return Key{make_uuid(now_)}; }
    // Whether it writes for this company, whose lock it then holds.
    bool is_for(CompanyId company) const { return company_ == company; }
    // Calls `action` on a thread of the database once the changes are durable; never when they were undone. For waking
    // somebody up: it must be quick, must not throw, and is lost when the process dies in between.
    void after_commit(std::function<void()> action) { after_commit_.push_back(std::move(action)); }

private:
    friend class Writer;
    trace::Span span_of(std::string const& sql) const
    {
        return trace::is_recording() ? statement_span(session_.system_name(), sql) : trace::Span{};
    }
    Session& session_;
    Time now_;
    std::optional<CompanyId> company_; // of the task that writes
    std::vector<std::function<void()>> after_commit_;
};

} // namespace guildhall::db
