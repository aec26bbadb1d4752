#include "postgres_database.hpp"
#include "applied_migrations.hpp"
#include "base/outcome.hpp"
#include "faults.hpp"
#include "postgres_session.hpp"
#include "writer.hpp"

namespace guildhall::db {
namespace {

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(Settings const& settings)
        : settings_(settings)
    {
        for (int i = 0; i < settings.writer_threads; ++i)
            writers_.push_back(std::make_unique<Writer>(
                std::make_unique<PostgresSession>(settings.location, PostgresSession::Use::writing), settings,
                counters_));
    }

    void migrate(std::vector<Migration> const& migrations) override
    {
        PostgresSession session(settings_.location);
        session.run_script("SELECT pg_advisory_lock(7460217)"); // any constant, the same for every node
        apply_migrations(session, migrations, Dialect::postgres, settings_.clock());
    }

    void write(Scope scope, Body body, Done done) override
    {
        // One company, one writer: its requests are grouped, and never run into each other.
        auto const hash = scope.company() ? scope.company()->uuid.bytes[15] : std::uint8_t{0};
        writers_[hash % writers_.size()]->push(scope, std::move(body), std::move(done));
    }

    void read(Scope const& scope, std::function<void(Tx&)> const& body) override
    {
        auto session = take_reader();
        ++reads_;
        try {
            for (int attempt = 1;; ++attempt) try {
                    session->begin(Session::Mode::read);
                    session->enter(scope);
                    Tx tx(*session, settings_.clock());
                    body(tx);
                    session->commit();
                    break;
                } catch (Retry const& fault) {
                    session->rollback();
                    if (attempt >= 5) throw Unavailable(fault.what());
                }
        } catch (...) {
            session->rollback();
            give_back(std::move(session));
            throw;
        }
        give_back(std::move(session));
    }

    bool reads_block() const override { return true; }

    std::vector<std::string> check_statements() override
    {
        PostgresSession session(settings_.location);
        std::vector<std::string> faults;
        for (auto const* statement : Statement::all())
            if (auto fault = session.fault_of(*statement); !fault.empty()) faults.push_back(std::move(fault));
        return faults;
    }

    std::vector<std::string> check_texts(Tables const& tables, std::vector<std::string> const& texts) override
    {
        PostgresSession session(settings_.location);
        std::vector<std::string> faults;
        for (auto const& sql : texts)
            if (auto fault = session.fault_of(tables, sql); !fault.empty()) faults.push_back(std::move(fault));
        return faults;
    }

    Numbers numbers() const override { return {counters_.commits, counters_.writes, reads_, counters_.retries}; }
    std::string_view engine_name() const override { return "postgres"; }

private:
    std::unique_ptr<PostgresSession> take_reader()
    {
        std::unique_lock lock(readers_mutex_);
        reader_returned_.wait(lock, [&] { return !idle_readers_.empty() || open_readers_ < settings_.reader_threads; });
        if (!idle_readers_.empty()) {
            auto session = std::move(idle_readers_.back());
            idle_readers_.pop_back();
            return session;
        }
        ++open_readers_;
        lock.unlock();
        try {
            return std::make_unique<PostgresSession>(settings_.location);
        } catch (...) {
            lock.lock();
            --open_readers_;
            throw;
        }
    }
    void give_back(std::unique_ptr<PostgresSession> session)
    {
        {
            std::lock_guard const lock(readers_mutex_);
            idle_readers_.push_back(std::move(session));
        }
        reader_returned_.notify_one();
    }

    Settings settings_;
    WriterCounters counters_;
    std::atomic<std::int64_t> reads_{0};
    std::vector<std::unique_ptr<Writer>> writers_;
    std::mutex readers_mutex_;
    std::condition_variable reader_returned_;
    int open_readers_ = 0;
    std::vector<std::unique_ptr<PostgresSession>> idle_readers_;
};

} // namespace

std::unique_ptr<Database> open_postgres(Settings const& settings)
{
    return std::make_unique<PostgresDatabase>(settings);
}

} // namespace guildhall::db
