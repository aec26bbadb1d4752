// Many orders take the same step.
#include "order.hpp"

namespace guildhall::orders {
namespace {

constexpr auto job_kind = "orders.bulk_status";

struct BulkJob {
    bulk::Target target;
    OrderStatus status = OrderStatus::pending;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(BulkJob, (), (target, status, note))

bulk::Operation<OrderRow> step_to(OrderStatus status, std::optional<std::string> const& note)
{
    auto operation = bulk::operation_on(order_listing(), "sales_order_not_found");
    operation.find = [](db::Tx& tx, Actor const& actor, Uuid const& id) {
        return find_visible(tx, actor, SalesOrderId{id});
    };
    operation.act = [status, note](
                        db::Tx& tx, Actor const& actor, OrderRow order, bool dry_run) -> std::optional<bulk::Failure> {
        if (order.status == status) return std::nullopt; // it stands there already
        if (auto const fault = step_fault(order, status))
            return bulk::Failure{std::string(reflect::word(fault->reason)), fault->detail};
        if (!dry_run) take_step(tx, actor, order, status, note);
        return std::nullopt;
    };
    return operation;
}

} // namespace

Outcome<bulk::BulkResult, bulk::BulkRefusal> bulk_change_status(
    db::Tx& tx, Actor const& actor, BulkChangeStatus const& wish)
{
    BulkJob job{{}, wish.status, {}};
    if (wish.note && !wish.note->value.empty()) job.note = wish.note->value;
    if (wish.ids) {
        job.target.ids.emplace();
        for (auto const& id : *wish.ids) job.target.ids->push_back(id.uuid);
    }
    if (wish.filter) job.target.filter = wish.filter->value;
    return bulk::run(tx, actor, job.target, wish.dry_run.value_or(false), step_to(job.status, job.note),
        jobs::new_job(job_kind, job));
}

void add_jobs(jobs::Registry& registry)
{
    add_notices(registry);
    registry.handle(job_kind, [](jobs::JobContext& context) {
        auto const job = context.payload<BulkJob>();
        bulk::run_job(context, job.target, step_to(job.status, job.note));
    });
}

} // namespace guildhall::orders
