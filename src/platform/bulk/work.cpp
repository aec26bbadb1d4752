// The job: portions of records, each in a transaction that also remembers how far it is. Run again after a crash it
// goes on where it stood, and no record is dealt with twice.
#include "operation.hpp"

namespace guildhall::bulk {
namespace {

constexpr std::int64_t portion = 200;

// Whoever asked, with the rights that he had then and still has.
std::optional<Actor> asker_of(db::Tx& tx, WholeOperation const& operation, Standing const& standing, Time now)
{
    if (!operation.created_by) return std::nullopt;
    auto actor = standing(tx, operation.company_id, *operation.created_by, now);
    if (actor) actor->rights = actor->rights.within(Rights(operation.rights));
    if (actor) actor->request_id = to_string(operation.job_id.value());
    return actor;
}

// The next portion's results; the place in `operation` moves on.
std::vector<RowRow> do_portion(db::Tx& tx, Actor actor, Step const& step, WholeOperation& operation)
{
    std::vector<RowRow> rows;
    if (operation.undo_of) {
        for (auto const& done : changed_rows(tx, actor.company_id, *operation.undo_of, operation.place_id, portion)) {
            rows.push_back(undo_on(tx, actor, step, done));
            operation.place_id = done.id.uuid;
        }
        return rows;
    }
    auto const& target = operation.target;
    if (target.ids) {
        auto const end = std::min<std::int64_t>(operation.matched, operation.checked + portion);
        for (auto i = static_cast<std::size_t>(operation.checked); std::cmp_less(i, end); ++i) {
            actor.expected_version = target.versions ? std::optional((*target.versions)[i]) : std::nullopt;
            rows.push_back(act_on(tx, actor, step, (*target.ids)[i], operation.changes));
        }
        return rows;
    }
    Position after;
    if (operation.place_at) after = {*operation.place_at, operation.place_id.value()};
    auto const query = query_of(target.filter.value().value, step.list.order);
    auto const found = step.list.rows(tx, actor, query.value(), portion, after);
    for (auto const& one : found.value()) {
        // What came after the question was not meant by it.
        if (std::get<std::int64_t>(one.position) > operation.created_at.time_since_epoch().count()) break;
        rows.push_back(act_on(tx, actor, step, one.id, operation.changes));
        operation.place_at = std::get<std::int64_t>(one.position);
        operation.place_id = one.id;
    }
    return rows;
}

// False when there is nothing left to do.
bool go_on(db::Tx& tx, WholeOperation& operation, Steps const& steps, Standing const& standing, Time now)
{
    if (operation.state != BulkState::waiting && operation.state != BulkState::running) return false;
    auto const* step = steps.find(operation.resource, operation.action);
    auto actor = asker_of(tx, operation, standing, now);
    if (!step || !actor || (step->needs && !actor->may(*step->needs))) {
        Actor nobody;
        nobody.company_id = operation.company_id;
        nobody.now = now;
        operation.stopped_because = step ? "not_allowed" : "unknown_step";
        end_operation(tx, nobody, operation, BulkState::stopped);
        return false;
    }
    std::vector<RowRow> rows;
    db::attempt(tx, [&] {
        rows = do_portion(tx, *actor, *step, operation);
        return !operation.is_dry_run;
    });
    for (auto& row : rows) {
        count_row(operation, row);
        keep_row(tx, *actor, operation, std::move(row));
    }
    if (std::cmp_less(rows.size(), portion) || operation.checked >= most_in_a_job) {
        end_operation(tx, *actor, operation, BulkState::finished);
        return false;
    }
    operation.state = BulkState::running;
    update_operation(tx, operation, now);
    return true;
}

} // namespace

void work_off(jobs::JobContext& job, Steps const& steps, Standing const& standing)
{
    auto const id = job.payload<BulkJob>().bulk_operation_id;
    auto const company = job.company_id();
    std::string summary = "nothing to do";
    for (bool more = true; more;) {
        if (job.cancelled()) return;
        std::int64_t percent = 0;
        job.database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
            auto operation = find_whole(tx, company, id);
            more = operation && go_on(tx, *operation, steps, standing, job.now());
            if (!operation) return true;
            summary = summary_of(*operation);
            percent = operation->matched == 0 ? 100 : operation->checked * 100 / operation->matched;
            return true;
        });
        if (more) job.progress(std::min<std::int64_t>(99, percent), summary);
    }
    job.complete([](db::Tx&) {}, summary);
}

} // namespace guildhall::bulk
