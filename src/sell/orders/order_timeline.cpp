// The story of an order: changes, notes, money.
#include "order.hpp"
#include "payment.hpp"
#include <algorithm>

namespace guildhall::orders {
namespace {

db::Select<PaymentRow, CompanyId, SalesOrderId> const select_payments{
    tables, "FROM sales_order_payment WHERE company_id = ? AND order_id = ? ORDER BY at, id LIMIT 500"};

// Why a step was taken, in the words of whoever took it.
struct StepReason {
    OrderStatus status = OrderStatus::pending;
    Time at;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(StepReason, (), (status, at, note))

db::Select<StepReason, CompanyId, SalesOrderId> const select_reasons{tables,
    "FROM sales_order_step WHERE company_id = ? AND order_id = ? AND note IS NOT NULL ORDER BY at, id LIMIT 500"};

bool is_step(timeline::TimelineItem const& item, StepReason const& reason)
{
    if (item.kind != timeline::TimelineKind::change || item.at != reason.at || item.text) return false;
    auto const says = [&](std::string_view field, std::string_view value) {
        return std::ranges::any_of(
            item.changes, [&](auto const& change) { return change.field == field && change.after == value; });
    };
    return says("status", reflect::word(reason.status)) && !says("cancel_reason", reason.note); // told as that already
}

timeline::Record record_of(Actor const& actor, OrderRow const& order)
{
    return {"sales_order", order.id.uuid, order.customer_id, order.number, Right::orders_read,
        actor.may(Right::orders_read)};
}

} // namespace

Outcome<timeline::Timeline, ReadOrderRefusal> order_timeline(db::Tx& tx, Actor const& actor, ReadOrder const& wish)
{
    auto const order = find_visible(tx, actor, wish.sales_order_id);
    if (!order) return refuse(ReadOrderRefusal::sales_order_not_found);
    auto const record = record_of(actor, *order);
    std::vector<timeline::TimelineItem> payments;
    for (auto const& row : select_payments(tx, order->company_id, order->id)) {
        auto const kind = std::string(reflect::word(row.kind));
        payments.push_back({timeline::TimelineKind::payment, row.at, kind,
            timeline::name_for(tx, actor, record, row.by_id), record.for_staff ? row.by_id : std::nullopt, false, {},
            {}, timeline::PaymentShown{kind, order->currency, row.amount, row.method, row.transaction_id}, {}});
    }
    auto story = timeline::tell(tx, actor, record, std::move(payments));
    for (auto& reason : select_reasons(tx, order->company_id, order->id)) {
        auto const step = std::ranges::find_if(story.items, [&](auto const& item) { return is_step(item, reason); });
        if (step != story.items.end()) step->text = std::move(reason.note);
    }
    return story;
}

Outcome<timeline::Note, NoteOrderRefusal> note_order(db::Tx& tx, Actor const& actor, NoteOrder const& wish)
{
    auto const order = find_visible(tx, actor, wish.sales_order_id);
    if (!order) return refuse(NoteOrderRefusal::sales_order_not_found);
    return timeline::write_note_for<NoteOrderRefusal>(
        tx, actor, record_of(actor, *order), {wish.text.value, wish.is_internal, wish.mentions});
}

} // namespace guildhall::orders
