#include "app/settings.hpp"
#include "commands.hpp"
#include <algorithm>
#include <charconv>
#include <functional>
#include <toml++/toml.h>
#include <variant>

namespace guildhall::app {
namespace {

using Member = std::variant<std::string Settings::*, std::int64_t Settings::*, bool Settings::*>;
struct Setting {
    std::string_view name; // "port-file": flag --port-file, variable GUILDHALL_PORT_FILE, key port_file
    Member member;
    std::string_view help;
};

Setting const all_settings[] = {
    {"data", &Settings::data, "directory of database, files and keys"},
    {"database", &Settings::database, "postgres://… instead of SQLite in the data directory"},
    {"listen", &Settings::listen, "address:port; port 0 takes a free one"},
    {"port-file", &Settings::port_file, "write the port here once it listens"},
    {"config", &Settings::config, "TOML file with settings"},
    {"secret-key", &Settings::secret_key,
        "signs sessions, at least 32 characters; kept in the data directory when absent"},
    {"sealing-key", &Settings::sealing_key,
        "seals the secrets of integrations in the database, at least 32 characters; the secret key when absent"},
    {"sealing-key-file", &Settings::sealing_key_file, "file that holds the sealing key, instead of sealing-key"},
    {"old-sealing-keys", &Settings::old_sealing_keys,
        "keys that still open what they sealed, separated by commas, until `secrets rotate` has been run"},
    {"old-sealing-keys-file", &Settings::old_sealing_keys_file, "file with old sealing keys, one a line"},
    {"company-name", &Settings::company_name, "name of the first company, on first start"},
    {"currency", &Settings::currency, "its currency (ISO 4217), on first start"},
    {"sign-up-plan", &Settings::sign_up_plan,
        "what companies that sign up begin with: trial (15 days of pro), start, pro, business or unlimited"},
    {"cors-origins", &Settings::cors_origins, "origins of other sites that may call, separated by commas"},
    {"trusted-proxies", &Settings::trusted_proxies,
        "networks whose X-Forwarded-* headers are believed, separated by commas"},
    {"public-url", &Settings::public_url,
        "what people type to come here, for links in messages; http://listen when absent"},
    {"smtp-url", &Settings::smtp_url,
        "mail server: smtp://user:password@host:587 or smtps://…; without it mail is kept in data/outbox"},
    {"smtp-from", &Settings::smtp_from, "the address that mail comes from"},
    {"smtp-ca-file", &Settings::smtp_ca_file,
        "certificates (PEM) by which the mail server proves who it is, instead of those the system trusts"},
    {"sendgrid-url", &Settings::sendgrid_url, "another address of SendGrid than its own: of a relay, or for tests"},
    {"twilio-url", &Settings::twilio_url, "the same of Twilio"},
    {"mobizon-url", &Settings::mobizon_url, "the same of Mobizon"},
    {"telegram-url", &Settings::telegram_url, "the same of Telegram, such as a Bot API server of one's own"},
    {"whatsapp-url", &Settings::whatsapp_url, "the same of WhatsApp's Cloud API"},
    {"log-level", &Settings::log_level, "debug, info, warning or error"},
    {"io-threads", &Settings::io_threads, "threads that serve connections"},
    {"work-threads", &Settings::work_threads, "threads that hash, analyse and price"},
    {"job-workers", &Settings::job_workers, "threads that run background jobs"},
    {"job-lease", &Settings::job_lease,
        "seconds without a sign of life of a process after which another takes over its jobs, or itself after a crash"},
    {"analysis-patience", &Settings::analysis_patience,
        "milliseconds an upload waits for the measures of its files before it answers `analyzing`"},
    {"price-patience", &Settings::price_patience, "milliseconds a price or a quote waits for measures it needs"},
    {"analysis-seconds", &Settings::analysis_seconds, "longest analysis of one file; beyond it, it is too complex"},
    {"stop-patience", &Settings::stop_patience,
        "milliseconds that requests under way and running jobs may still take when the server is asked to end"},
    {"rate-limit-auth", &Settings::rate_limit_auth, "sign-in requests a minute and address; 0: no limit"},
    {"rate-limit-code", &Settings::rate_limit_code, "one-time codes sent or tried a minute and address; 0: no limit"},
    {"rate-limit-api", &Settings::rate_limit_api, "requests a minute and user; 0: no limit"},
    {"rate-limit-price", &Settings::rate_limit_price, "prices a minute and address for visitors; 0: no limit"},
    {"rate-limit-inbound", &Settings::rate_limit_inbound, "incoming webhooks a minute and address; 0: no limit"},
    {"connections-per-address", &Settings::connections_per_address,
        "open at once from one address, trusted proxies aside; 0: no limit"},
    {"unclaimed-storage", &Settings::unclaimed_storage,
        "megabytes a day that may be sent only to be priced; one visitor may take a tenth"},
    {"largest-model", &Settings::largest_model, "megabytes of an uploaded model; 0: none is taken"},
    {"largest-document", &Settings::largest_document, "the same of a drawing or document"},
    {"largest-picture", &Settings::largest_picture, "the same of a picture"},
    {"largest-attachment", &Settings::largest_attachment, "the same of what goes along with something else"},
    {"direct-upload-above", &Settings::direct_upload_above,
        "megabytes from which on the web app sends a file directly, by a signed URL; 0: always"},
    {"s3-endpoint", &Settings::s3_endpoint,
        "S3-compatible store that keeps files, such as https://s3.eu-central-1.amazonaws.com; the data directory "
        "holds copies"},
    {"s3-bucket", &Settings::s3_bucket, "its bucket, which is there already"},
    {"s3-bucket-in-host", &Settings::s3_bucket_in_host,
        "whether the bucket is addressed by a host of its own, as bucket.s3.eu-central-1.amazonaws.com"},
    {"s3-region", &Settings::s3_region, "its region"},
    {"s3-access-key", &Settings::s3_access_key, "who may read and write there"},
    {"s3-secret-key", &Settings::s3_secret_key, "the secret of that key"},
    {"clamd-address", &Settings::clamd_address,
        "host:port or socket of a clamd that scans files before others get them; without it nothing is scanned"},
    {"kept-texts", &Settings::kept_texts,
        "megabytes of records kept as they were last shown, so that they need not be written anew; 0: none"},
    {"trace-endpoint", &Settings::trace_endpoint,
        "where traces go, by OTLP over HTTP, such as http://127.0.0.1:4318/v1/traces; without it nothing is traced"},
    {"trace-headers", &Settings::trace_headers, "sent along there: name=value,name2=value2, values percent-encoded"},
    {"trace-ratio", &Settings::trace_ratio,
        "which part of the traces that begin here is kept, from 0 to 1; callers that say so decide for theirs"},
    {"trace-service", &Settings::trace_service, "what this installation is called there (service.name)"},
    {"trace-resource", &Settings::trace_resource,
        "more about it: deployment.environment.name=production,name2=value2, values percent-encoded"},
    {"redis", &Settings::redis,
        "redis://:password@host:6379/0, which several nodes share to count limits and to tell each other of news"},
    {"secure-cookies", &Settings::secure_cookies, "cookies over TLS only: set it behind a TLS proxy"},
    {"log-requests", &Settings::log_requests, "one log line per request"},
    {"group-commit", &Settings::group_commit, "answer many writes with one commit; off only to compare"},
    {"webhooks-to-private", &Settings::webhooks_to_private,
        "webhooks may call inside addresses and plain http: for development, never where strangers add webhooks"},
    {"demo", &Settings::demo, "fill an empty installation with demo data"},
    {"test-mode", &Settings::test_mode, "cheap passwords and GUILDHALL_CLOCK_OFFSET; never in production"},
};

std::string with(std::string_view name, char separator, bool upper)
{
    std::string text;
    for (char c : name) text += c == '-' ? separator : upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return text;
}
std::string key_of(Setting const& s) { return with(s.name, '_', false); }
std::string variable_of(Setting const& s) { return "GUILDHALL_" + with(s.name, '_', true); }

// Variables of ours that are no settings.
constexpr std::string_view other_variables[] = {"GUILDHALL_CLOCK_OFFSET", "GUILDHALL_GEOMETRY",
    "GUILDHALL_TEST_POSTGRES", "GUILDHALL_TEST_NO_FSYNC", "GUILDHALL_POSTGRES_FSYNC"};

void set(Settings& settings, Setting const& setting, std::string const& text, std::string const& source)
{
    if (auto const* string = std::get_if<std::string Settings::*>(&setting.member)) {
        settings.** string = text;
    } else if (auto const* integer = std::get_if<std::int64_t Settings::*>(&setting.member)) {
        std::int64_t value = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > 1'000'000'000)
            throw UsageError(source + " must be a whole number, not \"" + text + "\"");
        settings.** integer = value;
    } else {
        auto const yes = text == "true" || text == "1" || text == "yes" || text == "on";
        auto const no = text == "false" || text == "0" || text == "no" || text == "off";
        if (!yes && !no) throw UsageError(source + " must be true or false, not \"" + text + "\"");
        settings.*std::get<bool Settings::*>(setting.member) = yes;
    }
}

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return row[b.size()];
}

Setting const* find(std::string_view name, std::function<std::string(Setting const&)> const& form)
{
    for (auto const& setting : all_settings)
        if (form(setting) == name) return &setting;
    return nullptr;
}

[[noreturn]] void unknown(
    std::string const& what, std::string_view name, std::function<std::string(Setting const&)> const& form)
{
    auto const nearest =
        std::ranges::min_element(all_settings, {}, [&](Setting const& s) { return distance(form(s), name); });
    throw UsageError("unknown " + what + " " + std::string(name) + "; did you mean " + form(*nearest) + "?");
}

void read_file(Settings& settings, std::string const& path)
{
    toml::table table;
    try {
        table = toml::parse_file(path);
    } catch (toml::parse_error const& error) {
        throw UsageError(
            path + ", line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
    }
    for (auto const& [key, node] : table) {
        auto const* setting = find(key.str(), key_of);
        if (!setting) unknown("setting in " + path + ":", key.str(), key_of);
        std::string text;
        if (auto const* string = node.as_string())
            text = string->get();
        else if (auto const* integer = node.as_integer())
            text = std::to_string(integer->get());
        else if (auto const* boolean = node.as_boolean())
            text = boolean->get() ? "true" : "false";
        else
            throw UsageError(path + ": " + std::string(key.str()) + " must be a string, a whole number or true/false");
        set(settings, *setting, text, path + ": " + std::string(key.str()));
    }
}

// What OpenTelemetry's specification calls these things in the environment of any program.
void read_standard_variables(Settings& settings, std::map<std::string, std::string> const& environment)
{
    auto const value = [&](std::string const& name) {
        auto const found = environment.find(name);
        return found == environment.end() ? std::string{} : found->second;
    };
    auto const set_first = [](std::string& setting, std::initializer_list<std::string> values) {
        for (auto const& one : values)
            if (!one.empty()) {
                setting = one;
                return;
            }
    };
    if (value("OTEL_SDK_DISABLED") == "true" || value("OTEL_TRACES_EXPORTER") == "none") return;
    auto base = value("OTEL_EXPORTER_OTLP_ENDPOINT");
    if (base.ends_with('/')) base.pop_back();
    if (!base.empty()) base += "/v1/traces";
    set_first(settings.trace_endpoint, {value("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), base});
    set_first(
        settings.trace_headers, {value("OTEL_EXPORTER_OTLP_TRACES_HEADERS"), value("OTEL_EXPORTER_OTLP_HEADERS")});
    set_first(settings.trace_service, {value("OTEL_SERVICE_NAME")});
    set_first(settings.trace_resource, {value("OTEL_RESOURCE_ATTRIBUTES")});
    auto const sampler = value("OTEL_TRACES_SAMPLER");
    if (sampler.ends_with("always_on"))
        settings.trace_ratio = "1";
    else if (sampler.ends_with("always_off"))
        settings.trace_ratio = "0";
    else
        set_first(settings.trace_ratio, {value("OTEL_TRACES_SAMPLER_ARG")});
}

// Takes the flags out of the words; `--name value`, `--name=value`, and plain `--name` for switches.
std::vector<std::pair<Setting const*, std::string>> take_flags(std::vector<std::string>& words)
{
    std::vector<std::pair<Setting const*, std::string>> flags;
    std::vector<std::string> rest;
    auto const form = [](Setting const& s) { return "--" + std::string(s.name); };
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const& word = words[i];
        if (!word.starts_with("--") || word.size() == 2) {
            rest.push_back(word);
            continue;
        }
        auto const equals = word.find('=');
        auto const name = word.substr(0, equals);
        auto const* setting = find(name, form);
        if (!setting) {
            rest.push_back(word); // perhaps the command's own
            continue;
        }
        if (equals != word.npos)
            flags.emplace_back(setting, word.substr(equals + 1));
        else if (std::holds_alternative<bool Settings::*>(setting->member))
            flags.emplace_back(setting, "true");
        else if (i + 1 < words.size())
            flags.emplace_back(setting, words[++i]);
        else
            throw UsageError(name + " wants a value");
    }
    words = std::move(rest);
    return flags;
}

} // namespace

std::vector<SettingDescription> describe_settings(Settings const& settings)
{
    std::vector<SettingDescription> table;
    for (auto const& setting : all_settings) {
        std::string value;
        if (auto const* string = std::get_if<std::string Settings::*>(&setting.member))
            value = settings.**string;
        else if (auto const* integer = std::get_if<std::int64_t Settings::*>(&setting.member))
            value = std::to_string(settings.**integer);
        else
            value = settings.*std::get<bool Settings::*>(setting.member) ? "true" : "false";
        table.push_back({"--" + std::string(setting.name), variable_of(setting), key_of(setting), value,
            std::string(setting.help)});
    }
    return table;
}

Settings read_settings(std::vector<std::string>& words, std::map<std::string, std::string> const& environment)
{
    Settings settings;
    auto const flags = take_flags(words);
    std::string config;
    if (auto const found = environment.find("GUILDHALL_CONFIG"); found != environment.end()) config = found->second;
    for (auto const& [setting, text] : flags)
        if (setting->name == "config") config = text;
    if (!config.empty()) read_file(settings, config);
    read_standard_variables(settings, environment);
    for (auto const& [name, value] : environment) {
        if (!name.starts_with("GUILDHALL_") ||
            std::ranges::find(other_variables, std::string_view(name)) != std::end(other_variables))
            continue;
        auto const* setting = find(name, variable_of);
        if (!setting) unknown("variable", name, variable_of);
        set(settings, *setting, value, name);
    }
    for (auto const& [setting, text] : flags) set(settings, *setting, text, "--" + std::string(setting->name));
    return settings;
}

void refuse_options(Words const& words)
{
    for (auto const& word : words)
        if (word.starts_with("--")) throw UsageError("unknown option " + word + "; see --help");
}

} // namespace guildhall::app
