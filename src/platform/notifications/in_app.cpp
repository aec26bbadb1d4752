#include "in_app.hpp"
#include "jobs/outbox.hpp"

namespace guildhall::notifications {
namespace {

constexpr std::int64_t most_counted = 100;

// Counted up to a hundred: whoever leaves thousands unread costs no more at every look.
db::Select<std::int64_t, CompanyId, UserId, Channel, bool, std::int64_t> const select_some{
    tables, "1 FROM message WHERE company_id = ? AND user_id = ? AND channel = ? AND is_read = ? LIMIT ?"};
db::Change<bool, MessageState, Time, Time, CompanyId, UserId, Channel, bool> const read_all{tables,
    "UPDATE message SET is_read = ?, state = ?, read_at = ?, updated_at = ? "
    "WHERE company_id = ? AND user_id = ? AND channel = ? AND is_read = ?"};

struct ReadOne {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(ReadOne, (), (user_id))

// So that the bell of another tab hears of it.
void tell_read(db::Tx& tx, Actor const& actor, Uuid const& id)
{
    jobs::publish(tx, actor, "notification", id, "notification.read", ReadOne{*actor.user_id});
}

} // namespace

Notification notification_of(MessageRow&& row)
{
    auto const* const fact = find_event(row.event); // an event of an older version may be gone
    return {row.id, std::move(row.event), fact ? fact->group : EventGroup::administration, std::move(row.subject),
        std::move(row.text), std::move(row.link), row.is_read, row.created_at, row.read_at};
}

Outcome<UnreadCount, NoRefusal> count_unread(db::Tx& tx, Actor const& actor, CountUnread const&)
{
    auto const some = select_some(tx, actor.company_id, *actor.user_id, Channel::in_app, false, most_counted);
    return UnreadCount{static_cast<std::int64_t>(some.size())};
}

Outcome<Notification, MarkReadRefusal> mark_read(db::Tx& tx, Actor const& actor, MarkRead const& wish)
{
    auto row = find_message(tx, actor.company_id, wish.notification_id);
    if (!row || row->channel != Channel::in_app || !actor.owns(row->user_id))
        return refuse(MarkReadRefusal::notification_not_found);

    // From here on it succeeds. Reading again is harmless.
    if (!row->is_read) {
        row->is_read = true;
        row->state = MessageState::read;
        row->read_at = row->updated_at = actor.now;
        update_message(tx, *row);
        tell_read(tx, actor, row->id.uuid);
    }
    return notification_of(std::move(*row));
}

Outcome<UnreadCount, NoRefusal> mark_all_read(db::Tx& tx, Actor const& actor, MarkAllRead const&)
{
    auto const changed = read_all.count(
        tx, true, MessageState::read, actor.now, actor.now, actor.company_id, *actor.user_id, Channel::in_app, false);
    if (changed > 0) tell_read(tx, actor, actor.user_id->uuid);
    return UnreadCount{0};
}

} // namespace guildhall::notifications
