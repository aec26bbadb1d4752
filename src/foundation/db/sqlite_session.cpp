#include "sqlite_session.hpp"
#include "db/migration.hpp"
#include "faults.hpp"
#include "log_file.hpp"
#include "statement_cache.hpp"
#include <algorithm>
#include <cstring>

namespace guildhall::db {
namespace {

// Never answers a normal result code.
[[noreturn]] void fail(sqlite3* handle, int code, std::string_view sql)
{
    auto const message = std::string(sqlite3_errmsg(handle)) + " in: " + std::string(sql);
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: throw Retry(message);
    case SQLITE_CONSTRAINT:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_MISUSE: throw StatementFailed(message);
    default: throw Unavailable(message); // disk full, I/O error, corrupt …
    }
}

// For the whole process, before the first connection; later calls change nothing.
void configure_sqlite()
{
    static auto const once = [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // nobody asks, and its counters cost threads a lock
        // What a savepoint would undo stays in memory: a file would be written page by page at every group commit.
        return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
    }();
    static_cast<void>(once);
}

void expect_ok(sqlite3_stmt* statement, int code)
{
    if (code != SQLITE_OK) fail(sqlite3_db_handle(statement), code, sqlite3_sql(statement));
}

std::string_view bytes_of(Uuid const& id) { return {reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size()}; }

} // namespace

void SqliteExecution::bind_null(int at) { expect_ok(statement_, sqlite3_bind_null(statement_, at)); }
void SqliteExecution::bind_integer(int at, std::int64_t v)
{
    expect_ok(statement_, sqlite3_bind_int64(statement_, at, v));
}
void SqliteExecution::bind_real(int at, double v) { expect_ok(statement_, sqlite3_bind_double(statement_, at, v)); }
void SqliteExecution::bind_text(int at, std::string_view v) { set_text(at, v, SQLITE_TRANSIENT); }
void SqliteExecution::bind_bytes(int at, std::string_view v) { set_bytes(at, v, SQLITE_TRANSIENT); }
void SqliteExecution::bind_uuid(int at, Uuid const& v) { set_bytes(at, bytes_of(v), SQLITE_TRANSIENT); }
void SqliteExecution::lend_text(int at, std::string_view v) { set_text(at, v, SQLITE_STATIC); }
void SqliteExecution::lend_bytes(int at, std::string_view v) { set_bytes(at, v, SQLITE_STATIC); }
void SqliteExecution::lend_uuid(int at, Uuid const& v) { set_bytes(at, bytes_of(v), SQLITE_STATIC); }

// `whose` says whether SQLite copies the value. A view of nothing is empty, not NULL.
void SqliteExecution::set_text(int at, std::string_view v, sqlite3_destructor_type whose)
{
    expect_ok(statement_, sqlite3_bind_text64(statement_, at, v.data() ? v.data() : "", v.size(), whose, SQLITE_UTF8));
}
void SqliteExecution::set_bytes(int at, std::string_view v, sqlite3_destructor_type whose)
{
    expect_ok(statement_, sqlite3_bind_blob64(statement_, at, v.data() ? v.data() : "", v.size(), whose));
}

void SqliteExecution::perform()
{
    while (step()) {}
}

bool SqliteExecution::step()
{
    auto const code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    fail(sqlite3_db_handle(statement_), code, sqlite3_sql(statement_));
}

std::int64_t SqliteExecution::changed_rows()
{
    perform();
    return sqlite3_changes64(sqlite3_db_handle(statement_));
}

