#include "notifications/post_office.hpp"
#include "in_app.hpp"

namespace guildhall::notifications {
namespace {

http::Listing<MessageRow, Message> const message_listing{
    {.tables = &tables,
        .table = "message",
        .filters = {"state", "channel", "event", "user_id", "recipient", "is_security", "created_at"},
        .orderings = {"created_at"},
        .default_ordering = "-created_at"},
    [](db::Tx&, Actor const&) { return [](MessageRow&& row) { return shown(std::move(row)); }; }};

// Everybody's own; nobody sees another's.
http::Listing<MessageRow, Notification> const notification_listing{{.tables = &tables,
                                                                       .table = "message",
                                                                       .filters = {"is_read", "event", "created_at"},
                                                                       .orderings = {"created_at"},
                                                                       .default_ordering = "-created_at",
                                                                       .owner_column = "user_id",
                                                                       .fixed_condition = "channel = 'in_app'"},
    [](db::Tx&, Actor const&) { return [](MessageRow&& row) { return notification_of(std::move(row)); }; }};

} // namespace

PostOffice::PostOffice(Settings settings)
    : settings_(std::move(settings))
{
}

void PostOffice::add_jobs(jobs::Registry& registry)
{
    registry.handle("notifications.deliver", [this](jobs::JobContext& job) { deliver(job); });
}

void PostOffice::add_routes(http::Router& r)
{
    using http::Access;
    r.list("/api/v1/notifications", notification_listing,
        {.summary = "What one is told in the app, newest first", .access = Access::signed_in});
    r.get("/api/v1/notifications/unread", count_unread,
        {.summary = "How many notifications are unread",
            .description = "100 stands for more.",
            .access = Access::signed_in});
    r.action("/api/v1/notifications/read", mark_all_read,
        {.summary = "Mark all notifications as read", .access = Access::signed_in});
    r.action("/api/v1/notifications/{notification_id}/read", mark_read,
        {.summary = "Mark a notification as read", .access = Access::signed_in});
    r.list("/api/v1/messages", message_listing,
        {.summary = "What was sent to whom, and what became of it",
            .description =
                "Messages that no carrier is configured for are `kept`. Texts of messages that hold a code or "
                "a link with a secret are never shown.",
            .needs = Right::notifications_manage,
            .exports = true});
    r.get("/api/v1/messages/{message_id}", read_message,
        {.summary = "One message with its attempts", .needs = Right::notifications_manage});
    r.post("/api/v1/messages/{message_id}/resend", resend_message,
        {.summary = "Send a message once more",
            .description = "Not for messages that hold a secret, and not for those in the app.",
            .needs = Right::notifications_manage});
}

} // namespace guildhall::notifications
