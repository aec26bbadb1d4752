#pragma once
// HTTP calls to the world outside. They block, so they belong into jobs, never into requests.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guildhall::trace {
struct Context;
}

namespace guildhall::outbound {

// Whom a call may reach. `public_only` is for addresses that users wrote: whatever the name resolves to, and wherever a
// redirect leads, no connection to an inside address is opened (is_public_address).
enum class Audience { anywhere, public_only };

struct Header {
    std::string name, value;
};

struct Call {
    std::string method = "GET";
    std::string url; // http or https
    std::vector<Header> headers;
    std::string body;
    std::chrono::milliseconds connect_within{10'000};
    std::chrono::milliseconds within{30'000}; // all in all
    std::size_t most_bytes = 1 << 20;         // of the answer's body
    int most_redirects = 0;
    Audience audience = Audience::anywhere;
    std::atomic<bool> const* given_up = nullptr; // looked at every second: true ends the call as if it had timed out
};

// Why there is no answer. `timed_out` and `cut_off` do not say whether the other side has acted.
enum class Fault { bad_url, address_not_allowed, unreachable, not_trusted, timed_out, cut_off, too_long };

struct Reply {
    unsigned status = 0; // 0: no answer, see `fault`
    std::vector<Header> headers;
    std::string body;
    std::optional<Fault> fault;
    std::string detail; // of the fault, in words; names no secrets of the URL

    // The first header of this name, in any case; empty when absent.
    std::string_view header(std::string_view name) const;
    bool is_success() const { return status >= 200 && status < 300; }
    // Whether a second try may go better: no connection, 408, 425, 429, 5xx.
    bool is_passing() const;
    // Seconds of a Retry-After header in that form.
    std::optional<std::int64_t> retry_after() const;
};

struct ClientSettings {
    std::string ca_file; // certificates to trust; the system's when empty
    std::string user_agent = "Guildhall";
};

class Client {
public:
    explicit Client(ClientSettings settings = {});
    // Part of the trace of the thread: the other side is told by `traceparent` where it stands.
    Reply call(Call const& call) const;
    ClientSettings const& settings() const { return settings_; }

private:
    Reply perform(Call const& call, trace::Context const* place) const;
    ClientSettings settings_;
};

// Percent-encodes a value for a query or a form.
std::string encode_component(std::string_view text);
// name=value&… of an application/x-www-form-urlencoded body.
std::string encode_form(std::vector<std::pair<std::string, std::string>> const& fields);

} // namespace guildhall::outbound
