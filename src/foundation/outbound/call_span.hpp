#pragma once
// What a trace says of one call to the outside: names of OpenTelemetry's conventions for HTTP clients.
#include "outbound/client.hpp"
#include "trace/trace.hpp"

namespace guildhall::outbound {

// Below the current one. Of the URL only the server: paths and queries hold tokens.
trace::Span call_span(Call const& call);
void describe_reply(trace::Span& span, Reply const& reply);
// The server of a URL such as https://shop.example:8443/hooks or smtp://10.0.0.7:25.
void set_server(trace::Span& span, std::string_view url);

} // namespace guildhall::outbound
