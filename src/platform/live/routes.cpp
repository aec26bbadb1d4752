#include "live/hub.hpp"

namespace guildhall::live {

void Hub::add_routes(http::Router& r)
{
    r.work("GET", "/api/v1/events/stream",
        [this](http::Work& work, Actor const& actor, OpenStream const& wish) { return open(work, actor, wish); },
        {.summary = "What happens, while it happens (server-sent events)",
            .description =
                "Each message's data is {id, type, record:{kind, id}, number, at, actor}: what happened to "
                "which record. Customers "
                "hear of their own records, staff of all they may read. `topics` chooses kinds of records, "
                "separated by commas: "
                "quote, sales_order, file, job, catalogue, company, user, notification. Send the last id seen as "
                "`Last-Event-ID` to get what was "
                "missed; an event named "
                "resync says that too much was missed and everything should be asked for anew. The stream "
                "ends with the session.",
            .access = http::Access::person});
    r.work("GET", "/api/v1/events/socket",
        [this](http::Work& work, Actor const& actor, OpenSocket const& wish) { return open_socket(work, actor, wish); },
        {.summary = "What happens, while it happens (WebSocket)",
            .description =
                "The same as the stream, in text messages: {type: ready}, {type: event, event: {id, type, record, "
                "number, "
                "at, actor}}, {type: resync}. Send {topics: [quote, job]} to hear of others; the answer is {type: "
                "topics} or "
                "{type: problem, code, detail}. `since` is the id of the last event that was heard. With cookies only "
                "pages of this server may open it.",
            .access = http::Access::person});
}

} // namespace guildhall::live
