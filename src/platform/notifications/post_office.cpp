#include "notifications/post_office.hpp"
#include "allowance.hpp"
#include "chats.hpp"
#include "devices.hpp"
#include "digest.hpp"
#include "in_app.hpp"
#include "job_ends.hpp"
#include "notifications/bulk_steps.hpp"
#include "templates.hpp"
#include "unsubscribe.hpp"

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
    , client_(settings_.trust)
{
}

void PostOffice::add_jobs(jobs::Registry& registry)
{
    registry.handle(std::string(deliver_job), [this](jobs::JobContext& job) { deliver(job); });
    registry.consume("notifications.job_ends", hear_of_job_end);
    registry.handle(std::string(digest_job), write_digest);
    add_release(registry);
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
    add_choice_routes(r);
    add_template_routes(r);
    add_device_routes(r);
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

void add_bulk_steps(http::Router& r, bulk::Steps& steps)
{
    steps.plain(r, bulk::list_of("messages", message_listing, read_message, "recipient_name", "message_not_found"),
        "resend", resend_message,
        {.summary = "Send many messages once more",
            .needs = Right::notifications_manage,
            .example = R"({"filter":"status=failed","dry_run":true})"});
    add_text_steps(r, steps);
}

void PostOffice::add_choice_routes(http::Router& r) const
{
    using http::Access;
    r.get("/api/v1/notification-preferences",
        [this](db::Tx& tx, Actor const& actor, ReadPreferences const& wish) {
            return read_preferences(tx, actor, wish, settings_.desk);
        },
        {.summary = "What one wants to be told, how and when", .access = Access::signed_in});
    r.patch("/api/v1/notification-preferences",
        [this](db::Tx& tx, Actor const& actor, ChangePreferences const& wish) {
            return change_preferences(tx, actor, wish, settings_.desk);
        },
        {.summary = "Choose what one is told, how and when",
            .description = "`choices` names only what changes. Messages about security always go out. Quiet hours put "
                           "off what leaves the app, a digest gathers e-mails; both in one's own time zone.",
            .access = Access::signed_in,
            .example =
                R"({"choices":[{"event_group":"orders","channel":"email","is_on":false}],"quiet_from":"22:00","quiet_until":"08:00","digest":"daily","digest_time":"08:00"})"});
    r.get("/api/v1/notification-defaults",
        [this](db::Tx& tx, Actor const& actor, ReadPreferences const& wish) {
            return read_defaults(tx, actor, wish, settings_.desk);
        },
        {.summary = "What people are told who have not chosen", .needs = Right::notifications_manage});
    r.patch("/api/v1/notification-defaults",
        [this](db::Tx& tx, Actor const& actor, ChangeDefaults const& wish) {
            return change_defaults(tx, actor, wish, settings_.desk);
        },
        {.summary = "Choose what people are told who have not chosen",
            .needs = Right::notifications_manage,
            .example = R"({"choices":[{"event_group":"orders","channel":"sms","is_on":true}]})"});
    r.work("GET", "/api/v1/unsubscribe/{token}",
        [secret = settings_.secret](http::Work& work, Actor const& actor, UnsubscribePath const& wish) {
            return read_subscription(work, actor, wish, secret);
        },
        {.summary = "What the link of an e-mail unsubscribes from", .access = Access::anyone});
    r.work("POST", "/api/v1/unsubscribe/{token}",
        [secret = settings_.secret](http::Work& work, Actor const& actor, UnsubscribePath const& wish) {
            return unsubscribe(work, actor, wish, secret);
        },
        {.summary = "Unsubscribe by the link of an e-mail",
            .description = "Works without signing in; mail programs call it with one click (RFC 8058).",
            .access = Access::anyone,
            .repeatable = true});
}

void PostOffice::add_device_routes(http::Router& r) const
{
    using http::Access;
    r.get("/api/v1/push-devices",
        [this](db::Tx& tx, Actor const& actor, ListPushDevices const& wish) {
            return list_push_devices(tx, actor, wish, settings_.desk);
        },
        {.summary = "One's browsers that show messages",
            .description = "With the key that a browser subscribes with, when the company has Web Push switched on.",
            .access = Access::signed_in});
    r.post("/api/v1/push-devices",
        [this](db::Tx& tx, Actor const& actor, AddPushDevice const& wish) {
            return add_push_device(tx, actor, wish, settings_.desk, settings_.secret, settings_.to_private);
        },
        {.summary = "Have a browser show messages",
            .description = "Endpoint and keys are those of the browser's PushSubscription. The browser keeps "
                           "`renewal_token`, to tell of its next subscription (POST /push-devices/renew).",
            .access = Access::signed_in,
            .success = 201,
            .example =
                R"({"endpoint":"https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV","p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg","name":"Firefox on Linux"})",
            .repeatable = true});
    r.work("POST", "/api/v1/push-devices/renew",
        [this](http::Work& work, Actor const& actor, RenewPushDevice const& wish) {
            return renew_push_device(work, actor, wish, settings_.secret, settings_.to_private);
        },
        {.summary = "A browser's push service has given it another subscription",
            .description = "The browser says so by itself, signed in or not: the token that it got when it was added "
                           "is its proof, and changes nothing but this one device.",
            .access = Access::anyone,
            .example =
                R"({"renewal_token":"Zm9yIHRoaXMgZGV2aWNlIGFsb25l","endpoint":"https://push.example.net/push/next","p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"})",
            .repeatable = true});
    r.remove("/api/v1/push-devices/{push_device_id}", remove_push_device,
        {.summary = "Have a browser show no messages any more", .access = Access::signed_in, .success = 204});
    r.get("/api/v1/telegram-link",
        [this](db::Tx& tx, Actor const& actor, ReadTelegramLink const& wish) {
            return read_telegram_link(tx, actor, wish, settings_.desk);
        },
        {.summary = "One's chat with the company's bot of Telegram", .access = Access::signed_in});
    r.post("/api/v1/telegram-link", prepare_chat_code,
        [this](db::Tx& tx, Actor const& actor, PreparedChatCode const& prepared) {
            return start_telegram(tx, actor, prepared, settings_.desk);
        },
        {.summary = "Begin to link a chat of Telegram",
            .description =
                "Whoever opens the address and presses Start has linked his chat; good once, for 15 minutes.",
            .access = Access::signed_in,
            .success = 201,
            .repeatable = true});
    r.remove("/api/v1/telegram-link", unlink_telegram,
        {.summary = "Be told nothing more by Telegram", .access = Access::signed_in, .success = 204});
}

void PostOffice::add_template_routes(http::Router& r) const
{
    std::string const path = "/api/v1/message-templates/{event}/{channel}/{locale}";
    r.get("/api/v1/message-templates", list_templates,
        {.summary = "The texts of messages, per event, channel and language", .needs = Right::notifications_manage});
    r.get(path, read_template,
        {.summary = "One text with its placeholders and earlier versions", .needs = Right::notifications_manage});
    r.patch(path, change_template,
        {.summary = "Write a text of one's own",
            .description =
                "Each change is a new version. Paragraphs are separated by an empty line; `{{name}}` is filled in.",
            .needs = Right::notifications_manage,
            .example =
                R"({"subject":"Your quote {{number}}","body":"It comes to {{total}}.","action":"Open the quote"})"});
    r.remove(path, reset_template, {.summary = "Go back to the built-in text", .needs = Right::notifications_manage});
    r.post(path + "/preview",
        [url = settings_.public_url](db::Tx& tx, Actor const& actor, PreviewTemplate const& wish) {
            return preview_template(tx, actor, wish, url);
        },
        {.summary = "See a text with real values",
            .description = "With the values of the latest message of the event, or samples. Nothing is kept.",
            .needs = Right::notifications_manage,
            .example = R"({"subject":"Your quote {{number}}","body":"It comes to {{total}}."})",
            .repeatable = true});
}

} // namespace guildhall::notifications
