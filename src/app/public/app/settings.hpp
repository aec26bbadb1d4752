#pragma once
// Every setting of the program, in one table: flag, environment variable, TOML key, default and help come from it.
#include "base/outcome.hpp"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace guildhall::app {

struct Settings {
    std::string data = "./data";
    std::string database; // empty: SQLite in the data directory
    std::string listen = "127.0.0.1:8080";
    std::string port_file;
    std::string config;
    std::string secret_key;                              // empty: kept in the data directory
    std::string sealing_key, sealing_key_file;           // both empty: the secret key seals
    std::string old_sealing_keys, old_sealing_keys_file; // separated by commas; one a line
    std::string company_name = "My company";
    std::string currency = "USD";
    std::string sign_up_plan = "trial"; // of companies that sign up
    std::string cors_origins;           // separated by commas
    std::string trusted_proxies;        // separated by commas
    std::string public_url;             // empty: http:// and the address listened at
    std::string smtp_url;               // empty: mail is kept in the data directory; may hold a password
    std::string smtp_from;
    std::string smtp_ca_file; // empty: the certificates that the system trusts
    // Where carriers are called; empty: their official addresses.
    std::string sendgrid_url, twilio_url, mobizon_url, telegram_url, whatsapp_url;
    std::string log_level = "info";
    std::int64_t io_threads = 2;
    std::int64_t work_threads = 4;
    std::int64_t job_workers = 2;
    std::int64_t job_lease = 60;            // seconds
    std::int64_t analysis_patience = 2'000; // milliseconds
    std::int64_t price_patience = 30'000;   // milliseconds
    std::int64_t analysis_seconds = 90;
    std::int64_t stop_patience = 30'000; // milliseconds
    std::int64_t rate_limit_auth = 10;
    std::int64_t rate_limit_code = 5;
    std::int64_t rate_limit_api = 600;
    std::int64_t rate_limit_price = 30;
    std::int64_t rate_limit_inbound = 3'000;
    std::int64_t connections_per_address = 2'000;
    std::int64_t unclaimed_storage = 5'000; // MB a day
    std::int64_t kept_texts = 256;          // MB
    std::int64_t largest_model = 150;       // MB of 2^20 bytes, like the next four
    std::int64_t largest_document = 50, largest_picture = 10, largest_attachment = 50;
    std::int64_t direct_upload_above = 16;
    std::string s3_endpoint; // empty: files lie in the data directory alone
    std::string s3_bucket, s3_region = "us-east-1", s3_access_key, s3_secret_key;
    bool s3_bucket_in_host = false;
    std::string clamd_address;  // empty: files are not scanned
    std::string trace_endpoint; // empty: nothing is traced
    std::string trace_headers;  // may hold a secret
    std::string trace_ratio = "1", trace_service = "guildhall", trace_resource;
    std::string redis; // empty: limits are this node's own; may hold a password
    bool secure_cookies = false;
    bool log_requests = true;
    bool group_commit = true;
    bool webhooks_to_private = false;
    bool demo = false;
    bool test_mode = false;
};

// A line of the reference: what a setting is called everywhere, and its value in `settings`.
struct SettingDescription {
    std::string flag, variable, key, value, help;
};
std::vector<SettingDescription> describe_settings(Settings const& settings = {});

// A call that makes no sense; the sentence says what to do. Exit 2.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Defaults, then the TOML file (--config, GUILDHALL_CONFIG), then variables that every program with OpenTelemetry knows
// (OTEL_EXPORTER_OTLP_ENDPOINT …), then GUILDHALL_* variables, then flags. What is left over
// are the command's own words. Unknown flags, keys and variables are errors that name the nearest known one. Throws
// UsageError.
Settings read_settings(std::vector<std::string>& words, std::map<std::string, std::string> const& environment);

} // namespace guildhall::app
