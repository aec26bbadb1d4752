#pragma once
// Those who carry a company's messages outside: SendGrid, Twilio, Mobizon, Telegram, WhatsApp, Web Push (PL-50).
#include "http/router.hpp"
#include "notifications/carrier.hpp"
#include "outbound/client.hpp"
#include "secrets/keyring.hpp"

namespace guildhall::carriers {

// Where each is called; empty: its official address. For tests, and for a relay of one's own.
struct Addresses {
    std::string sendgrid, twilio, mobizon, telegram, whatsapp;
};

struct Settings {
    std::shared_ptr<secrets::Keyring const> keyring; // seals the secrets of connectors
    Addresses addresses = {};
    bool to_private = false; // browsers' push services may be inside addresses: for tests and development
    outbound::ClientSettings client = {};
};

class Carriers {
public:
    explicit Carriers(Settings settings);
    // This must outlive what it is added to.
    void add_routes(http::Router& routes) const;
    // What the post office asks before it hands a message over.
    notifications::CarrierDesk desk() const;

private:
    Settings settings_;
    outbound::Client client_;
};

std::vector<db::Migration> migrations();

} // namespace guildhall::carriers
