#pragma once
// Traces as the settings want them.
#include "app/settings.hpp"
#include "otlp/exporter.hpp"

namespace guildhall::app {

// Where spans are kept and who sends them; both null when nothing is traced. Throws UsageError.
struct Tracing {
    std::unique_ptr<trace::Tracer> tracer;
    std::unique_ptr<otlp::Exporter> exporter;
};
Tracing start_tracing(Settings const& settings);
// Throws UsageError where start_tracing would.
void check_tracing(Settings const& settings);
// Lines for /metrics; none when nothing is traced.
std::string tracing_metrics(Tracing const& tracing);

} // namespace guildhall::app
