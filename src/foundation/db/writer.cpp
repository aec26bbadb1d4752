#include "writer.hpp"
#include "faults.hpp"
#include <algorithm>
#include <iterator>
#include <pthread.h>
#include <utility>

namespace guildhall::db {
namespace {

constexpr int most_tries = 20;

// What a whole batch has to say once it is durable.
void call_all(std::vector<std::function<void()>> const& actions)
{
    for (auto const& action : actions) try {
            action();
        } catch (...) {
            // The changes are durable: a failure here must not look like theirs, or they would be made again.
        }
}

// From the COMMIT until the disk has it.
trace::Span commit_span(trace::Context const& asked_in, std::string_view system, std::size_t group)
{
    trace::Span span(&asked_in, trace::Kind::client, "COMMIT");
    span.set("db.system.name", std::string(system));
    span.set("db.operation.name", std::string("COMMIT"));
    span.set("guildhall.db.group_size", static_cast<std::int64_t>(group));
    return span;
}

struct NothingToGoBackTo {}; // changes of one task are to be undone, and only those of all could be

} // namespace

Writer::Writer(std::unique_ptr<Session> session, Settings const& settings, WriterCounters& counters, LogSyncer* syncer)
    : session_(std::move(session))
    , clock_(settings.clock)
    , most_in_batch_(settings.group_commit ? 256 : 1)
    , counters_(counters)
    , syncer_(syncer)
    , thread_([this] { loop(); })
{
}

Writer::~Writer()
{
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
    if (syncer_) syncer_->finish(); // the log goes with the last session
}

void Writer::push(Scope scope, Database::Body body, Database::Done done)
{
    auto asked_in = trace::carry();
    {
        std::lock_guard const lock(mutex_);
        waiting_.push_back({scope, std::move(body), std::move(done), nullptr, std::move(asked_in)});
    }
    wake_.notify_one();
}

void Writer::between_commits(std::function<void(Session&)> chore)
{
    std::lock_guard const lock(mutex_);
    chore_ = std::move(chore);
}

std::function<void(Session&)> Writer::take_chore()
{
    std::lock_guard const lock(mutex_);
    return std::exchange(chore_, nullptr);
}

std::vector<Writer::Task> Writer::take_waiting()
{
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    std::vector<Task> batch;
    if (waiting_.empty()) return batch;
    auto const mode = mode_of(waiting_.front());
    auto kept = waiting_.begin(), task = waiting_.begin();
    for (; task != waiting_.end() && batch.size() < most_in_batch_; ++task) {
        if (mode_of(*task) == mode)
            batch.push_back(std::move(*task));
        else
            *kept++ = std::move(*task);
    }
    waiting_.erase(kept, task);
    return batch;
}

Session::Mode Writer::mode_of(Task const& task) const
{
    return session_->watches_reads() && task.scope.is_behind_lock() ? Session::Mode::write_behind_locks
                                                                    : Session::Mode::write;
}

void Writer::loop()
{
    pthread_setname_np(pthread_self(), "db-writer");
    for (;;) {
        auto batch = take_waiting();
        if (batch.empty()) return; // stopping, and nothing waits any more
        run_batch(batch);
        answer(std::move(batch));
        if (auto const chore = take_chore()) chore(*session_);
    }
}

void Writer::answer(std::vector<Task> batch)
{
    auto tell = [tasks = std::move(batch), actions = std::exchange(after_commit_, {})](bool durable) mutable {
        if (durable) call_all(actions);
        for (auto& task : tasks) {
            if (!durable)
                task.error = std::make_exception_ptr(
                    Unavailable("the disk did not take the log; what it holds is read anew at the next start"));
            if (task.error) task.commit.fail("_OTHER");
            task.commit.end();
            trace::Within const within(task.asked_in.get());
            task.done(std::move(task.error));
        }
    };
    auto const wrote = std::exchange(wrote_, false);
    if (syncer_)
        syncer_->when_durable(wrote, std::move(tell));
    else
        tell(true);
}

void Writer::run_batch(std::vector<Task>& batch)
{
    if (syncer_ && syncer_->has_failed()) return; // they are told why with those whose changes were lost
    counters_.writes += static_cast<std::int64_t>(batch.size());
    if (batch.size() > 1 && try_together(batch)) return;
    // Together it did not work: alone, each task gets its own verdict.
    for (auto& task : batch) run_alone(task);
}

// Those who try again get another.
void Writer::end_failed_commits(std::span<Task> group)
{
    for (auto& task : group) {
        task.commit.fail("retry");
        task.commit.end();
    }
}

// True when its changes are to stay. The use case's own failure stays its own.
bool Writer::run_body(Task& task, Tx& tx)
{
    session_->enter(task.scope);
    tx.company_ = task.scope.company();
    task.error = nullptr;
    trace::Within const within(task.asked_in.get());
    try {
        return task.body(tx);
    } catch (Retry const&) {
        throw;
    } catch (StatementFailed const&) {
        throw;
    } catch (...) {
        task.error = std::current_exception();
        return false;
    }
}

// What does not stay is undone, and the others go on.
void Writer::run_under_savepoint(Task& task, Tx& tx)
{
    session_->savepoint();
    auto const actions_before = tx.after_commit_.size();
    if (run_body(task, tx)) return session_->release_savepoint();
    session_->rollback_to_savepoint();
    tx.after_commit_.resize(actions_before);
}

bool Writer::attempt(Tx& tx, std::function<bool()> const& body)
{
    auto const actions_before = tx.after_commit_.size();
    tx.session_.savepoint();
    auto stays = false;
    try {
        stays = body();
    } catch (Retry const&) {
        throw; // the whole transaction is rolled back
    } catch (StatementFailed const&) {
        throw;
    } catch (Unavailable const&) {
        throw;
    } catch (...) {
        // Left open, this savepoint would be what the task's own rollback goes back to, and what was before it would
        // stay.
        tx.session_.rollback_to_savepoint();
        throw;
    }
    if (stays) {
        tx.session_.release_savepoint();
        return true;
    }
    tx.session_.rollback_to_savepoint();
    tx.after_commit_.resize(actions_before);
    return false;
}

bool attempt(Tx& tx, std::function<bool()> const& body) { return Writer::attempt(tx, body); }

// A savepoint copies every page that changes under it. Use cases refuse before they change anything, so that there is
// nearly never something to undo: when there is, the group is run again with savepoints.
void Writer::run_without_savepoint(Task& task, Tx& tx)
{
    auto const rows_before = session_->changed_rows();
    auto const actions_before = tx.after_commit_.size();
    if (run_body(task, tx)) return;
    // A failure may have cost SQLite the whole transaction (a full disk): only a plain refusal lets the group go on.
    if (task.error || session_->changed_rows() != rows_before) throw NothingToGoBackTo{};
    tx.after_commit_.resize(actions_before);
}

void Writer::commit(Tx& tx, std::span<Task> group)
{
    for (auto& task : group)
        if (task.asked_in) task.commit = commit_span(*task.asked_in, session_->system_name(), group.size());
    if (syncer_)
        wrote_ |= session_->commit_before_sync();
    else
        session_->commit();
    ++counters_.commits;
    std::ranges::move(tx.after_commit_, std::back_inserter(after_commit_));
}

bool Writer::try_together(std::vector<Task>& batch)
{
    auto const knows_changes = session_->changed_rows().has_value();
    return (knows_changes && try_together(batch, &Writer::run_without_savepoint)) ||
           try_together(batch, &Writer::run_under_savepoint);
}

bool Writer::try_together(std::vector<Task>& batch, void (Writer::*run)(Task&, Tx&))
{
    try {
        std::vector<CompanyId> companies;
        for (auto const& task : batch)
            if (task.scope.company()) companies.push_back(*task.scope.company());
        session_->lock(std::move(companies));
        session_->begin(mode_of(batch.front()));
        Tx tx(*session_, clock_());
        for (auto& task : batch) (this->*run)(task, tx);
        commit(tx, batch);
        return true;
    } catch (Unavailable const&) {
        // The connection may have been lost after the commit took effect: doing it again could do it twice.
        session_->rollback();
        for (auto& task : batch) task.error = std::current_exception();
        return true;
    } catch (...) {
        session_->rollback();
        end_failed_commits(batch);
        ++counters_.retries;
        return false;
    }
}

void Writer::run_alone(Task& task)
{
    for (int attempt = 1;; ++attempt) {
        try {
            if (task.scope.company()) session_->lock({*task.scope.company()});
            session_->begin(mode_of(task));
            Tx tx(*session_, clock_());
            run_under_savepoint(task, tx);
            commit(tx, {&task, 1});
            return;
        } catch (Retry const& fault) {
            session_->rollback();
            end_failed_commits({&task, 1});
            ++counters_.retries;
            if (attempt < most_tries) continue;
            task.error = std::make_exception_ptr(Unavailable(std::string("too busy: ") + fault.what()));
        } catch (...) {
            session_->rollback();
            task.error = std::current_exception();
        }
        return;
    }
}

} // namespace guildhall::db
