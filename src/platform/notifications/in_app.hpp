#pragma once
// What a person is told in the app, and that he has seen it.
#include "message.hpp"

namespace guildhall::notifications {

struct Notification {
    MessageId id;
    std::string event;
    EventGroup group{};
    std::string title;
    std::string text;
    std::string link; // path in the web app; may be empty
    bool is_read = false;
    Time created_at;
    std::optional<Time> read_at;
};
BOOST_DESCRIBE_STRUCT(Notification, (), (id, event, group, title, text, link, is_read, created_at, read_at))
Notification notification_of(MessageRow&& row);

struct CountUnread {};
BOOST_DESCRIBE_STRUCT(CountUnread, (), ())
struct UnreadCount {
    std::int64_t count = 0; // 100 stands for more
};
BOOST_DESCRIBE_STRUCT(UnreadCount, (), (count))
BOOST_DEFINE_ENUM_CLASS(NoRefusal)
Outcome<UnreadCount, NoRefusal> count_unread(db::Tx&, Actor const&, CountUnread const&);

struct MarkRead {
    MessageId notification_id;
};
BOOST_DESCRIBE_STRUCT(MarkRead, (), (notification_id))
BOOST_DEFINE_ENUM_CLASS(MarkReadRefusal, notification_not_found)
Outcome<Notification, MarkReadRefusal> mark_read(db::Tx&, Actor const&, MarkRead const&);

struct MarkAllRead {};
BOOST_DESCRIBE_STRUCT(MarkAllRead, (), ())
Outcome<UnreadCount, NoRefusal> mark_all_read(db::Tx&, Actor const&, MarkAllRead const&);

} // namespace guildhall::notifications
