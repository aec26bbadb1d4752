#pragma once
// The whole program put together, without the network: the server, the command line and the scenario tests all live in
// it.
#include "analysis/analyst.hpp"
#include "app/settings.hpp"
#include "app/tracing.hpp"
#include "bulk/bulk.hpp"
#include "carriers/carriers.hpp"
#include "company_data/company_data.hpp"
#include "files/disk_store.hpp"
#include "identity/identity.hpp"
#include "inbound/inbound.hpp"
#include "jobs/runner.hpp"
#include "live/hub.hpp"
#include "materials/materials.hpp"
#include "nodes/nodes.hpp"
#include "notifications/post_office.hpp"
#include "secrets/keyring.hpp"
#include "webhooks/webhooks.hpp"

namespace guildhall::app {

// The clock of the program; tests turn it.
class Clock {
public:
    Time now() const { return system_now() + std::chrono::microseconds(offset_.load()); }
    void turn(std::chrono::microseconds by) { offset_ += by.count(); }

private:
    std::atomic<std::int64_t> offset_{0};
};

class House {
public:
    // Opens the database and wires the modules; nothing is written yet. Throws Unavailable or UsageError.
    explicit House(Settings settings);
    ~House();
    House(House const&) = delete;
    House& operator=(House const&) = delete;

    // Brings the schema up to date and does no more.
    void migrate();
    // Brings the schema up to date and founds the first company when there is none.
    void prepare();

    Settings const& settings() const { return settings_; }
    Clock& clock() { return clock_; }
    db::Database& database() { return *database_; }
    http::Router& router() { return *router_; }
    jobs::Runner& runner() { return *runner_; }
    live::Hub& live() { return *live_; }
    files::DiskStore& store() { return *store_; }
    identity::Identity& identity() { return *identity_; }
    // What this node shares with others; null when it is alone.
    nodes::Nodes* nodes() { return nodes_.get(); }
    // Null: nothing is traced.
    trace::Tracer* tracer() { return tracing_.tracer.get(); }
    materials::Catalogues& catalogues() { return catalogues_; }
    carriers::Carriers& carriers() { return *carriers_; }
    notifications::PostOffice& post_office() { return *post_office_; }
    company_data::CompanyData& company_data() { return *company_data_; }
    // What signs and seals in this installation; not in its database.
    std::string const& secret() const { return secret_; }
    // What opens the secrets of integrations: the secret key is among its keys.
    secrets::Keyring const& keyring() const { return *keyring_; }
    webhooks::Webhooks& webhooks() { return *webhooks_; }
    inbound::Inbox& inbox() { return *inbox_; }
    bulk::Steps& steps() { return steps_; }
    std::vector<companies::OnFounded> const& on_founded() const { return on_founded_; }
    // All checks of invariants on the live database; empty when clean.
    std::vector<std::string> verify();
    // More lines for /metrics, from what the house does not know itself (the server).
    void add_metrics(std::function<std::string()> text) { more_metrics_ = std::move(text); }
    // Work pools run in the caller's thread: for tests and one-shot commands.
    static constexpr std::int64_t no_threads = 0;

private:
    void furnish();
    void hang_the_door(std::size_t reader_threads);
    nodes::Settings nodes_settings() const;
    void add_raw_routes();
    http::Response readiness();
    std::string metrics_text();

    Settings settings_;
    Clock clock_;
    Tracing tracing_;
    std::vector<companies::OnFounded> on_founded_;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<analysis::Analyst> analyst_;
    std::unique_ptr<files::DiskStore> store_;
    materials::Catalogues catalogues_;
    std::unique_ptr<identity::Identity> identity_;
    std::unique_ptr<carriers::Carriers> carriers_;
    std::unique_ptr<notifications::PostOffice> post_office_;
    std::string secret_;
    std::shared_ptr<secrets::Keyring const> keyring_;
    std::unique_ptr<company_data::CompanyData> company_data_;
    std::unique_ptr<http::WorkPool> slow_, sign_ins_, reads_;
    std::unique_ptr<nodes::Nodes> nodes_;
    std::unique_ptr<live::Hub> live_;
    std::unique_ptr<webhooks::Webhooks> webhooks_;
    std::unique_ptr<inbound::Inbox> inbox_;
    std::function<std::string()> more_metrics_;
    bulk::Steps steps_;
    std::unique_ptr<http::Router> router_;
    std::unique_ptr<jobs::Runner> runner_;
};

} // namespace guildhall::app
