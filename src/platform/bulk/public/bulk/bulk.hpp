#pragma once
// One action on many records (PL-22): by ids or by a list's filter, tried or done, at once or as a job.
#include "http/listing.hpp"
#include "jobs/registry.hpp"

namespace guildhall::bulk {

inline constexpr std::int64_t most_at_once = 1'000;
inline constexpr std::int64_t most_in_a_job = 100'000;

// Exactly one of the two.
struct Target {
    std::optional<std::vector<Uuid>> ids;
    std::optional<std::string> filter; // as behind the list's question mark: "status=pending&search=ada"
};
BOOST_DESCRIBE_STRUCT(Target, (), (ids, filter))

struct BulkItem {
    Uuid id;
    std::string number;
    bool ok = false;
    std::optional<std::string> code; // why not
    std::optional<std::string> detail;
};
BOOST_DESCRIBE_STRUCT(BulkItem, (), (id, number, ok, code, detail))

struct BulkResult {
    bool dry_run = false;
    std::int64_t matched = 0;
    std::int64_t checked = 0; // of these; a job looks at the rest
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;
    std::vector<BulkItem> results;
    std::optional<jobs::JobId> job_id; // GET /jobs/{id} tells how far it is
};
BOOST_DESCRIBE_STRUCT(BulkResult, (), (dry_run, matched, checked, succeeded, failed, results, job_id))

BOOST_DEFINE_ENUM_CLASS(BulkRefusal, exactly_one_target, invalid_filter, too_many_rows)

struct Failure {
    std::string code, detail;
};

// Behind which record of a list one goes on; nothing: from its beginning.
using Position = std::optional<std::pair<http::Bound, Uuid>>;

// What is done to records of one kind. `act` does it, or with dry_run only says whether it could.
template <class Row> struct Operation {
    std::string not_found; // code for an id that names nothing
    std::function<std::optional<Row>(db::Tx&, Actor const&, Uuid const&)> find;
    // The first so many, in the order of creation; behind this position when given.
    std::function<std::expected<std::vector<Row>, http::Problem>(
        db::Tx&, Actor const&, http::Query const&, std::int64_t, Position const&)>
        rows;
    std::function<std::expected<std::int64_t, http::Problem>(db::Tx&, Actor const&, http::Query const&)> count;
    std::function<std::optional<Failure>(db::Tx&, Actor const&, Row, bool dry_run)> act;
};

template <class Row, class Item>
Operation<Row> operation_on(http::Listing<Row, Item> const& listing, std::string not_found)
{
    Operation<Row> operation;
    operation.not_found = std::move(not_found);
    operation.rows = [&listing](auto& tx, auto const& actor, auto const& query, std::int64_t most, auto const& after) {
        return listing.rows(tx, actor, query, most, after);
    };
    operation.count = [&listing](
                          auto& tx, auto const& actor, auto const& query) { return listing.count(tx, actor, query); };
    return operation;
}

// The filter as a query in the order of creation. Nothing when it does not parse.
std::optional<http::Query> query_of(std::string const& filter);
std::optional<Refused<BulkRefusal>> target_fault(Target const& target);
std::string summary_of(std::int64_t succeeded, std::int64_t failed);

template <class Row>
void act_on(db::Tx& tx, Actor const& actor, Operation<Row> const& operation, std::optional<Row> const& row,
    Uuid const& id, BulkResult& result)
{
    BulkItem item{id, row ? row->number : std::string{}, false, {}, {}};
    auto const failure = row ? operation.act(tx, actor, *row, result.dry_run)
                             : std::optional(Failure{operation.not_found, "There is no such record."});
    item.ok = !failure;
    if (failure) {
        item.code = failure->code;
        item.detail = failure->detail.empty() ? http::sentence_of(failure->code) : failure->detail;
    }
    ++result.checked;
    ++(item.ok ? result.succeeded : result.failed);
    result.results.push_back(std::move(item));
}

// Does it now, or asks for `job` when there are more than fit into one transaction.
template <class Row>
Outcome<BulkResult, BulkRefusal> run(db::Tx& tx, Actor const& actor, Target const& target, bool dry_run,
    Operation<Row> const& operation, jobs::NewJob const& job)
{
    using enum BulkRefusal;
    if (auto fault = target_fault(target)) return std::unexpected(*fault);
    BulkResult result;
    result.dry_run = dry_run;
    std::optional<http::Query> query;
    if (target.ids)
        result.matched = static_cast<std::int64_t>(target.ids->size());
    else {
        query = query_of(*target.filter);
        auto const count = query ? operation.count(tx, actor, *query) : std::unexpected(http::Problem{});
        if (!count) return refuse(invalid_filter, "filter: " + count.error().detail, "/filter");
        result.matched = *count;
    }
    if (result.matched > most_in_a_job)
        return refuse(too_many_rows, "Those are " + std::to_string(result.matched) + "; narrow the filter.", "/filter");
    if (result.matched > most_at_once && !dry_run) {
        result.job_id = jobs::enqueue(tx, actor, job);
        return result;
    }
    if (target.ids)
        for (auto const& id : *target.ids) {
            if (result.checked >= most_at_once) break;
            act_on(tx, actor, operation, operation.find(tx, actor, id), id, result);
        }
    else {
        auto const rows = operation.rows(tx, actor, *query, most_at_once, {});
        for (auto const& row : rows.value()) act_on(tx, actor, operation, std::optional(row), row.id.uuid, result);
    }
    return result;
}

// The same as a job: in portions, with progress, until done or cancelled.
template <class Row> void run_job(jobs::JobContext& job, Target const& target, Operation<Row> const& operation)
{
    constexpr std::int64_t portion = 100;
    auto const actor = job.actor();
    auto const scope = db::Scope::of(actor.company_id);
    auto const total =
        target.ids ? static_cast<std::int64_t>(target.ids->size()) : job.database().read_now(scope, [&](db::Tx& tx) {
            return operation.count(tx, actor, query_of(*target.filter).value()).value_or(0);
        });
    std::int64_t succeeded = 0, failed = 0;
    Position after;
    for (std::int64_t done = 0; done < most_in_a_job;) {
        if (job.cancelled()) return;
        BulkResult result;
        Position next; // apart from `after`: the transaction may run more than once
        job.database().write_now(scope, [&](db::Tx& tx) {
            result = {};
            if (target.ids) {
                for (auto i = done; i < std::min(total, done + portion); ++i) {
                    auto const& id = (*target.ids)[static_cast<std::size_t>(i)];
                    act_on(tx, actor, operation, operation.find(tx, actor, id), id, result);
                }
                return true;
            }
            auto const rows = operation.rows(tx, actor, query_of(*target.filter).value(), portion, after);
            for (auto const& row : rows.value()) act_on(tx, actor, operation, std::optional(row), row.id.uuid, result);
            if (!rows->empty())
                next = {std::int64_t{rows->back().created_at.time_since_epoch().count()}, rows->back().id.uuid};
            return true;
        });
        after = next;
        done += result.checked;
        succeeded += result.succeeded;
        failed += result.failed;
        if (result.checked < portion) break;
        job.progress(total == 0 ? 100 : std::min<std::int64_t>(99, done * 100 / total), summary_of(succeeded, failed));
    }
    job.complete([](db::Tx&) {}, summary_of(succeeded, failed));
}

} // namespace guildhall::bulk
