#pragma once
// What a trace says of one request: names of OpenTelemetry's conventions for HTTP servers.
#include "http/message.hpp"
#include "trace/trace.hpp"

namespace guildhall::http {

// Below the caller's span where the request names one (traceparent). Of nothing without a tracer. What follows a
// question mark stays out: signed URLs and search words are nobody's business there.
trace::Span server_span(trace::Tracer* tracer, Request const& request);
// `path` with {names}, as the route has it.
void name_route(trace::Span& span, std::string_view method, std::string_view path);
// 5xx is a failure of ours; 4xx is the caller's.
void set_status(trace::Span& span, unsigned status);

} // namespace guildhall::http
