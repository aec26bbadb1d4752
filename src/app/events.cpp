// All that this program tells of itself, for webhooks to choose from. The scenarios hold it against what they publish.
#include "modules.hpp"

namespace guildhall::app {

namespace {

std::vector<webhooks::KnownEvent> events_of_messages()
{
    return {{"notification.created", "notification", "Somebody has been told something."},
        {"notification.read", "notification", "Somebody has read what he was told."},
        {"notification.preferences_changed", "notification", "Somebody wants to be told otherwise."},
        {"company.notifications_changed", "company", "What people are told by default has changed."},
        {"push_device.added", "push_device", "Somebody has a browser show messages."},
        {"push_device.renewed", "push_device", "A push service has given a browser another address."},
        {"push_device.removed", "push_device", "A browser shows no messages any more."},
        {"connector.added", "connector", "A carrier of messages has been configured."},
        {"connector.changed", "connector", "A carrier of messages has changed, or was switched off or on."},
        {"connector.tested", "connector", "A test message has been sent by a carrier."},
        {"connector.removed", "connector", "A carrier of messages has been removed."},
        {"message.sent", "message", "A carrier says that it has passed a message on."},
        {"message.delivered", "message", "A carrier says that a message has arrived."},
        {"message.failed", "message", "A carrier says that a message did not arrive."},
        {"message.read", "message", "A carrier says that a message was read."},
        {"message.resent", "message", "Staff have sent a message again."},
        {"message_template.changed", "message_template", "The company has changed the text of a message."},
        {"message_template.reset", "message_template", "A message has its built-in text again."}};
}

std::vector<webhooks::KnownEvent> events_of_business()
{
    return {{"quote.created", "quote", "A customer has asked for a quote, or staff for him."},
        {"quote.submitted", "quote", "A draft has been sent in."},
        {"quote.approved", "quote", "The price is offered to the customer."},
        {"quote.changes_requested", "quote", "Staff ask the customer to change something."},
        {"quote.accepted", "quote", "The customer has accepted the price."},
        {"quote.rejected", "quote", "The customer has declined the price."},
        {"quote.revised", "quote", "Parts, quantities or prices have changed; there is a new revision."},
        {"quote.converted", "quote", "The quote has become an order."},
        {"quote.cancelled", "quote", "The quote has been called off."},
        {"quote.expires_soon", "quote", "The quote ends in a few days."},
        {"quote.expired", "quote", "The quote's time is over."},
        {"quote.noted", "quote", "Somebody has written a note on the quote."},
        {"sales_order.placed", "sales_order", "There is a new order."},
        {"sales_order.status_changed", "sales_order", "The order has gone a step further, or is on hold."},
        {"sales_order.paid", "sales_order", "A payment has been recorded."},
        {"sales_order.refunded", "sales_order", "Money has been given back."},
        {"sales_order.shipping_changed", "sales_order", "Carrier, tracking number or address have changed."},
        {"sales_order.cancelled", "sales_order", "The order has been called off."},
        {"sales_order.noted", "sales_order", "Somebody has written a note on the order."},
        {"file.added", "file", "A file has been sent."}, {"file.analyzed", "file", "A file is measured, or cannot be."},
        {"file.claimed", "file", "A visitor has signed in and keeps the file."},
        {"file.scanned", "file", "The virus scanner has found nothing in a file."},
        {"file.infected", "file", "The virus scanner has found a virus in a file; nobody gets it."},
        {"file.shared", "file_share", "A file has been shared with somebody."},
        {"file.share_opened", "file_share", "Whom a file was shared with before has confirmed the address."},
        {"file.unshared", "file_share", "A file is not shared with somebody any more."},
        {"file.deleted", "file", "A file has been removed."}};
}

std::vector<webhooks::KnownEvent> events_of_the_company()
{
    return {{"user.created", "user", "There is a new user."},
        {"user.changed", "user", "Name, role or state of a user have changed."},
        {"user.sessions_ended", "user", "A user has been signed out."},
        {"role.created", "role", "The company has made a role."},
        {"role.changed", "role", "What a role may do has changed."},
        {"role.removed", "role", "A role has been removed."}, {"api_key.created", "api_key", "There is a new API key."},
        {"api_key.changed", "api_key", "An API key has another name or other rights."},
        {"api_key.revoked", "api_key", "An API key opens nothing any more."},
        {"company_export.started", "company_export", "Somebody has asked for an archive of the company."},
        {"company_export.finished", "company_export", "An archive of the company is ready."},
        {"company_export.failed", "company_export", "An archive could not be made, or its job was cancelled."},
        {"company.changed", "company", "The company's profile or rules have changed."},
        {"catalogue.added", "catalogue", "A row has been added to the catalogue."},
        {"catalogue.changed", "catalogue", "A row of the catalogue has changed."},
        {"catalogue.deleted", "catalogue", "A row of the catalogue has been removed."},
        {"saved_view.created", "saved_view", "Somebody has saved a view of a list."},
        {"saved_view.changed", "saved_view", "A saved view has changed."},
        {"saved_view.deleted", "saved_view", "A saved view has been removed."},
        {"job.progressed", "job", "Background work that somebody asked for has come further."},
        {"bulk.ended", "bulk_operation", "What was done to many records at once is over: done, cancelled or stopped."},
        {"job.succeeded", "job", "Background work that somebody asked for is done."},
        {"job.cancelled", "job", "Background work was stopped by somebody."},
        {"job.dead", "job", "Background work has failed for good."},
        {"job.dropped", "job", "Background work that failed for good was dropped by somebody."},
        {"subscription.changed", "subscription", "The company has another plan, or another end of it."},
        {"subscription.near_limit", "subscription", "80 % of what the plan holds are used."},
        {"subscription.limit_reached", "subscription", "All that the plan holds of something is used."},
        {"subscription.ending_soon", "subscription", "The subscription ends within a week."},
        {"subscription.ended", "subscription", "The subscription has ended; a week of grace has begun."},
        {"subscription.suspended", "subscription", "The week of grace is over: the company can only read."},
        {"webhook.created", "webhook", "There is a new webhook."},
        {"webhook.changed", "webhook", "A webhook has changed, or was switched off or on."},
        {"webhook.secret_rotated", "webhook", "A webhook has a new secret."},
        {"webhook.switched_off", "webhook", "A webhook failed for days, or its receiver is gone, and is switched off."},
        {"webhook.deleted", "webhook", "A webhook has been removed."},
        {"inbound.received", "inbound_event", "Another program has told something, signed by it."},
        {"inbound_event.failed", "inbound_event", "What another program told could not be handled."},
        {"inbound_event.replayed", "inbound_event", "Somebody has what another program told handled once more."},
        {"inbound_endpoint.created", "inbound_endpoint", "There is a new incoming webhook."},
        {"inbound_endpoint.changed", "inbound_endpoint", "An incoming webhook was renamed, or switched off or on."},
        {"inbound_endpoint.secret_rotated", "inbound_endpoint", "An incoming webhook has another secret."},
        {"inbound_endpoint.deleted", "inbound_endpoint", "An incoming webhook has been removed."}};
}

} // namespace

std::vector<webhooks::KnownEvent> all_events()
{
    auto all = events_of_business();
    for (auto& event : events_of_the_company()) all.push_back(std::move(event));
    for (auto& event : events_of_messages()) all.push_back(std::move(event));
    return all;
}

} // namespace guildhall::app
