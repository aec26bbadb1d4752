#pragma once
// One PostgreSQL connection, always in pipeline mode: statements are sent as they come, and only a reader of results
// waits.
#include "db/transaction.hpp"
#include <deque>
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace guildhall::db {

class PostgresSession;

class PostgresExecution final : public Execution {
public:
    PostgresExecution(PostgresSession& session, std::string name, std::string sql)
        : session_(session)
        , name_(std::move(name))
        , sql_(std::move(sql))
    {
    }
    ~PostgresExecution() override;
    PostgresExecution(PostgresExecution const&) = delete;
    PostgresExecution& operator=(PostgresExecution const&) = delete;

    void bind_null(int at) override { slot(at).reset(); }
    void bind_integer(int at, std::int64_t v) override { slot(at) = std::to_string(v); }
    void bind_real(int at, double v) override;
    void bind_text(int at, std::string_view v) override { slot(at) = std::string(v); }
    void bind_bytes(int at, std::string_view v) override;
    void bind_uuid(int at, Uuid const& v) override { slot(at) = to_string(v); }
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
    friend class PostgresSession;
    std::optional<std::string>& slot(int at);
    void fetch();

    PostgresSession& session_;
    std::string name_, sql_;
    bool prepared_ = false;
    std::vector<std::optional<std::string>> parameters_;
    PGresult* result_ = nullptr;
    int row_ = -1;
};

class PostgresSession final : public Session {
public:
    // A writing session looks into no table as a whole: that locks all of it against the changes of other companies.
    enum class Use { reading, writing };
    explicit PostgresSession(std::string url, Use use = Use::reading);
    ~PostgresSession() override;
    PostgresSession(PostgresSession const&) = delete;
    PostgresSession& operator=(PostgresSession const&) = delete;

    void lock(std::vector<CompanyId> companies) override;
    void begin(Mode mode) override;
    void enter(Scope const& scope) override;
    void savepoint() override { send_simple(savepoint_); }
    void release_savepoint() override { send_simple(release_); }
    void rollback_to_savepoint() override;
    void commit() override;
    void rollback() override;
    Execution& start(Statement const& statement) override;
    Execution& start(Tables const& tables, std::string const& sql) override;
    void run_script(std::string const& sql) override;
    std::string_view system_name() const override { return "postgresql"; }
    bool watches_reads() const override { return true; }

    // Empty when the server can prepare the statement.
    std::string fault_of(Statement const& statement);
    std::string fault_of(Tables const& tables, std::string const& sql);

private:
    friend class PostgresExecution;
    std::string preparing_fault(PostgresExecution& execution);
    void connect();
    void disconnect();
    void send(PostgresExecution& execution, PostgresExecution* reader);
    void send_simple(PostgresExecution& execution) { send(execution, nullptr); }
    void drain(); // a sync point: every answer so far is in, the first fault is thrown
    PGresult* next_result();
    void await_sync();

    std::string url_;
    Use use_;
    PGconn* connection_ = nullptr;
    struct Expected {
        PostgresExecution* reader = nullptr;    // null: an answer nobody reads
        PostgresExecution* preparing = nullptr; // not null: the answer to its preparation
    };
    std::deque<Expected> expected_;
    bool reading_commit_ = false;
    std::vector<std::unique_ptr<PostgresExecution>> prepared_;
    std::unordered_map<std::string, std::unique_ptr<PostgresExecution>> made_at_run_time_;
    int texts_made_ = 0;
    PostgresExecution begin_read_, begin_write_, begin_behind_locks_, enter_, savepoint_, release_, rollback_to_,
        commit_, rollback_, lock_, unlock_;
    bool locked_ = false;
};

} // namespace guildhall::db
