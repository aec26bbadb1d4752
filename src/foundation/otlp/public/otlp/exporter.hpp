#pragma once
// Sends spans to a collector (OTLP/HTTP, JSON).
#include "outbound/client.hpp"
#include "trace/tracer.hpp"
#include <thread>

namespace guildhall::otlp {

using Attributes = std::vector<std::pair<std::string, std::string>>;

struct Settings {
    std::string endpoint; // the whole URL, such as http://127.0.0.1:4318/v1/traces
    std::vector<outbound::Header> headers = {};
    Attributes resource = {};                    // who we are: service.name …
    std::string version = {};                    // of this program
    std::size_t portion = 512;                   // spans in one call
    int most_tries = 5;                          // of one portion
    std::chrono::milliseconds pause{1'000};      // at most so long a span waits for company
    std::chrono::milliseconds within{10'000};    // one call
    std::chrono::milliseconds first_wait{1'000}; // after a failure; then twice as long each time, at most 30 s
    std::chrono::milliseconds last_words{2'000}; // for what is left when it ends
};

// Counters for /metrics.
struct Numbers {
    std::int64_t sent = 0, rejected = 0, failed_calls = 0;
};

class Exporter {
public:
    // Starts its thread. The tracer outlives it.
    Exporter(Settings settings, trace::Tracer& tracer);
    // Sends what is left, if that is possible at once.
    ~Exporter();
    Exporter(Exporter const&) = delete;
    Exporter& operator=(Exporter const&) = delete;
    Numbers numbers() const { return {sent_.load(), rejected_.load(), failed_calls_.load()}; }

private:
    using Portion = std::vector<std::unique_ptr<trace::Record>>;
    enum class Fate { taken, refused, try_again };
    void run();
    void send(Portion const& portion);
    Fate try_once(std::string const& text, std::size_t spans, std::optional<std::int64_t>& retry_after);
    bool wait(std::chrono::milliseconds time);
    void report(bool works, std::string_view reason);

    Settings const settings_;
    trace::Tracer& tracer_;
    outbound::Client client_;
    std::atomic<std::int64_t> sent_{0}, rejected_{0}, failed_calls_{0};
    std::atomic<bool> given_up_{false};
    bool works_ = true; // as far as was last seen; said in the log when it changes
    std::mutex mutex_;
    std::condition_variable stop_called_, ended_;
    bool stopping_ = false, has_ended_ = false;
    std::thread thread_;
};

// A request of ExportTraceServiceRequest as JSON.
std::string trace_text(Settings const& settings, std::vector<std::unique_ptr<trace::Record>> const& spans);

// "key=value,key2=value2", values percent-encoded (as of OTEL_EXPORTER_OTLP_HEADERS); nothing when it is malformed.
std::optional<Attributes> parse_attributes(std::string_view text);

} // namespace guildhall::otlp
