// Staff has a message sent once more: it failed, or a carrier is configured by now.
#include "audit/audit.hpp"
#include "jobs/outbox.hpp"
#include "message.hpp"
#include "plans/plans.hpp"

namespace guildhall::notifications {
namespace {

struct Resent {
    std::string event;
    Channel channel{};
};
BOOST_DESCRIBE_STRUCT(Resent, (), (event, channel))

} // namespace

Outcome<MessageDetail, ResendRefusal> resend_message(db::Tx& tx, Actor const& actor, MessageKey const& wish)
{
    using enum ResendRefusal;
    auto row = find_message(tx, actor.company_id, wish.message_id);
    if (!row) return refuse(message_not_found);
    if (row->channel == Channel::in_app) return refuse(nothing_to_send, "What is said in the app is there already.");
    if (row->is_security) return refuse(holds_a_secret, "Its code or link is gone; the person asks for a new one.");
    if (row->state == MessageState::queued) return refuse(message_is_queued, "It is on its way.");
    if (auto const overrun = plans::take(tx, actor.company_id, actor.now, plans::Meter::messages))
        return plans::refuse_over(plan_limit_reached, *overrun);

    // From here on it succeeds.
    auto const before = reflect::to_json(shown(MessageRow(*row)));
    row->state = MessageState::queued;
    row->due_at = row->updated_at = actor.now;
    row->sent_at = row->delivered_at = row->read_at = std::nullopt;
    update_message(tx, *row);
    ask_for_delivery(tx, *row, actor.now);
    audit::record(
        tx, actor, {"message.resent", "message", row->id.uuid, before, reflect::to_json(shown(MessageRow(*row)))});
    jobs::publish(tx, actor, "message", row->id, "message.resent", Resent{row->event, row->channel});
    return read_message(tx, actor, wish).value();
}

} // namespace guildhall::notifications
