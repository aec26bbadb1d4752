// All that this program tells of itself, for webhooks to choose from. The scenarios hold it against what they publish.
#include "modules.hpp"

namespace guildhall::app {

std::vector<webhooks::KnownEvent> all_events()
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
        {"file.deleted", "file", "A file has been removed."}, {"user.created", "user", "There is a new user."},
        {"user.changed", "user", "Name, role or state of a user have changed."},
        {"user.sessions_ended", "user", "A user has been signed out."},
        {"company.changed", "company", "The company's profile or rules have changed."},
        {"catalogue.added", "catalogue", "A row has been added to the catalogue."},
        {"catalogue.changed", "catalogue", "A row of the catalogue has changed."},
        {"catalogue.deleted", "catalogue", "A row of the catalogue has been removed."},
        {"saved_view.created", "saved_view", "Somebody has saved a view of a list."},
        {"saved_view.changed", "saved_view", "A saved view has changed."},
        {"saved_view.deleted", "saved_view", "A saved view has been removed."},
        {"job.succeeded", "job", "Background work that somebody asked for is done."},
        {"job.cancelled", "job", "Background work that somebody asked for was stopped."},
        {"job.dead", "job", "Background work has failed for good."},
        {"webhook.created", "webhook", "There is a new webhook."},
        {"webhook.changed", "webhook", "A webhook has changed, or was switched off or on."},
        {"webhook.secret_rotated", "webhook", "A webhook has a new secret."},
        {"webhook.switched_off", "webhook", "A webhook failed for days, or its receiver is gone, and is switched off."},
        {"webhook.deleted", "webhook", "A webhook has been removed."}};
}

} // namespace guildhall::app
