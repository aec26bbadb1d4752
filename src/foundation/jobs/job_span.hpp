#pragma once
// What a trace says of a job: names of OpenTelemetry's conventions for messages.
#include "jobs/job.hpp"
#include "trace/trace.hpp"

namespace guildhall::jobs {

inline void describe_job(trace::Span& span, std::string_view operation, std::string const& kind, JobId id)
{
    if (!span.is_recording()) return;
    span.set("messaging.system", std::string("guildhall"));
    span.set("messaging.operation.type", std::string(operation));
    span.set("messaging.destination.name", kind);
    span.set("messaging.message.id", to_string(id));
}

} // namespace guildhall::jobs
