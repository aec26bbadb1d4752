#include "postgres_session.hpp"
#include "db/migration.hpp"
#include "faults.hpp"
#include "statement_cache.hpp"
#include <algorithm>
#include <charconv>
#include <cstring>

namespace guildhall::db {
namespace {

// Beyond this many unread answers the buffers of both sides could fill and each wait for the other.
constexpr std::size_t most_unread_answers = 64;

bool is_failure(ExecStatusType status)
{
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_PIPELINE_SYNC;
}

// What a failed answer means to the layers above (SQLSTATE classes of the PostgreSQL manual, appendix A).
[[noreturn]] void fail(std::string_view state, std::string const& message)
{
    if (state == "40001" || state == "40P01" || state == "55P03") throw Retry(message);
    auto const group = state.substr(0, 2);
    if (group == "23" || group == "42" || group == "22" || group == "25") throw StatementFailed(message);
    throw Unavailable(message);
}

} // namespace

PostgresExecution::~PostgresExecution() { PQclear(result_); }

std::optional<std::string>& PostgresExecution::slot(int at)
{
    auto const index = static_cast<std::size_t>(at);
    if (parameters_.size() < index) parameters_.resize(index);
    return parameters_[index - 1];
}

void PostgresExecution::bind_real(int at, double v)
{
    char digits[32];
    auto const end = std::to_chars(digits, digits + sizeof digits, v).ptr;
    slot(at) = std::string(digits, end);
}

void PostgresExecution::bind_bytes(int at, std::string_view v)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex = "\\x";
    for (char c : v) {
        auto const byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    slot(at) = std::move(hex);
}

void PostgresExecution::perform() { session_.send(*this, nullptr); }

void PostgresExecution::fetch()
{
    session_.send(*this, this);
    session_.drain();
}

bool PostgresExecution::step()
{
    if (!result_) fetch();
    return ++row_ < PQntuples(result_);
}

std::int64_t PostgresExecution::changed_rows()
{
    if (!result_) fetch();
    std::string_view const text = PQcmdTuples(result_);
    std::int64_t rows = 0;
    std::from_chars(text.data(), text.data() + text.size(), rows);
    return rows;
}

void PostgresExecution::reset()
{
    PQclear(result_);
    result_ = nullptr;
    row_ = -1;
    parameters_.clear();
}

bool PostgresExecution::is_null(int column) const { return PQgetisnull(result_, row_, column) != 0; }

std::string_view PostgresExecution::text(int column) const
{
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PostgresExecution::integer(int column) const
{
    auto const digits = text(column);
    std::int64_t v = 0;
    auto const error = std::from_chars(digits.data(), digits.data() + digits.size(), v).ec;
    check(error == std::errc{}, "an integer column does not hold an integer");
    return v;
}

double PostgresExecution::real(int column) const
{
    auto const digits = text(column);
    double v = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), v);
    return v;
}

std::string PostgresExecution::bytes(int column) const
{
    auto const hex = text(column).substr(2); // "\x" stands in front
    auto const value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out += static_cast<char>(value(hex[i]) << 4 | value(hex[i + 1]));
    return out;
}

Uuid PostgresExecution::uuid(int column) const
{
    auto const id = parse_uuid(text(column));
    check(id.has_value(), "a key column does not hold a uuid");
    return *id;
}

