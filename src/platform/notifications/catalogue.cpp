#include "catalogue.hpp"
#include <algorithm>

namespace guildhall::notifications {
namespace {

using enum Channel;
using enum EventGroup;

std::vector<EventFact> const events{
    // Values: the caller's. Links: a path of the web app that carries the token.
    {"identity.email_verification", security, {email}, {{"hours", "24"}}, true},
    {"identity.password_reset", security, {email}, {{"hours", "1"}}, true},
    {"identity.one_time_code", security, {email}, {{"code", "493817"}, {"minutes", "5"}}, true},
    {"identity.invitation", security, {email}, {{"inviter", "Olga Owner"}, {"hours", "24"}}, true},
    {"identity.password_changed", security, {in_app, email}, {}},
    {"identity.second_factor_on", security, {in_app, email}, {}},
    {"identity.second_factor_off", security, {in_app, email}, {}},
    {"file.infected", security, {in_app, email},
        {{"file_name", "bracket.pdf"}, {"virus", "Eicar-Test-Signature"}, {"sender", "Ada Lovelace"}}},

    {"quote.approved", quotes, {in_app, email}, {{"number", "Q-2026-014"}, {"total", "1,450.00 USD"}}},
    {"quote.changes_requested", quotes, {in_app, email},
        {{"number", "Q-2026-014"}, {"message", "Which face is visible? It decides the finish."}}},
    {"quote.expires_soon", quotes, {in_app, email}, {{"number", "Q-2026-014"}, {"valid_until", "2026-12-24"}}},
    {"quote.converted", quotes, {in_app, email}, {{"number", "Q-2026-014"}, {"order_number", "SO-2026-009"}}},
    {"quote.submitted", review, {in_app, email},
        {{"number", "Q-2026-014"}, {"customer", "Ada Lovelace"}, {"reason", "The total is above the limit."}}},

    {"sales_order.confirmed", orders, {in_app, email}, {{"number", "SO-2026-009"}}},
    {"sales_order.in_production", orders, {in_app}, {{"number", "SO-2026-009"}}},
    {"sales_order.quality_check", orders, {in_app}, {{"number", "SO-2026-009"}}},
    {"sales_order.shipped", orders, {in_app, email},
        {{"number", "SO-2026-009"}, {"carrier", "DHL"}, {"tracking_number", "JD014600"}}},
    {"sales_order.delivered", orders, {in_app, email}, {{"number", "SO-2026-009"}}},
    {"sales_order.completed", orders, {in_app}, {{"number", "SO-2026-009"}}},
    {"sales_order.on_hold", orders, {in_app, email}, {{"number", "SO-2026-009"}}},
    {"sales_order.cancelled", orders, {in_app, email},
        {{"number", "SO-2026-009"}, {"reason", "Ordered twice by mistake."}}},

    {"note.mentioned", conversation, {in_app, email},
        {{"number", "Q-2026-014"}, {"author", "Mike Manager"}, {"text", "@Olga Owner, may we do it by Friday?"}}},
    {"note.from_company", conversation, {in_app, email},
        {{"number", "Q-2026-014"}, {"text", "The courier comes on Friday."}}},
    {"note.from_customer", conversation, {in_app, email},
        {{"number", "Q-2026-014"}, {"author", "Ada Lovelace"}, {"text", "The round face is visible."}}},

    {"file.shared", conversation, {in_app, email}, {{"file_name", "bracket.step"}, {"sharer", "Ada Lovelace"}}},

    {"webhook.disabled", administration, {in_app, email},
        {{"url", "https://example.com/hook"}, {"reason", "It has not answered for three days."}}},
    {"inbound_event.failed", administration, {in_app, email},
        {{"webhook", "Our shop"}, {"reason", "Every attempt to handle it has failed."}}},

    // Of the company's plan, to its owners. They go out even when the plan has no message left.
    {"plan.near_limit", administration, {in_app, email},
        {{"what", "storage"}, {"percent", "80"}, {"used", "4.1 GB"}, {"limit", "5 GB"}, {"plan", "Start"}}},
    {"plan.limit_reached", administration, {in_app, email},
        {{"what", "storage"}, {"used", "5 GB"}, {"limit", "5 GB"}, {"plan", "Start"}}},
    {"plan.ending_soon", administration, {in_app, email}, {{"plan", "Pro"}, {"date", "2026-12-24"}}},
    {"plan.ended", administration, {in_app, email}, {{"plan", "Pro"}, {"date", "2026-12-31"}}},
    {"plan.suspended", administration, {in_app, email}, {{"plan", "Pro"}}},

    {"marketing.announcement", marketing, {email},
        {{"headline", "Resin in six colours"}, {"text", "From today on SLA parts come in six colours."}}},

    {"connector.test", administration, {}, {{"connector", "Twilio"}}, false, true},
    {"notifications.digest", administration, {},
        {{"count", "2"}, {"items", "• Order SO-2026-009 is confirmed\n• Your quote Q-2026-014 is ready"}}, false, true},
};

} // namespace

std::span<EventFact const> all_events() { return events; }

EventFact const* find_event(std::string_view name)
{
    auto const found = std::ranges::find(events, name, &EventFact::name);
    return found == events.end() ? nullptr : &*found;
}

} // namespace guildhall::notifications
