#include "carrier_connectors.hpp"
#include "handle.hpp"
#include "receive.hpp"
#include "scheme.hpp"
#include <algorithm>

namespace guildhall::inbound {
namespace {

struct ListConnectors {};
BOOST_DESCRIBE_STRUCT(ListConnectors, (), ())
struct InboundSignature {
    Scheme signature{};
    bool is_secret_ours = false; // the secret is made here when none is brought; else the sender gives it
};
BOOST_DESCRIBE_STRUCT(InboundSignature, (), (signature, is_secret_ours))
struct InboundConnector {
    std::string name;
    std::string description;
    std::vector<InboundSignature> signatures;
};
BOOST_DESCRIBE_STRUCT(InboundConnector, (), (name, description, signatures))
struct InboundConnectors {
    std::vector<InboundConnector> items;
};
BOOST_DESCRIBE_STRUCT(InboundConnectors, (), (items))
BOOST_DEFINE_ENUM_CLASS(ListConnectorsRefusal)

InboundConnectors shown_connectors(std::vector<Connector> const& connectors)
{
    InboundConnectors all;
    for (auto const& connector : connectors) {
        InboundConnector shown{connector.name, connector.description, {}};
        for (auto const scheme : connector.schemes)
            shown.signatures.push_back({scheme, facts_of(scheme).is_secret_ours});
        all.items.push_back(std::move(shown));
    }
    return all;
}

constexpr Right manage = Right::webhooks_manage;
constexpr std::uint64_t largest_body = 4 << 20; // WhatsApp sends up to 3 MB

http::Listing<EndpointRow, InboundEndpoint> const& endpoint_listing()
{
    static http::Listing<EndpointRow, InboundEndpoint> const listing{
        {.tables = &tables,
            .table = "inbound_endpoint",
            .filters = {"connector", "signature", "is_active", "name", "created_at"},
            .orderings = {"created_at", "name"},
            .default_ordering = "-created_at"},
        [](db::Tx& tx, Actor const&) { return [&tx](EndpointRow&& row) { return view_of(tx, row); }; }};
    return listing;
}

void add_calls(http::Router& r, Desk const& desk)
{
    r.work("POST", "/api/v1/inbound/{connector}/{token}",
        [desk](http::Work& work, Actor const& caller, InboundPath const& path) {
            return receive(work, caller, path, desk);
        },
        {.summary = "What another program tells, signed by it",
            .description = "The address is that of an incoming webhook. The body is kept as it came before the answer "
                           "goes out; what comes again is answered alike and handled once (docs/webhooks.md).",
            .access = http::Access::anyone,
            .rate = http::RateClass::inbound,
            .body_limit = largest_body,
            .raw = true,
            .repeatable = true});
    r.work("GET", "/api/v1/inbound/{connector}/{token}", confirm,
        {.summary = "WhatsApp's question whether the address is ours",
            .description = "Answers hub.challenge when hub.verify_token is the endpoint's.",
            .access = http::Access::anyone,
            .rate = http::RateClass::inbound,
            .raw = true});
}

void add_events(http::Router& r)
{
    r.list("/api/v1/inbound-events", event_listing(),
        {.summary = "What came from other programs, and what became of it", .needs = manage});
    r.get("/api/v1/inbound-events/{inbound_event_id}", read_event,
        {.summary = "One event as it came, with its headers",
            .description =
                "Headers that hold a secret are not kept. `body` is there where it is text of at most 64 kB.",
            .needs = manage});
    r.get("/api/v1/inbound-events/{inbound_event_id}/body", read_body,
        {.summary = "The bytes of an event", .description = "Kept for 30 days.", .needs = manage});
    r.post("/api/v1/inbound-events/{inbound_event_id}/replay", replay_event,
        {.summary = "Hand an event to its handler once more", .needs = manage});
}

} // namespace

Inbox::Inbox(Settings settings)
    : settings_(std::move(settings))
{
    add(event_connector());
    for (auto& connector : carrier_connectors()) add(std::move(connector));
    add(telegram_connector());
}

void Inbox::add(Connector connector)
{
    check(std::ranges::find(connectors_, connector.name, &Connector::name) == connectors_.end(),
        "connectors have names of their own");
    connectors_.push_back(std::move(connector));
}

void Inbox::add_routes(http::Router& r) const
{
    Desk const desk{connectors_, settings_.public_url, *settings_.keyring};
    r.get("/api/v1/inbound-connectors",
        [this](db::Tx&, Actor const&, ListConnectors const&) -> Outcome<InboundConnectors, ListConnectorsRefusal> {
            return shown_connectors(connectors_);
        },
        {.summary = "Kinds of incoming webhooks, and how each is signed", .needs = manage});
    r.list("/api/v1/inbound-endpoints", endpoint_listing(),
        {.summary = "The company's incoming webhooks", .needs = manage});
    r.post("/api/v1/inbound-endpoints",
        [desk](
            http::Work&, Actor const& actor, AddEndpoint const& wish) { return prepare_endpoint(desk, actor, wish); },
        add_endpoint,
        {.summary = "Add an incoming webhook",
            .description = "`path` is what the sender is to call below this installation's address. A secret that is "
                           "made here is shown here and never "
                           "again; one that the sender gave is not shown at all.",
            .needs = manage,
            .success = 201,
            .example = R"({"name":"Our shop","connector":"event","signature":"guildhall"})",
            .other_example =
                R"({"name":"Payments","connector":"event","signature":"stripe","secret":"whsec_2c1bd1d8a0"})",
            .repeatable = true});
    r.get("/api/v1/inbound-endpoints/{inbound_endpoint_id}", read_endpoint,
        {.summary = "One incoming webhook", .needs = manage});
    r.patch("/api/v1/inbound-endpoints/{inbound_endpoint_id}", change_endpoint,
        {.summary = "Rename an incoming webhook, or switch it off and on",
            .needs = manage,
            .example = R"({"name":"Our shop in town","is_active":true})"});
    r.remove("/api/v1/inbound-endpoints/{inbound_endpoint_id}", remove_endpoint,
        {.summary = "Remove an incoming webhook with its events", .needs = manage, .success = 204});
    r.post("/api/v1/inbound-endpoints/{inbound_endpoint_id}/rotate-secret",
        [desk](http::Work& work, Actor const& actor, RotateEndpointSecret const& wish) {
            return prepare_rotation(work, actor, wish, desk);
        },
        rotate_secret,
        {.summary = "Give an incoming webhook another secret",
            .description = "For keep_old_hours (24 unless said otherwise) the one before is good, too.",
            .needs = manage,
            .example = R"({"keep_old_hours":24})",
            .repeatable = true});
    add_events(r);
    add_calls(r, desk);
}

void Inbox::add_jobs(jobs::Registry& registry) const { add_handling(registry, connectors_); }

} // namespace guildhall::inbound
