#include "app/tracing.hpp"
#include "base/uuid.hpp"
#include <algorithm>
#include <charconv>
#include <unistd.h>

namespace guildhall::app {
namespace {

double read_ratio(std::string const& text)
{
    double ratio = -1;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), ratio);
    if (error != std::errc{} || end != text.data() + text.size() || !(ratio >= 0 && ratio <= 1))
        throw UsageError("trace-ratio must be a number from 0 to 1, such as 0.1, not \"" + text + "\"");
    return ratio;
}

otlp::Attributes read_attributes(std::string_view setting, std::string const& text)
{
    auto all = otlp::parse_attributes(text);
    if (!all) throw UsageError(std::string(setting) + " must be name=value,name2=value2 with values percent-encoded");
    return std::move(*all);
}

bool is_header(std::pair<std::string, std::string> const& one)
{
    auto const is_token = [](char c) {
        return c > ' ' && c < 0x7f && std::string_view("\"(),/:;<=>?@[\\]{}").find(c) == std::string_view::npos;
    };
    auto const is_plain = [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != 0x7f); };
    return std::ranges::all_of(one.first, is_token) && std::ranges::all_of(one.second, is_plain);
}

std::vector<outbound::Header> read_headers(std::string const& text)
{
    std::vector<outbound::Header> headers;
    for (auto& one : read_attributes("trace-headers", text)) {
        if (!is_header(one)) throw UsageError("trace-headers: \"" + one.first + "\" is no header");
        headers.push_back({std::move(one.first), std::move(one.second)});
    }
    return headers;
}

// Attributes that were set come first, and stand for what is made here.
otlp::Attributes resource_of(Settings const& settings)
{
    auto resource = read_attributes("trace-resource", settings.trace_resource);
    auto const add = [&](std::string name, std::string value) {
        if (std::ranges::find(resource, name, &std::pair<std::string, std::string>::first) == resource.end())
            resource.emplace_back(std::move(name), std::move(value));
    };
    if (settings.trace_service != Settings{}.trace_service)
        std::erase_if(resource, [](auto const& one) { return one.first == "service.name"; });
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    add("service.name", settings.trace_service);
    add("service.version", GUILDHALL_VERSION);
    add("service.instance.id", to_string(make_uuid(system_now())));
    add("host.name", host);
    add("process.pid", std::to_string(::getpid()));
    add("telemetry.sdk.name", "guildhall");
    add("telemetry.sdk.language", "cpp");
    add("telemetry.sdk.version", GUILDHALL_VERSION);
    return resource;
}

otlp::Settings exporting(Settings const& settings)
{
    auto const& url = settings.trace_endpoint;
    if (!url.starts_with("http://") && !url.starts_with("https://"))
        throw UsageError("trace-endpoint is the whole URL of a collector, such as http://127.0.0.1:4318/v1/traces");
    otlp::Settings export_settings;
    export_settings.endpoint = url;
    export_settings.headers = read_headers(settings.trace_headers);
    export_settings.resource = resource_of(settings);
    export_settings.version = GUILDHALL_VERSION;
    return export_settings;
}

} // namespace

void check_tracing(Settings const& settings)
{
    if (settings.trace_endpoint.empty()) return;
    read_ratio(settings.trace_ratio);
    exporting(settings);
}

Tracing start_tracing(Settings const& settings)
{
    if (settings.trace_endpoint.empty()) return {};
    Tracing tracing;
    tracing.tracer = std::make_unique<trace::Tracer>(trace::TracerSettings{.ratio = read_ratio(settings.trace_ratio)});
    tracing.exporter = std::make_unique<otlp::Exporter>(exporting(settings), *tracing.tracer);
    return tracing;
}

std::string tracing_metrics(Tracing const& tracing)
{
    if (!tracing.exporter) return {};
    auto const numbers = tracing.exporter->numbers();
    auto const line = [](std::string_view name, std::string_view type, std::int64_t value) {
        auto const full = "guildhall_trace_" + std::string(name);
        auto const bare = full.substr(0, full.find('{'));
        return "# TYPE " + bare + " " + std::string(type) + "\n" + full + " " + std::to_string(value) + "\n";
    };
    return line("spans_sent_total", "counter", numbers.sent) +
           line("spans_dropped_total{reason=\"no_room\"}", "counter", tracing.tracer->dropped()) +
           "guildhall_trace_spans_dropped_total{reason=\"not_taken\"} " + std::to_string(numbers.rejected) + "\n" +
           line("failed_calls_total", "counter", numbers.failed_calls) +
           line("spans_waiting", "gauge", static_cast<std::int64_t>(tracing.tracer->waiting()));
}

} // namespace guildhall::app