PostgresSession::PostgresSession(std::string url, Use use)
    : url_(std::move(url))
    , use_(use)
    , begin_read_(*this, "begin_read", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    , begin_write_(*this, "begin_write", "BEGIN ISOLATION LEVEL SERIALIZABLE")
    , begin_behind_locks_(*this, "begin_behind_locks", "BEGIN ISOLATION LEVEL REPEATABLE READ")
    , enter_(*this, "enter",
          "SELECT set_config('guildhall.company_id', $1, true), set_config('guildhall.all_companies', $2, true)")
    , savepoint_(*this, "savepoint", "SAVEPOINT one")
    , release_(*this, "release", "RELEASE one")
    , rollback_to_(*this, "rollback_to", "ROLLBACK TO one")
    , commit_(*this, "commit", "COMMIT")
    , rollback_(*this, "rollback", "ROLLBACK")
    , lock_(*this, "lock", "SELECT pg_advisory_lock(hashtextextended($1, 0))")
    , unlock_(*this, "unlock", "SELECT pg_advisory_unlock_all()")
{
    connect();
}

PostgresSession::~PostgresSession() { disconnect(); }

void PostgresSession::connect()
{
    connection_ = PQconnectdb(url_.c_str());
    if (PQstatus(connection_) != CONNECTION_OK) {
        std::string const message = PQerrorMessage(connection_);
        disconnect();
        throw Unavailable("cannot reach PostgreSQL: " + message);
    }
    auto const ignore = [](void*, char const*) {};
    PQsetNoticeProcessor(connection_, ignore, nullptr);
    // A small table is read as a whole rather than by its key, and a serializable transaction then conflicts with every
    // other that changes any row of it: one in two claims of jobs had to run again.
    if (use_ == Use::writing) PQclear(PQexec(connection_, "SET enable_seqscan = off"));
    PQenterPipelineMode(connection_);
}

void PostgresSession::disconnect()
{
    PQfinish(connection_);
    connection_ = nullptr;
    expected_.clear();
    reading_commit_ = locked_ = false;
    for (auto& execution : prepared_)
        if (execution) execution->prepared_ = false;
    made_at_run_time_.clear();
    for (auto* fixed : {&begin_read_, &begin_write_, &begin_behind_locks_, &enter_, &savepoint_, &release_,
             &rollback_to_, &commit_, &rollback_, &lock_, &unlock_})
        fixed->prepared_ = false;
}

void PostgresSession::send(PostgresExecution& execution, PostgresExecution* reader)
{
    if (!connection_) throw Unavailable("the connection to PostgreSQL is lost");
    if (!execution.prepared_) {
        if (!PQsendPrepare(connection_, execution.name_.c_str(), execution.sql_.c_str(), 0, nullptr))
            throw Unavailable(PQerrorMessage(connection_));
        expected_.push_back({nullptr, &execution});
        execution.prepared_ = true;
    }
    std::vector<char const*> values;
    values.reserve(execution.parameters_.size());
    for (auto const& parameter : execution.parameters_) values.push_back(parameter ? parameter->c_str() : nullptr);
    if (!PQsendQueryPrepared(
            connection_, execution.name_.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0))
        throw Unavailable(PQerrorMessage(connection_));
    expected_.push_back({reader, nullptr});
    if (!reader && expected_.size() >= most_unread_answers) drain();
}

PGresult* PostgresSession::next_result()
{
    auto* result = PQgetResult(connection_);
    if (result && PQresultStatus(result) != PGRES_PIPELINE_SYNC) {
        while (auto* rest = PQgetResult(connection_)) PQclear(rest); // the null that ends each statement
    }
    return result;
}

void PostgresSession::await_sync()
{
    for (;;) {
        auto* result = PQgetResult(connection_);
        auto const done = result && PQresultStatus(result) == PGRES_PIPELINE_SYNC;
        PQclear(result);
        if (done) return;
        if (PQstatus(connection_) != CONNECTION_OK) throw Unavailable("the connection to PostgreSQL is lost");
    }
}

void PostgresSession::drain()
{
    if (!connection_ || !PQpipelineSync(connection_)) throw Unavailable("the connection to PostgreSQL is lost");
    std::string state, message;
    auto expected = std::move(expected_);
    expected_.clear();
    for (auto const& [reader, preparing] : expected) {
        auto* result = next_result();
        auto const status = PQresultStatus(result);
        // The server skips what follows a failure in the pipeline: it does not know this statement after all.
        if (preparing && is_failure(status)) preparing->prepared_ = false;
        if (is_failure(status) && message.empty() && status != PGRES_PIPELINE_ABORTED) {
            auto const* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
            state = code ? code : "08000";
            message = result ? PQresultErrorMessage(result) : PQerrorMessage(connection_);
            if (message.empty()) message = "no answer";
        }
        if (reader && !is_failure(status))
            reader->result_ = result;
        else
            PQclear(result);
        if (PQstatus(connection_) != CONNECTION_OK) {
            disconnect();
            throw Unavailable("the connection to PostgreSQL is lost: " + message);
        }
    }
    await_sync();
    if (!message.empty()) fail(state, message);
}

void PostgresSession::begin(Mode mode)
{
    if (!connection_) connect();
    if (reading_commit_) { // the end of the last reading transaction was sent without waiting
        reading_commit_ = false;
        drain();
    }
    switch (mode) {
    case Mode::read: send_simple(begin_read_); break;
    case Mode::write: send_simple(begin_write_); break;
    case Mode::write_behind_locks: send_simple(begin_behind_locks_); break;
    }
    reading_commit_ = mode == Mode::read;
}

void PostgresSession::enter(Scope const& scope)
{
    enter_.bind_text(1, scope.company() ? to_string(*scope.company()) : "");
    enter_.bind_text(2, scope.company() ? "off" : "on");
    send_simple(enter_);
}

void PostgresSession::rollback_to_savepoint()
{
    send_simple(rollback_to_);
    send_simple(release_);
}

void PostgresSession::commit()
{
    send_simple(commit_);
    if (reading_commit_) {
        if (!PQflush(connection_)) return; // its answer is read before the next begin
        reading_commit_ = false;
    }
    if (locked_) {
        // A failed COMMIT must not skip the unlocking: they are separate pipelines. After a failure the transaction may
        // still stand, aborted; rollback() ends it and then unlocks.
        drain();
        locked_ = false;
        send_simple(unlock_);
    }
    drain();
}

void PostgresSession::rollback()
{
    reading_commit_ = false;
    if (!connection_) return;
    try {
        try {
            drain(); // what was sent before may fail; it is being undone anyway
        } catch (Retry const&) {
        } catch (StatementFailed const&) {
        }
        send_simple(rollback_);
        drain();
        if (locked_) {
            locked_ = false;
            send_simple(unlock_);
            drain();
        }
    } catch (...) {
        disconnect();
    }
}

Execution& PostgresSession::start(Statement const& statement)
{
    if (statement.index() >= prepared_.size()) prepared_.resize(Statement::all().size());
    auto& slot = prepared_[statement.index()];
    if (!slot)
        slot = std::make_unique<PostgresExecution>(
            *this, "s" + std::to_string(statement.index()), translate_statement(statement.sql(), Dialect::postgres));
    return *slot;
}

Execution& PostgresSession::start(Tables const&, std::string const& sql)
{
    if (made_at_run_time_.size() > most_cached_texts) made_at_run_time_.clear();
    auto& slot = made_at_run_time_[sql];
    if (!slot)
        slot = std::make_unique<PostgresExecution>(
            *this, "t" + std::to_string(++texts_made_), translate_statement(sql, Dialect::postgres));
    return *slot;
}

void PostgresSession::run_script(std::string const& sql)
{
    drain();
    PQexitPipelineMode(connection_);
    auto* result = PQexec(connection_, sql.c_str());
    auto const status = PQresultStatus(result);
    auto const failed = is_failure(status) && status != PGRES_EMPTY_QUERY;
    auto const* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    std::string const state = code ? code : "";
    std::string const message = PQresultErrorMessage(result);
    PQclear(result);
    PQenterPipelineMode(connection_);
    if (failed) fail(state, message + " in: " + sql);
}

void PostgresSession::lock(std::vector<CompanyId> companies)
{
    if (!connection_) connect();
    // One order for everybody, so that two nodes cannot wait for each other.
    std::ranges::sort(companies);
    auto const repeated = std::ranges::unique(companies);
    companies.erase(repeated.begin(), repeated.end());
    for (auto const& company : companies) {
        lock_.bind_text(1, to_string(company));
        send_simple(lock_);
        locked_ = true;
    }
    // A transaction takes its snapshot with its first statement: the locks must be granted before, in a pipeline of
    // their own.
    if (locked_) drain();
}

std::string PostgresSession::preparing_fault(PostgresExecution& execution)
{
    if (execution.prepared_) return {};
    try {
        if (!PQsendPrepare(connection_, execution.name_.c_str(), execution.sql_.c_str(), 0, nullptr))
            throw Unavailable(PQerrorMessage(connection_));
        expected_.push_back({nullptr, &execution});
        drain();
        execution.prepared_ = true;
        return {};
    } catch (StatementFailed const& failure) {
        return std::string(failure.what()) + " in: " + execution.sql_;
    }
}

std::string PostgresSession::fault_of(Statement const& statement)
{
    return preparing_fault(static_cast<PostgresExecution&>(start(statement)));
}

std::string PostgresSession::fault_of(Tables const& tables, std::string const& sql)
{
    return preparing_fault(static_cast<PostgresExecution&>(start(tables, sql)));
}

} // namespace guildhall::db
