#include "call_span.hpp"
#include "easy.hpp"
#include "outbound/address.hpp"
#include <algorithm>
#include <charconv>
#include <sys/socket.h>
#include <unistd.h>

namespace guildhall::outbound {
namespace {

bool equal_names(std::string_view a, std::string_view b)
{
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

// What the callbacks of one call write to.
struct Exchange {
    Reply reply;
    std::size_t most_bytes = 0;
    bool too_long = false;
    bool kept_out = false; // an address was inside
};

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* exchange_pointer)
{
    auto& exchange = *static_cast<Exchange*>(exchange_pointer);
    if (exchange.reply.body.size() + count > exchange.most_bytes) {
        exchange.too_long = true;
        return 0;
    }
    exchange.reply.body.append(bytes, count);
    return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* exchange_pointer)
{
    auto& reply = static_cast<Exchange*>(exchange_pointer)->reply;
    std::string_view line(bytes, count);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) { // of the next answer, after a redirect
        reply.headers.clear();
        reply.body.clear();
    } else if (auto const colon = line.find(':'); colon != line.npos && reply.headers.size() < 200) {
        auto value = line.substr(colon + 1);
        while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
        reply.headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
    }
    return count;
}

// Asked for every connection, after names are resolved: what is refused here cannot be reached by another way.
curl_socket_t open_public(void* exchange_pointer, curlsocktype, curl_sockaddr* address)
{
    if (!is_public_address(address->addr)) {
        static_cast<Exchange*>(exchange_pointer)->kept_out = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Fault fault_of(CURLcode code, Exchange const& exchange)
{
    if (exchange.kept_out) return Fault::address_not_allowed;
    if (exchange.too_long) return Fault::too_long;
    switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return Fault::bad_url;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT: return Fault::unreachable;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return Fault::not_trusted;
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_OPERATION_TIMEDOUT: return Fault::timed_out;
    default: return Fault::cut_off;
    }
}

// libcurl's own words would quote the URL, which may hold a secret.
std::string words_of(Fault fault)
{
    switch (fault) {
    case Fault::bad_url: return "The address is not one that can be called.";
    case Fault::address_not_allowed: return "The address leads into an inside network.";
    case Fault::unreachable: return "No connection could be made.";
    case Fault::not_trusted: return "The other side could not prove who it is.";
    case Fault::timed_out: return "There was no answer in time.";
    case Fault::cut_off: return "The connection was cut off, or the answer made no sense.";
    case Fault::too_long: return "The answer was too long.";
    }
    return {};
}

bool is_plain(std::string_view text)
{
    return std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool has_header(Call const& call, std::string_view name)
{
    return std::ranges::any_of(call.headers, [&](Header const& header) { return equal_names(header.name, name); });
}

void append_trace(List& lines, Call const& call, trace::Context const* place)
{
    if (!place || has_header(call, "traceparent")) return;
    append_line(lines, "traceparent: " + traceparent_of(*place));
    if (place->state) append_line(lines, "tracestate: " + *place->state);
}

int look_whether_given_up(void* given_up, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<std::atomic<bool> const*>(given_up)->load() ? 1 : 0;
}

List header_lines(Call const& call)
{
    List lines;
    for (auto const& header : call.headers) {
        check(is_plain(header.name) && is_plain(header.value), "a header has no line breaks");
        append_line(lines, header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
    }
    append_line(lines, "Expect:"); // no waiting for 100 Continue
    return lines;
}

void set_limits(Easy const& easy, Call const& call)
{
    set_option(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set_option(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set_option(easy, CURLOPT_FOLLOWLOCATION, call.most_redirects > 0 ? 1L : 0L);
    set_option(easy, CURLOPT_MAXREDIRS, static_cast<long>(call.most_redirects));
    set_option(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(call.connect_within.count()));
    set_option(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(call.within.count()));
    if (!call.given_up) return;
    set_option(easy, CURLOPT_NOPROGRESS, 0L);
    set_option(easy, CURLOPT_XFERINFOFUNCTION, &look_whether_given_up);
    set_option(easy, CURLOPT_XFERINFODATA, const_cast<void*>(static_cast<void const*>(call.given_up)));
}

} // namespace

Easy open_easy(ClientSettings const& settings)
{
    static bool const ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    check(ready, "libcurl starts");
    Easy easy(curl_easy_init());
    if (!easy) throw std::bad_alloc();
    set_option(easy, CURLOPT_NOSIGNAL, 1L);
    set_option(easy, CURLOPT_PROXY, "");
    if (!settings.ca_file.empty()) set_option(easy, CURLOPT_CAINFO, settings.ca_file.c_str());
    return easy;
}

std::string_view Reply::header(std::string_view name) const
{
    auto const found =
        std::ranges::find_if(headers, [&](Header const& header) { return equal_names(header.name, name); });
    return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

bool Reply::is_passing() const
{
    if (fault) return *fault == Fault::unreachable || *fault == Fault::timed_out || *fault == Fault::cut_off;
    return status == 408 || status == 425 || status == 429 || status >= 500;
}

std::optional<std::int64_t> Reply::retry_after() const
{
    auto const text = header("Retry-After");
    std::int64_t seconds = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
    return seconds;
}

Client::Client(ClientSettings settings)
    : settings_(std::move(settings))
{
}

Reply Client::call(Call const& call) const
{
    auto span = call_span(call);
    auto reply = perform(call, span.context() ? span.context() : trace::current());
    describe_reply(span, reply);
    return reply;
}

Reply Client::perform(Call const& call, trace::Context const* place) const
{
    auto const easy = open_easy(settings_);
    Exchange exchange;
    exchange.most_bytes = call.most_bytes;
    auto lines = header_lines(call);
    append_trace(lines, call, place);
    set_option(easy, CURLOPT_URL, call.url.c_str());
    set_option(easy, CURLOPT_USERAGENT, settings_.user_agent.c_str());
    set_option(easy, CURLOPT_HTTPHEADER, lines.get());
    set_limits(easy, call);
    if (call.audience == Audience::public_only) {
        set_option(easy, CURLOPT_OPENSOCKETFUNCTION, &open_public);
        set_option(easy, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&exchange));
    }
    set_option(easy, CURLOPT_WRITEFUNCTION, &take_body);
    set_option(easy, CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
    set_option(easy, CURLOPT_HEADERFUNCTION, &take_header);
    set_option(easy, CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
    if (call.method == "HEAD")
        set_option(easy, CURLOPT_NOBODY, 1L);
    else if (!call.body.empty() || call.method == "POST") {
        set_option(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
        set_option(easy, CURLOPT_POSTFIELDS, call.body.data());
    }
    if (call.method != "GET" && call.method != "HEAD" && call.method != "POST")
        set_option(easy, CURLOPT_CUSTOMREQUEST, call.method.c_str());

    auto const code = curl_easy_perform(easy.get());
    auto reply = std::move(exchange.reply);
    if (code == CURLE_OK) {
        long status = 0;
        curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
        reply.status = static_cast<unsigned>(status);
        return reply;
    }
    reply = {};
    reply.fault = fault_of(code, exchange);
    reply.detail = words_of(*reply.fault);
    return reply;
}

std::string encode_component(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (char c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
            c == '_' || c == '~')
            encoded += c;
        else
            (encoded += '%').append({digits[byte >> 4], digits[byte & 15]});
    }
    return encoded;
}

std::string encode_form(std::vector<std::pair<std::string, std::string>> const& fields)
{
    std::string form;
    for (auto const& [name, value] : fields) {
        if (!form.empty()) form += '&';
        form += encode_component(name) + "=" + encode_component(value);
    }
    return form;
}

} // namespace guildhall::outbound
