#include "dispatcher.hpp"
#include "lane.hpp"
#include "log/log.hpp"
#include "parallel_writes.hpp"

namespace guildhall::jobs {
namespace {

struct Turn {
    CompanyId company;
    std::vector<ClaimedJob> jobs = {};
};

std::string text_of(std::exception_ptr const& error)
{
    try {
        std::rethrow_exception(error);
    } catch (std::exception const& exception) {
        return exception.what();
    } catch (...) {
        return "unknown";
    }
}

// a1 b1 c1 a2 b2 a3 …
std::vector<ClaimedJob> alternate(std::vector<Turn>& turns, std::size_t share)
{
    std::vector<ClaimedJob> jobs;
    for (std::size_t i = 0; i < share; ++i)
        for (auto& turn : turns)
            if (i < turn.jobs.size()) jobs.push_back(std::move(turn.jobs[i]));
    return jobs;
}

} // namespace

Dispatcher::Dispatcher(db::Database& database, std::string worker, std::chrono::seconds lease, trace::Tracer* tracer)
    : database_(database)
    , worker_(std::move(worker))
    , lease_(lease)
    , tracer_(tracer)
{
}

void Dispatcher::add(CompanyId company)
{
    if (in_ring_.insert(company).second) ring_.push_back(company);
}

void Dispatcher::find_due(Time now)
{
    for (CompanyId from = no_company;;) {
        auto const page =
            database_.read_now(db::Scope::all_companies(), [&](db::Tx& tx) { return due_lanes(tx, from, now); });
        for (auto const& company : page) add(company);
        if (page.size() < lanes_per_page) return;
        from = key_after(page.back());
    }
}

std::vector<ClaimedJob> Dispatcher::claim(std::size_t wanted, Time now)
{
    auto const count = std::min(wanted, ring_.size());
    if (count == 0) return {};
    auto const share = wanted / count;
    trace::Span const span(tracer_, trace::Kind::internal, "claim jobs");
    trace::Within const within(span.context());
    std::vector<Turn> turns;
    for (; turns.size() < count; ring_.pop_front()) turns.push_back({ring_.front()});
    {
        ParallelWrites writes(database_);
        for (auto& turn : turns)
            writes.write(
                queue_of(turn.company),
                [&](db::Tx& tx) {
                    turn.jobs = claim_jobs(tx, turn.company, {worker_, now, lease_, share});
                    return true;
                },
                [&](std::exception_ptr error) {
                    if (!error) return;
                    turn.jobs.clear();
                    log::error("jobs_not_claimed", {{"error", text_of(error)}});
                });
    }
    for (auto const& turn : turns) {
        in_ring_.erase(turn.company);
        if (turn.jobs.size() == share) add(turn.company); // there may be more: to the end of the ring
    }
    return alternate(turns, share);
}

} // namespace guildhall::jobs
