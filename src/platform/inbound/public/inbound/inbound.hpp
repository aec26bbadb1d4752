#pragma once
// What other programs tell us (PL-45): endpoints with a secret each, proof over the raw bytes, events kept as they came
// and handled once.
#include "http/router.hpp"
#include "jobs/registry.hpp"
#include "secrets/keyring.hpp"

namespace guildhall::inbound {

// How a sender proves itself; every word names whose way it is. `guildhall` is that of our own outgoing webhooks.
BOOST_DEFINE_ENUM_CLASS(
    Scheme, guildhall, stripe, twilio, sendgrid, whatsapp, telegram, easypost, mobizon, cloudinary, tiptop_pay)

using EndpointId = Id<struct InboundEndpointTag>;
using InboundEventId = Id<struct InboundEventTag>;

// An event as its handler sees it.
struct Arrived {
    CompanyId company_id;
    EndpointId endpoint_id;
    InboundEventId event_id;
    std::string endpoint_name;
    std::string connector;
    std::string event_key;  // the sender's own id of it, or the digest of the body
    std::string event_name; // the sender's own word; may be empty
    std::string content_type;
    std::string body; // as it came
    Time received_at;
    Time now;
};

// What came of it. later: something that it speaks of is not there yet; what was done is kept, and it is asked again a
// few times, then it is `nothing_to_do`.
BOOST_DEFINE_ENUM_CLASS(Verdict, done, nothing_to_do, later, unreadable)
struct Handled {
    Verdict verdict{};
    std::string words = {}; // for people; empty: nothing to say
};
// Runs in the transaction that also notes that it ran, in the company's scope: its effects happen once (who answers
// `later` sees to that himself). Must be quick and touch nothing but the transaction. Throwing means another attempt.
using Handler = std::function<Handled(db::Tx&, Arrived const&)>;

// A kind of endpoint that companies may have.
struct Connector {
    std::string name; // of the path: /api/v1/inbound/{connector}/{token}
    std::string description;
    std::vector<Scheme> schemes; // how it may be signed; companies choose when there are several
    Handler handle;
};
// What comes becomes the domain event `inbound.received`, for outgoing webhooks and all other consumers.
Connector event_connector();

struct Settings {
    std::shared_ptr<secrets::Keyring const> keyring; // seals the secrets of endpoints
    std::string public_url; // "https://shop.example.com": what senders call, whatever a proxy makes of it
};

class Inbox {
public:
    explicit Inbox(Settings settings);
    void add(Connector connector);
    // All connectors must be in. Both must not outlive this.
    void add_routes(http::Router& routes) const;
    void add_jobs(jobs::Registry& registry) const;

private:
    Settings settings_;
    std::vector<Connector> connectors_;
};

std::vector<db::Migration> migrations();

} // namespace guildhall::inbound
