// Whatever another program tells becomes an event of ours, which outgoing webhooks and all other consumers hear.
#include "form.hpp"
#include "inbound/inbound.hpp"
#include "jobs/outbox.hpp"

namespace guildhall::inbound {
namespace {

constexpr std::string_view told = "inbound.received";
constexpr std::size_t most_passed_on = 64 * 1024;

struct Anything {};
BOOST_DESCRIBE_STRUCT(Anything, (), ())
struct InboundReceived {
    EndpointId endpoint_id;
    std::string endpoint_name;
    std::string event_key;
    std::string event_name;
    std::string content_type;
    Json<Anything> body; // JSON as it came; a form as an object of texts; null when it has more than 64 kB
};
BOOST_DESCRIBE_STRUCT(InboundReceived, (), (endpoint_id, endpoint_name, event_key, event_name, content_type, body))

// Nothing when it is not what its type says.
std::optional<std::string> as_json(Arrived const& event)
{
    if (event.body.size() > most_passed_on) return "null";
    if (auto const value = parse_body(event.body)) return reflect::json::serialize(*value);
    auto const form = parse_form(event.body);
    if (!form) return std::nullopt;
    reflect::json::object fields;
    for (auto const& [name, values] : *form) fields[name] = values.size() == 1 ? *values.begin() : "";
    return reflect::json::serialize(fields);
}

Handled publish_event(db::Tx& tx, Arrived const& event)
{
    // A company whose webhook leads back here would hear its own echo for ever.
    if (event.event_name == told) return {Verdict::nothing_to_do, "It tells of an event that came in; once is enough."};
    auto body = as_json(event);
    if (!body) return {Verdict::unreadable, "The body is neither JSON nor a form."};
    Actor actor;
    actor.company_id = event.company_id;
    actor.now = event.now;
    jobs::publish(tx, actor, "inbound_event", event.event_id, told,
        InboundReceived{event.endpoint_id, event.endpoint_name, event.event_key, event.event_name, event.content_type,
            {std::move(*body)}});
    return {Verdict::done, "Told to all who listen for inbound.received."};
}

} // namespace

Connector event_connector()
{
    using enum Scheme;
    return {"event", "Becomes the event inbound.received, which outgoing webhooks can be told of.",
        {guildhall, stripe, twilio, sendgrid, whatsapp, telegram, easypost, mobizon, cloudinary, tiptop_pay},
        publish_event};
}

} // namespace guildhall::inbound
