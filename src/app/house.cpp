#include "app/house.hpp"
#include "crypto/crypto.hpp"
#include "files/scanner_address.hpp"
#include "log/log.hpp"
#include "modules.hpp"
#include "pages.hpp"
#include "plans/plans.hpp"
#include "secrets/rotation.hpp"
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace guildhall::app {
namespace {

namespace fs = std::filesystem;

// Written once, readable by its owner alone. Losing it signs everybody out, and webhooks need new secrets.
std::string kept_secret(fs::path const& path)
{
    if (std::ifstream file(path); file) {
        std::string text((std::istreambuf_iterator<char>(file)), {});
        if (text.size() >= 32) return text;
    }
    auto const secret = crypto::base64url(crypto::random_bytes(48));
    auto const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || ::write(file, secret.data(), secret.size()) != static_cast<ssize_t>(secret.size()) ||
        ::fsync(file) != 0)
        throw Unavailable("cannot write " + path.string());
    ::close(file);
    return secret;
}

std::vector<std::string> split_list(std::string const& text)
{
    std::vector<std::string> parts;
    std::string part;
    for (char c : text + ",") {
        if (c != ',')
            part += c;
        else if (auto const trimmed = reflect::trimmed(std::exchange(part, {})); !trimmed.empty())
            parts.push_back(trimmed);
    }
    return parts;
}

// scheme://host or scheme://host:port, as browsers write it; anything else would never match.
bool is_origin(std::string_view text)
{
    auto const scheme = text.find("://");
    if (scheme == text.npos || (text.substr(0, scheme) != "http" && text.substr(0, scheme) != "https")) return false;
    auto const host = text.substr(scheme + 3);
    return !host.empty() &&
           host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-:[]") == std::string_view::npos;
}

notifications::Settings postal_settings(Settings const& settings)
{
    notifications::Settings post;
    post.outbox = fs::path(settings.data) / "outbox";
    post.public_url = settings.public_url.empty() ? "http://" + settings.listen : settings.public_url;
    if (!is_origin(post.public_url))
        throw UsageError("public-url: write what people type to come here, such as https://shop.example.com");
    if (!settings.smtp_url.empty()) {
        auto server = outbound::parse_mail_server(settings.smtp_url);
        if (!server) throw UsageError("smtp-url " + server.error());
        post.mail_server = std::move(*server);
        if (settings.smtp_from.empty()) throw UsageError("smtp-from is needed with smtp-url: the sender's address");
        if (!settings.smtp_ca_file.empty() && !std::ifstream(settings.smtp_ca_file))
            throw UsageError("smtp-ca-file: cannot read " + settings.smtp_ca_file);
        post.trust.ca_file = settings.smtp_ca_file;
    }
    if (!settings.smtp_from.empty()) {
        auto const from = outbound::parse_mailbox(settings.smtp_from);
        if (!from) throw UsageError("smtp-from must be an address such as shop@example.com");
        post.mail_from = *from;
    }
    return post;
}

carriers::Settings carrier_settings(Settings const& settings, std::shared_ptr<secrets::Keyring const> keyring)
{
    std::pair<std::string_view, std::string const&> const addresses[] = {{"sendgrid-url", settings.sendgrid_url},
        {"twilio-url", settings.twilio_url}, {"mobizon-url", settings.mobizon_url},
        {"telegram-url", settings.telegram_url}, {"whatsapp-url", settings.whatsapp_url}};
    for (auto const& [name, url] : addresses)
        if (!url.empty() && !is_origin(url))
            throw UsageError(std::string(name) + " is scheme://host without a path, such as https://relay.example.com");
    return {std::move(keyring),
        {settings.sendgrid_url, settings.twilio_url, settings.mobizon_url, settings.telegram_url,
            settings.whatsapp_url},
        settings.webhooks_to_private, {}};
}

std::string read_key_file(std::string const& path, std::string const& setting)
{
    std::ifstream file(path);
    if (!file) throw UsageError(setting + ": cannot read " + path);
    return {(std::istreambuf_iterator<char>(file)), {}};
}

void check_key(std::string const& key, std::string const& setting)
{
    if (key.size() < secrets::Keyring::shortest_key)
        throw UsageError(setting + ": a key has at least 32 characters; `guildhall secrets key` makes one");
}

// What seals, and what still opens. The secret key is among them always: it sealed before there was another.
std::shared_ptr<secrets::Keyring const> make_keyring(Settings const& settings, std::string const& secret)
{
    if (!settings.sealing_key.empty() && !settings.sealing_key_file.empty())
        throw UsageError("sealing-key and sealing-key-file: give one of them");
    auto current = settings.sealing_key;
    if (!settings.sealing_key_file.empty())
        current = reflect::trimmed(read_key_file(settings.sealing_key_file, "sealing-key-file"));
    if (!settings.sealing_key.empty()) check_key(current, "sealing-key");
    if (!settings.sealing_key_file.empty()) check_key(current, "sealing-key-file");
    auto old = split_list(settings.old_sealing_keys);
    for (auto const& key : old) check_key(key, "old-sealing-keys");
    if (!settings.old_sealing_keys_file.empty()) {
        auto lines = read_key_file(settings.old_sealing_keys_file, "old-sealing-keys-file");
        std::ranges::replace(lines, '\n', ',');
        for (auto const& key : split_list(lines)) {
            check_key(key, "old-sealing-keys-file");
            old.push_back(key);
        }
    }
    if (current.empty()) return std::make_shared<secrets::Keyring const>(secret, old);
    old.push_back(secret);
    return std::make_shared<secrets::Keyring const>(current, old);
}

void check_settings(Settings const& settings)
{
    for (auto const& origin : split_list(settings.cors_origins))
        if (origin != "*" && !is_origin(origin))
            throw UsageError("cors-origins: \"" + origin +
                             "\" is no origin; write scheme://host in small letters, without a path, or *");
    for (auto const threads : {settings.io_threads, settings.work_threads, settings.job_workers})
        if (threads > 1'000) throw UsageError("io-threads, work-threads and job-workers are at most 1000");
    if (settings.job_lease < 5 || settings.job_lease > 3'600)
        throw UsageError("job-lease must be from 5 to 3600 seconds");
    if (settings.kept_texts < 0 || settings.kept_texts > 1'000'000)
        throw UsageError("kept-texts must be from 0 to 1000000 megabytes");
    if (!settings.secret_key.empty() && settings.secret_key.size() < 32)
        throw UsageError("secret-key must have at least 32 characters");
    if (!plans::is_sign_up_plan(settings.sign_up_plan))
        throw UsageError(
            "sign-up-plan is trial, start, pro, business or unlimited, not \"" + settings.sign_up_plan + "\"");
    if (!parse_currency(settings.currency)) throw UsageError("currency must be an ISO 4217 code such as USD");
    if (settings.analysis_patience < 0 || settings.price_patience < 0 || settings.analysis_seconds < 1)
        throw UsageError("analysis-patience and price-patience must not be negative, analysis-seconds at least 1");
    if (settings.stop_patience > 86'400'000) throw UsageError("stop-patience is at most a day, 86400000 milliseconds");
    for (auto const most : {settings.largest_model, settings.largest_document, settings.largest_picture,
             settings.largest_attachment, settings.direct_upload_above})
        if (most < 0 || most > 150)
            throw UsageError(
                "largest-model, -document, -picture, -attachment and direct-upload-above are from 0 to 150");
    if (!settings.s3_endpoint.empty()) {
        if (!is_origin(settings.s3_endpoint))
            throw UsageError(
                "s3-endpoint is scheme://host without a path, such as https://s3.eu-central-1.amazonaws.com");
        if (settings.s3_bucket.empty() || settings.s3_access_key.empty() || settings.s3_secret_key.empty())
            throw UsageError("s3-bucket, s3-access-key and s3-secret-key are needed with s3-endpoint");
    }
    if (!settings.clamd_address.empty() && !files::parse_scanner_address(settings.clamd_address))
        throw UsageError("clamd-address must be host:port, such as 127.0.0.1:3310, or the path of a socket");
    check_tracing(settings);
    if (!settings.redis.empty())
        if (auto const place = redis::parse_place(settings.redis); !place) throw UsageError("redis " + place.error());
    postal_settings(settings);
    carrier_settings(settings, {});
    if (auto const level = log::level_named(settings.log_level)) return log::set_level(*level);
    throw UsageError("log-level must be debug, info, warning or error");
}

files::StoreSettings storing_settings(Settings const& settings, std::string const& secret)
{
    constexpr std::int64_t megabyte = 1 << 20;
    files::StoreSettings storing;
    storing.upload_patience = std::chrono::milliseconds(settings.analysis_patience);
    storing.price_patience = std::chrono::milliseconds(settings.price_patience);
    storing.longest_analysis = std::chrono::seconds(settings.analysis_seconds);
    storing.unclaimed_bytes = settings.unclaimed_storage * 1'000'000;
    storing.limits = {settings.largest_model * megabyte, settings.largest_document * megabyte,
        settings.largest_picture * megabyte, settings.largest_attachment * megabyte};
    storing.direct_above = settings.direct_upload_above * megabyte;
    storing.secret = secret;
    if (!settings.s3_endpoint.empty())
        storing.bucket = files::BucketSettings{settings.s3_endpoint, settings.s3_bucket, settings.s3_region,
            settings.s3_access_key, settings.s3_secret_key, settings.s3_bucket_in_host};
    storing.clamd = settings.clamd_address;
    return storing;
}

} // namespace

House::House(Settings settings)
    : settings_(std::move(settings))
    , on_founded_(all_founding_steps(settings_))
{
    check_settings(settings_);
    if (auto const* offset = std::getenv("GUILDHALL_CLOCK_OFFSET"); offset && settings_.test_mode)
        clock_.turn(std::chrono::seconds(std::atoll(offset)));
    fs::create_directories(settings_.data);
    tracing_ = start_tracing(settings_);
    auto const now = [this] { return clock_.now(); };

    db::Settings database;
    database.location =
        settings_.database.empty() ? (fs::path(settings_.data) / "guildhall.db").string() : settings_.database;
    database.group_commit = settings_.group_commit;
    database.clock = now;
    database_ = db::Database::open(database);

    http::kept_texts().resize(static_cast<std::size_t>(settings_.kept_texts) * 1'000'000);
    analyst_ = std::make_unique<analysis::Analyst>();
    secret_ =
        settings_.secret_key.empty() ? kept_secret(fs::path(settings_.data) / "secret.key") : settings_.secret_key;
    keyring_ = make_keyring(settings_, secret_);
    store_ = std::make_unique<files::DiskStore>(
        fs::path(settings_.data) / "files", *database_, *analyst_, storing_settings(settings_, secret_));
    furnish();
    hang_the_door(static_cast<std::size_t>(database.reader_threads));
}

// The modules that keep something of their own.
void House::furnish()
{
    identity::Settings sign_in;
    sign_in.secret = secret_;
    sign_in.keyring = keyring_;
    webhooks_ = std::make_unique<webhooks::Webhooks>(
        webhooks::Settings{keyring_, settings_.webhooks_to_private, all_events(), {}});
    sign_in.bcrypt_rounds = settings_.test_mode ? 4 : 12;
    sign_in.secure_cookies = settings_.secure_cookies;
    identity_ = std::make_unique<identity::Identity>(*database_, std::move(sign_in), on_founded_);

    company_data_ =
        std::make_unique<company_data::CompanyData>(*database_, *store_, fs::path(settings_.data) / "exports", secret_);
    carriers_ = std::make_unique<carriers::Carriers>(carrier_settings(settings_, keyring_));
    auto postal = postal_settings(settings_);
    postal.secret = secret_;
    postal.desk = carriers_->desk();
    postal.to_private = settings_.webhooks_to_private;
    inbox_ = std::make_unique<inbound::Inbox>(inbound::Settings{keyring_, postal.public_url});
    post_office_ = std::make_unique<notifications::PostOffice>(std::move(postal));

    live::Settings live;
    live.topics = all_topics();
    live.clock = [this] { return clock_.now(); };
    live_ = std::make_unique<live::Hub>(*database_, *identity_, std::move(live));
}

// The same word on every node of an installation, for they have the same secret.
nodes::Settings House::nodes_settings() const
{
    auto const word = crypto::hex(crypto::sha256("redis " + secret_)).substr(0, 16);
    return {.place = redis::parse_place(settings_.redis).value(), .prefix = "guildhall:" + word};
}

// Pools for what is slow, and the router in front of all.
void House::hang_the_door(std::size_t reader_threads)
{
    auto const threads = static_cast<std::size_t>(settings_.work_threads);
    slow_ = std::make_unique<http::WorkPool>(threads, 1'000);
    sign_ins_ = std::make_unique<http::WorkPool>(std::min<std::size_t>(threads, 2), 200);
    reads_ = std::make_unique<http::WorkPool>(threads == 0 ? 0 : reader_threads, 10'000);
    http::RouterSettings routing;
    routing.rate_limits = {settings_.rate_limit_auth, settings_.rate_limit_api, settings_.rate_limit_price,
        settings_.rate_limit_code, settings_.rate_limit_inbound};
    routing.cors_origins = split_list(settings_.cors_origins);
    routing.strict_transport = settings_.secure_cookies;
    routing.sign_ins = sign_ins_.get();
    routing.clock = [this] { return clock_.now(); };
    routing.log_requests = settings_.log_requests;
    routing.suspension = plans::suspension;
    routing.tracer = tracer();
    if (!settings_.redis.empty()) nodes_ = std::make_unique<nodes::Nodes>(nodes_settings());
    routing.shared_limits = nodes_.get();
    router_ = std::make_unique<http::Router>(*database_, *identity_, *slow_, *reads_, std::move(routing));
    add_all_routes(*router_, *this);
    add_raw_routes();
    router_->freeze();
}

House::~House()
{
    // Whoever may still answer goes first.
    if (nodes_) nodes_->stop();
    live_->stop();
    runner_.reset();
    slow_.reset();
    sign_ins_.reset();
    reads_.reset();
    store_.reset();
    database_.reset();
}

void House::migrate() { database_->migrate(all_migrations()); }

void House::prepare()
{
    migrate();
    std::optional<CompanyId> first;
    database_->write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
        if (auto const company = companies::find_first_company(tx))
            first = company->company_id;
        else {
            auto const id = tx.new_id<CompanyId>();
            identity::found_company_with_owner(tx, clock_.now(), id,
                {settings_.company_name, *parse_currency(settings_.currency)}, true, std::nullopt, on_founded_);
            first = id;
        }
        return true;
    });
    identity_->set_first_company(*first);
    jobs::Registry registry;
    add_all_jobs(registry, *this);
    jobs::RunnerSettings running;
    running.workers = static_cast<int>(settings_.job_workers);
    running.lease = std::chrono::seconds(settings_.job_lease);
    running.clock = [this] { return clock_.now(); };
    running.companies = companies::all_company_ids;
    running.tracer = tracer();
    runner_ = std::make_unique<jobs::Runner>(*database_, std::move(registry), running);
}

std::vector<std::string> House::verify()
{
    auto faults = database_->read_now(db::Scope::all_companies(), [](db::Tx& tx) { return verify_all(tx); });
    for (auto& fault : secrets::faults_of(secrets::take_census(*database_, *keyring_)))
        faults.push_back(std::move(fault));
    return faults;
}

void House::add_raw_routes()
{
    add_pages(*router_, web_policy(settings_));
    router_->raw("/health/live", [](http::Request const&) { return plain(200, "alive\n"); });
    router_->raw("/health/ready", [this](http::Request const&) { return readiness(); });
    router_->raw("/metrics", [this](http::Request const&) { return plain(200, metrics_text()); });
}

http::Response House::readiness()
{
    try {
        database_->read(db::Scope::all_companies(), [](db::Tx& tx) { companies::find_first_company(tx); });
        if (!database_->takes_writes()) return plain(503, "not ready: the disk does not take what is written\n");
        if (nodes_ && !nodes_->is_reachable())
            return plain(200, "ready, but Redis does not answer: this node counts limits for itself\n");
        return plain(200, "ready\n");
    } catch (std::exception const& fault) {
        log::error("not_ready", {{"reason", fault.what()}}); // may name hosts: not for everybody
        return plain(503, "not ready: the database does not answer\n");
    }
}

std::string House::metrics_text()
{
    auto const numbers = database_->numbers();
    auto const line = [](std::string_view name, std::int64_t value) {
        return "# TYPE " + std::string(name) + " counter\n" + std::string(name) + " " + std::to_string(value) + "\n";
    };
    auto text = router_->metrics() + line("guildhall_db_commits_total", numbers.commits) +
                line("guildhall_db_writes_total", numbers.writes) + line("guildhall_db_reads_total", numbers.reads) +
                line("guildhall_db_retries_total", numbers.retries) +
                line("guildhall_password_checks_total", identity::password_checks());
    text += plans::metrics();
    text += tracing_metrics(tracing_);
    if (nodes_) text += nodes_->metrics();
    if (runner_) text += runner_->metrics();
    if (more_metrics_) text += more_metrics_();
    return text;
}

} // namespace guildhall::app
