#pragma once
// Where messages leave the program, and what staff may see of them.
#include "http/router.hpp"
#include "jobs/registry.hpp"
#include "notifications/carrier.hpp"
#include "outbound/mail.hpp"
#include <filesystem>

namespace guildhall::notifications {

struct Settings {
    std::optional<outbound::MailServer> mail_server; // absent: e-mail is kept in the outbox folder
    outbound::ClientSettings trust = {};             // whose certificates prove the mail server
    outbound::Mailbox mail_from{"", "guildhall@localhost.localdomain"};
    std::string public_url;       // "https://shop.example.com", without a slash at its end
    std::string secret;           // signs the links that unsubscribe
    std::filesystem::path outbox; // folder for what nobody is configured to carry
    CarrierDesk desk;             // who carries what, by company
    bool to_private = false;      // push services may be inside addresses: for tests and development
};

class PostOffice {
public:
    explicit PostOffice(Settings settings);
    void add_jobs(jobs::Registry& registry);
    void add_routes(http::Router& routes);

private:
    void add_choice_routes(http::Router& routes) const;
    void add_template_routes(http::Router& routes) const;
    void add_device_routes(http::Router& routes) const;
    void deliver(jobs::JobContext& job) const;
    Settings settings_;
    outbound::Client client_;
};

std::vector<db::Migration> migrations();

} // namespace guildhall::notifications
