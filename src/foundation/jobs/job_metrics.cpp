#include "db/queries.hpp"
#include "event_tables.hpp"
#include "jobs/runner.hpp"

namespace guildhall::jobs {
namespace {

// Each is counted in an index that holds only open or only dead jobs; the many finished ones are never touched.
db::Find<std::int64_t, CompanyId> const count_queued{job_tables,
    "COUNT(*) FROM job WHERE company_id >= ? AND state IN ('queued', 'failed') AND state = 'queued'",
    db::Reach::all_companies};
db::Find<std::int64_t, CompanyId> const count_failed{job_tables,
    "COUNT(*) FROM job WHERE company_id >= ? AND state IN ('queued', 'failed') AND state = 'failed'",
    db::Reach::all_companies};
db::Find<std::int64_t, CompanyId> const count_running{
    job_tables, "COUNT(*) FROM job WHERE company_id >= ? AND state = 'running'", db::Reach::all_companies};
db::Find<std::int64_t, CompanyId> const count_dead{
    job_tables, "COUNT(*) FROM job WHERE company_id >= ? AND state = 'dead'", db::Reach::all_companies};
db::Find<std::optional<Time>, CompanyId> const find_oldest_due{
    job_tables, "MIN(next_at) FROM job_lane WHERE company_id >= ?", db::Reach::all_companies};

struct ConsumerLag {
    std::string consumer;
    std::int64_t position = 0, last_position = 0;
    Time occurred_at; // of the first event that waits
};
BOOST_DESCRIBE_STRUCT(ConsumerLag, (), (consumer, position, last_position, occurred_at))

// One row for each consumer and company that has something to catch up.
std::string const lag_sql =
    "SELECT c.consumer, c.position, l.last_position, e.occurred_at FROM event_cursor c "
    "JOIN event_lane l ON l.company_id = c.company_id AND l.last_position > c.position "
    "JOIN event e ON e.company_id = c.company_id AND e.position = c.position + 1 WHERE c.company_id >= ?";
db::Statement const select_lags{event_tables, lag_sql, db::Reach::all_companies};
db::Find<std::int64_t, CompanyId> const count_parked{
    event_tables, "COUNT(*) FROM event_parked WHERE company_id >= ?", db::Reach::all_companies};

struct Lag {
    std::int64_t events = 0;
    Time oldest;
};

std::map<std::string, Lag> read_lags(db::Tx& tx)
{
    std::map<std::string, Lag> lags;
    auto cursor = tx.start(select_lags);
    db::bind_value(*cursor, 1, no_company);
    while (cursor->step()) {
        auto const row = db::read_row<ConsumerLag>(*cursor);
        auto const [place, is_new] = lags.try_emplace(row.consumer, Lag{0, row.occurred_at});
        place->second.events += row.last_position - row.position;
        place->second.oldest = std::min(place->second.oldest, row.occurred_at);
    }
    return lags;
}

std::string seconds_since(Time then, Time now)
{
    return std::to_string(
        std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(now - then).count()));
}

void append_lags(std::string& text, std::map<std::string, Lag> const& lags, Time now)
{
    text += "# HELP guildhall_outbox_waiting Events that a consumer has not taken yet.\n"
            "# TYPE guildhall_outbox_waiting gauge\n";
    for (auto const& [consumer, lag] : lags)
        text += "guildhall_outbox_waiting{consumer=\"" + consumer + "\"} " + std::to_string(lag.events) + "\n";
    text += "# HELP guildhall_outbox_lag_seconds Age of the oldest event that a consumer has not taken yet.\n"
            "# TYPE guildhall_outbox_lag_seconds gauge\n";
    for (auto const& [consumer, lag] : lags)
        text += "guildhall_outbox_lag_seconds{consumer=\"" + consumer + "\"} " + seconds_since(lag.oldest, now) + "\n";
}

} // namespace

std::string metrics_text(db::Database& database, Time now)
{
    std::string text = "# HELP guildhall_jobs Jobs that wait, run, or need a person.\n# TYPE guildhall_jobs gauge\n";
    database.read(db::Scope::all_companies(), [&](db::Tx& tx) {
        auto const add = [&](std::string_view state, std::optional<std::int64_t> count) {
            text += "guildhall_jobs{state=\"" + std::string(state) + "\"} " + std::to_string(count.value_or(0)) + "\n";
        };
        add("queued", count_queued(tx, no_company));
        add("failed", count_failed(tx, no_company));
        add("running", count_running(tx, no_company));
        add("dead", count_dead(tx, no_company));
        auto const oldest = find_oldest_due(tx, no_company).value_or(std::nullopt).value_or(now);
        text += "# HELP guildhall_jobs_oldest_due_seconds How long the oldest due job has waited.\n"
                "# TYPE guildhall_jobs_oldest_due_seconds gauge\n"
                "guildhall_jobs_oldest_due_seconds " +
                seconds_since(oldest, now) + "\n";
        append_lags(text, read_lags(tx), now);
        text += "# HELP guildhall_outbox_parked Events that a consumer failed on and went on without.\n"
                "# TYPE guildhall_outbox_parked gauge\n"
                "guildhall_outbox_parked " +
                std::to_string(count_parked(tx, no_company).value_or(0)) + "\n";
    });
    return text;
}

} // namespace guildhall::jobs