void SqliteExecution::reset()
{
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

bool SqliteExecution::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t SqliteExecution::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double SqliteExecution::real(int column) const { return sqlite3_column_double(statement_, column); }
std::string_view SqliteExecution::text(int column) const
{
    auto const* bytes = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                 : std::string_view{};
}
std::string SqliteExecution::bytes(int column) const
{
    auto const* bytes = static_cast<char const*>(sqlite3_column_blob(statement_, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                 : std::string{};
}
Uuid SqliteExecution::uuid(int column) const
{
    Uuid id;
    auto const* bytes = sqlite3_column_blob(statement_, column);
    check(bytes && sqlite3_column_bytes(statement_, column) == 16, "a key column does not hold 16 bytes");
    std::memcpy(id.bytes.data(), bytes, 16);
    return id;
}

SqliteSession::SqliteSession(std::string const& path, Mode mode, Durability durability)
{
    configure_sqlite();
    auto const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    auto const* const layer = durability == Durability::full ? buffered_log() : nullptr;
    if (auto const code = sqlite3_open_v2(path.c_str(), &handle_, flags, layer); code != SQLITE_OK) {
        auto const message = "cannot open the database " + path + ": " + sqlite3_errstr(code);
        sqlite3_close(handle_);
        throw Unavailable(message);
    }
    sqlite3_busy_timeout(handle_, 10'000);
    run_script("PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;");
    run_script(durability == Durability::full ? "PRAGMA synchronous=FULL;" : "PRAGMA synchronous=OFF;");
    // Large automatic checkpoints stall the writer for tens of milliseconds; a thread of its own does small ones.
    run_script("PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-16000;");
    if (mode == Mode::read)
        run_script("PRAGMA query_only=ON;");
    else
        run_script("PRAGMA cache_size=-64000;"); // one connection, which is better off without reading
    sqlite3_set_authorizer(handle_, authorize, this);
    static Tables const none;
    begin_read_ = prepare(none, "BEGIN");
    begin_write_ = prepare(none, "BEGIN IMMEDIATE");
    savepoint_ = prepare(none, "SAVEPOINT one");
    release_ = prepare(none, "RELEASE one");
    rollback_to_ = prepare(none, "ROLLBACK TO one");
    commit_ = prepare(none, "COMMIT");
}

SqliteSession::~SqliteSession()
{
    prepared_.clear();
    made_at_run_time_.clear();
    for (auto* fixed : {&begin_read_, &begin_write_, &savepoint_, &release_, &rollback_to_, &commit_}) fixed->reset();
    sqlite3_close(handle_);
}

void SqliteSession::begin(Mode mode) { run(mode == Mode::read ? *begin_read_ : *begin_write_); }
void SqliteSession::savepoint() { run(*savepoint_); }
void SqliteSession::release_savepoint() { run(*release_); }
void SqliteSession::rollback_to_savepoint()
{
    // A full disk or the like has already undone the whole transaction; then there is nothing to go back to.
    if (sqlite3_get_autocommit(handle_)) throw Unavailable("the database gave up the transaction");
    run(*rollback_to_);
    run(*release_);
}
void SqliteSession::commit() { run(*commit_); }
bool SqliteSession::commit_before_sync()
{
    SyncLater const later;
    commit();
    return later.wrote();
}
void SqliteSession::rollback()
{
    if (!sqlite3_get_autocommit(handle_)) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Execution& SqliteSession::start(Statement const& statement)
{
    if (statement.index() >= prepared_.size()) prepared_.resize(Statement::all().size());
    auto& slot = prepared_[statement.index()];
    if (!slot) slot = prepare(statement.tables(), statement.sql());
    return *slot;
}

Execution& SqliteSession::start(Tables const& tables, std::string const& sql)
{
    if (made_at_run_time_.size() > most_cached_texts) made_at_run_time_.clear();
    auto& slot = made_at_run_time_[sql];
    if (!slot) slot = prepare(tables, sql);
    return *slot;
}

void SqliteSession::run_script(std::string const& sql)
{
    if (auto const code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK)
        fail(handle_, code, sql);
}

int SqliteSession::checkpoint()
{
    int pages_in_log = 0;
    sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages_in_log, nullptr);
    return pages_in_log;
}

int SqliteSession::authorize(void* self, int action, char const* table, char const* column, char const*, char const*)
{
    auto& session = *static_cast<SqliteSession*>(self);
    if (!session.preparing_) return SQLITE_OK;
    if (action != SQLITE_READ && action != SQLITE_UPDATE && action != SQLITE_INSERT && action != SQLITE_DELETE)
        return SQLITE_OK;
    if (table == nullptr || *table == '\0') return SQLITE_OK;
    auto const& own = session.preparing_->names;
    if (std::ranges::find(own, std::string_view(table)) != own.end()) return SQLITE_OK;
    // A foreign key makes SQLite look up the parent's key on the statement's behalf: the schema's doing, not the
    // module's.
    auto const is_key = column && (std::string_view(column) == "company_id" || std::string_view(column) == "id");
    if (action == SQLITE_READ && is_key && session.preparing_change_) return SQLITE_OK;
    session.denied_table_ = table;
    return SQLITE_DENY;
}

std::unique_ptr<SqliteExecution> SqliteSession::prepare(Tables const& tables, std::string const& sql)
{
    preparing_ = &tables;
    preparing_change_ = sql.starts_with("INSERT") || sql.starts_with("UPDATE") || sql.starts_with("DELETE");
    denied_table_.clear();
    sqlite3_stmt* statement = nullptr;
    auto const translated = translate_statement(sql, Dialect::sqlite);
    auto const code = sqlite3_prepare_v3(handle_, translated.data(), static_cast<int>(translated.size()),
        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    preparing_ = nullptr;
    if (!denied_table_.empty())
        throw StatementFailed("table '" + denied_table_ + "' belongs to another module: " + sql);
    if (code != SQLITE_OK) fail(handle_, code, sql);
    return std::make_unique<SqliteExecution>(statement);
}

std::string SqliteSession::plan_fault(std::string const& sql)
{
    static Tables const any;
    SqliteExecution plan([&] {
        sqlite3_stmt* statement = nullptr;
        auto const text = "EXPLAIN QUERY PLAN " + translate_statement(sql, Dialect::sqlite);
        if (auto const code = sqlite3_prepare_v2(handle_, text.c_str(), -1, &statement, nullptr); code != SQLITE_OK)
            fail(handle_, code, text);
        return statement;
    }());
    while (plan.step()) {
        auto const step = plan.text(3);
        auto const reaches_rows = step.starts_with("SCAN") || step.starts_with("SEARCH");
        if (!reaches_rows || step == "SCAN CONSTANT ROW") continue;
        if (step.find("(company_id=?") == step.npos) return std::string(step) + " in: " + sql;
    }
    return {};
}

std::string SqliteSession::fault_of(Statement const& statement)
{
    try {
        start(statement);
        return statement.reach() == Reach::one_company ? plan_fault(statement.sql()) : std::string{};
    } catch (StatementFailed const& failure) {
        return failure.what();
    }
}

std::string SqliteSession::fault_of(Tables const& tables, std::string const& sql)
{
    try {
        start(tables, sql);
        return plan_fault(sql);
    } catch (StatementFailed const& failure) {
        return failure.what();
    }
}

} // namespace guildhall::db
