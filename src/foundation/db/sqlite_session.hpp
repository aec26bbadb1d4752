#pragma once
// One SQLite connection.
#include "db/transaction.hpp"
#include <memory>
#include <sqlite3.h>
#include <unordered_map>
#include <vector>

namespace guildhall::db {

class SqliteExecution final : public Execution {
public:
    explicit SqliteExecution(sqlite3_stmt* statement)
        : statement_(statement)
    {
    }
    ~SqliteExecution() override { sqlite3_finalize(statement_); }
    SqliteExecution(SqliteExecution const&) = delete;
    SqliteExecution& operator=(SqliteExecution const&) = delete;

    void bind_null(int at) override;
    void bind_integer(int at, std::int64_t v) override;
    void bind_real(int at, double v) override;
    void bind_text(int at, std::string_view v) override;
    void bind_bytes(int at, std::string_view v) override;
    void bind_uuid(int at, Uuid const& v) override;
    void lend_text(int at, std::string_view v) override;
    void lend_bytes(int at, std::string_view v) override;
    void lend_uuid(int at, Uuid const& v) override;
    void perform() override;
    bool step() override;
    std::int64_t changed_rows() override;
    void reset() override;
    bool is_null(int column) const override;
    std::int64_t integer(int column) const override;
    double real(int column) const override;
    std::string_view text(int column) const override;
    std::string bytes(int column) const override;
    Uuid uuid(int column) const override;

private:
    void set_text(int at, std::string_view v, sqlite3_destructor_type whose);
    void set_bytes(int at, std::string_view v, sqlite3_destructor_type whose);
    sqlite3_stmt* statement_;
};

class SqliteSession final : public Session {
public:
    enum class Durability { full, none };
    SqliteSession(std::string const& path, Mode mode, Durability durability);
    ~SqliteSession() override;
    SqliteSession(SqliteSession const&) = delete;
    SqliteSession& operator=(SqliteSession const&) = delete;

    void lock(std::vector<CompanyId>) override {}
    void begin(Mode mode) override;
    void enter(Scope const&) override {}
    void savepoint() override;
    void release_savepoint() override;
    void rollback_to_savepoint() override;
    void commit() override;
    bool commit_before_sync() override;
    void rollback() override;
    Execution& start(Statement const& statement) override;
    Execution& start(Tables const& tables, std::string const& sql) override;
    void run_script(std::string const& sql) override;
    std::string_view system_name() const override { return "sqlite"; }
    std::optional<std::int64_t> changed_rows() const override { return sqlite3_total_changes64(handle_); }

    // Copies pages of the log back into the database file without blocking anybody. Returns how many the log holds.
    int checkpoint();
    // Empty when the statement prepares, touches own tables only, and reaches rows through their company.
    std::string fault_of(Statement const& statement);
    std::string fault_of(Tables const& tables, std::string const& sql);

private:
    std::unique_ptr<SqliteExecution> prepare(Tables const& tables, std::string const& sql);
    static int authorize(void* self, int action, char const* table, char const* column, char const*, char const*);
    std::string plan_fault(std::string const& sql);
    void run(Execution& execution) { execution.perform(), execution.reset(); }

    sqlite3* handle_ = nullptr;
    Tables const* preparing_ = nullptr;
    bool preparing_change_ = false;
    std::string denied_table_;
    std::vector<std::unique_ptr<SqliteExecution>> prepared_;
    std::unordered_map<std::string, std::unique_ptr<SqliteExecution>> made_at_run_time_;
    std::unique_ptr<SqliteExecution> begin_read_, begin_write_, savepoint_, release_, rollback_to_, commit_;
};

} // namespace guildhall::db
