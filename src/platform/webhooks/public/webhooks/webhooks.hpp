#pragma once
// Telling others what happens (PL-44): subscriptions, signed deliveries, and the log of what came of them.
#include "bulk/steps.hpp"
#include "http/router.hpp"
#include "jobs/registry.hpp"
#include "outbound/client.hpp"
#include "secrets/keyring.hpp"

namespace guildhall::webhooks {

// An event that this program publishes.
struct KnownEvent {
    std::string name;        // quote.accepted
    std::string record_kind; // quote
    std::string description;
};
BOOST_DESCRIBE_STRUCT(KnownEvent, (), (name, record_kind, description))

struct Settings {
    std::shared_ptr<secrets::Keyring const> keyring; // seals the secrets of webhooks
    bool to_private = false;        // also to inside addresses and over plain http: for tests and development
    std::vector<KnownEvent> events; // all that there are
    outbound::ClientSettings client = {};
};

class Webhooks {
public:
    explicit Webhooks(Settings settings);
    std::vector<KnownEvent> const& events() const { return settings_.events; }
    // Both must not outlive this.
    void add_routes(http::Router& routes, bulk::Steps& steps) const;
    // A consumer of every event, the jobs that send, and the nightly forgetting of old deliveries.
    void add_jobs(jobs::Registry& registry) const;

private:
    Settings settings_;
    outbound::Client client_;
};

std::vector<db::Migration> migrations();

} // namespace guildhall::webhooks
