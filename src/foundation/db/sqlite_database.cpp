#include "sqlite_database.hpp"
#include "applied_migrations.hpp"
#include "base/outcome.hpp"
#include "log_syncer.hpp"
#include "sqlite_session.hpp"
#include "writer.hpp"
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace guildhall::db {
namespace {

// From this length on the log is to begin anew: 16 MB.
constexpr int long_log_pages = 4000;

// Moves the log into the database file every so often, away from the writer (libraries.md: p99 stalls otherwise).
// While somebody always writes, the log is never all moved, and would grow without end; and a growing file makes every
// commit dear, for the file system must record its new length. So when it is long, the writer is asked to move what
// little is left between two commits.
class Checkpointer {
public:
    Checkpointer(std::unique_ptr<SqliteSession> session, Writer& writer)
        : session_(std::move(session))
        , writer_(writer)
        , thread_([this] { loop(); })
    {
    }
    ~Checkpointer()
    {
        {
            std::lock_guard const lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }

private:
    void loop()
    {
        pthread_setname_np(pthread_self(), "db-checkpoint");
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, std::chrono::milliseconds(200), [&] { return stopping_; }))
            if (session_->checkpoint() > long_log_pages)
                writer_.between_commits([](Session& session) { static_cast<SqliteSession&>(session).checkpoint(); });
    }
    std::unique_ptr<SqliteSession> session_;
    Writer& writer_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

// One process at a time brings the schema up to date.
class FileLock {
public:
    explicit FileLock(std::string const& path)
        : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
        if (file_ < 0 || flock(file_, LOCK_EX) != 0) throw Unavailable("cannot lock " + path);
    }
    ~FileLock() { ::close(file_); }
    FileLock(FileLock const&) = delete;
    FileLock& operator=(FileLock const&) = delete;

private:
    int file_;
};

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(Settings const& settings)
        : settings_(settings)
        , durability_(durability())
        , syncer_(settings.group_commit && durability_ == SqliteSession::Durability::full
                      ? std::make_unique<LogSyncer>(settings.location + "-wal")
                      : nullptr)
        , writer_(std::make_unique<SqliteSession>(settings.location, Session::Mode::write, durability_), settings,
              counters_, syncer_.get())
        , checkpointer_(std::make_unique<SqliteSession>(settings.location, Session::Mode::write, durability_), writer_)
    {
    }

    void migrate(std::vector<Migration> const& migrations) override
    {
        FileLock const lock(settings_.location + ".lock");
        SqliteSession session(settings_.location, Session::Mode::write, durability_);
        apply_migrations(session, migrations, Dialect::sqlite, settings_.clock());
    }

    void write(Scope scope, Body body, Done done) override { writer_.push(scope, std::move(body), std::move(done)); }

    void read(Scope const& scope, std::function<void(Tx&)> const& body) override
    {
        auto session = take_reader();
        ++reads_;
        session->begin(Session::Mode::read);
        try {
            session->enter(scope);
            Tx tx(*session, settings_.clock());
            body(tx);
        } catch (...) {
            session->rollback();
            give_back(std::move(session));
            throw;
        }
        session->commit();
        give_back(std::move(session));
    }

    bool reads_block() const override { return false; }

    std::vector<std::string> check_statements() override
    {
        SqliteSession session(settings_.location, Session::Mode::write, durability_);
        std::vector<std::string> faults;
        for (auto const* statement : Statement::all())
            if (auto fault = session.fault_of(*statement); !fault.empty()) faults.push_back(std::move(fault));
        return faults;
    }

    std::vector<std::string> check_texts(Tables const& tables, std::vector<std::string> const& texts) override
    {
        SqliteSession session(settings_.location, Session::Mode::write, durability_);
        std::vector<std::string> faults;
        for (auto const& sql : texts)
            if (auto fault = session.fault_of(tables, sql); !fault.empty()) faults.push_back(std::move(fault));
        return faults;
    }

    bool takes_writes() const override { return !syncer_ || !syncer_->has_failed(); }
    Numbers numbers() const override { return {counters_.commits, counters_.writes, reads_, counters_.retries}; }
    std::string_view engine_name() const override { return "sqlite"; }

private:
    // Tests that make a database per scenario say so; everybody else gets full durability.
    static SqliteSession::Durability durability()
    {
        auto const* fast = std::getenv("GUILDHALL_TEST_NO_FSYNC");
        return fast && *fast == '1' ? SqliteSession::Durability::none : SqliteSession::Durability::full;
    }

    std::unique_ptr<SqliteSession> take_reader()
    {
        {
            std::lock_guard const lock(readers_mutex_);
            if (!idle_readers_.empty()) {
                auto session = std::move(idle_readers_.back());
                idle_readers_.pop_back();
                return session;
            }
        }
        return std::make_unique<SqliteSession>(settings_.location, Session::Mode::read, durability_);
    }
    void give_back(std::unique_ptr<SqliteSession> session)
    {
        std::lock_guard const lock(readers_mutex_);
        idle_readers_.push_back(std::move(session));
    }

    Settings settings_;
    SqliteSession::Durability durability_;
    WriterCounters counters_;
    std::atomic<std::int64_t> reads_{0};
    std::unique_ptr<LogSyncer> syncer_; // none where every commit is to be durable by itself, or none is
    Writer writer_;
    Checkpointer checkpointer_;
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteSession>> idle_readers_;
};

} // namespace

std::unique_ptr<Database> open_sqlite(Settings const& settings) { return std::make_unique<SqliteDatabase>(settings); }

} // namespace guildhall::db
