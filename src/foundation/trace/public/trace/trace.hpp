#pragma once
// Spans of OpenTelemetry: what a thread does now, and how that travels to other threads and machines.
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace guildhall::trace {

class Tracer;
using TraceId = std::array<std::uint8_t, 16>;
using SpanId = std::array<std::uint8_t, 8>;
// Lower-case hexadecimal.
std::string to_text(TraceId const& id);
std::string to_text(SpanId const& id);

// A place in a trace: whatever begins there becomes its child.
struct Context {
    Tracer* tracer = nullptr;
    TraceId trace_id{};
    SpanId span_id{};
    bool sampled = false;                          // its spans are kept
    std::shared_ptr<std::string const> state = {}; // the caller's tracestate, passed on as it came
};

// Where a caller stood when he called (W3C Trace Context).
struct Remote {
    TraceId trace_id{};
    SpanId span_id{};
    bool sampled = false;
    std::string state = {};
};
// Of the headers `traceparent` and `tracestate`; nothing when the first is malformed. A malformed second counts as
// none.
std::optional<Remote> parse_remote(std::string_view parent, std::string_view state = {});
std::string traceparent_of(Context const& context);

// One line for a database: the traceparent, and behind a blank the tracestate where there is one.
std::string kept_text(Context const& context);
std::optional<Remote> parse_kept(std::string_view text);

// What this thread does now; null where nothing is traced.
inline constinit thread_local Context const* current_context = nullptr;
inline Context const* current() { return current_context; }
// True when a span below the current one would be kept.
inline bool is_recording() { return current_context && current_context->sampled; }
// kept_text of the current context, if there is one.
std::optional<std::string> kept_current();

// The thread is there until the end of the scope; null changes nothing. The context must live as long.
class Within {
public:
    explicit Within(Context const* context)
        : before_(current_context)
    {
        if (context) current_context = context;
    }
    ~Within() { current_context = before_; }
    Within(Within const&) = delete;
    Within& operator=(Within const&) = delete;

private:
    Context const* before_;
};

// The current context for another thread; null where there is none.
using Carried = std::unique_ptr<Context const>;
inline Carried carry() { return current_context ? std::make_unique<Context const>(*current_context) : nullptr; }

enum class Kind { internal = 1, server, client, producer, consumer }; // numbers of OTLP
using Value = std::variant<std::string, std::int64_t, bool>;
struct Attribute {
    std::string_view name; // lives as long as the program
    Value value;
};

// A span that has ended, or will.
struct Record {
    Context context;
    std::optional<SpanId> parent = {};
    bool parent_is_remote = false;
    std::string name = {};
    Kind kind = Kind::internal;
    std::int64_t began_ns = 0, ended_ns = 0; // since 1970
    std::chrono::steady_clock::time_point began = {};
    int exceptions = 0; // under way when it began
    std::vector<Attribute> attributes = {};
    bool failed = false;
    std::string why = {}; // in words; may be empty
};

class Span {
public:
    Span() = default; // of nothing
    // The first of this process in its trace: below the caller, or the root of a new one. Of nothing without a tracer.
    Span(Tracer* tracer, Kind kind, std::string_view name, std::optional<Remote> const& remote = {});
    // Below `parent`, kept only when that is.
    Span(Context const* parent, Kind kind, std::string_view name);
    static Span child(Kind kind, std::string_view name) { return Span(current(), kind, name); }
    Span(Span&&) = default;
    Span& operator=(Span&& other) noexcept
    {
        end();
        record_ = std::move(other.record_);
        return *this;
    }
    ~Span()
    {
        if (record_) end();
    }

    // Where children begin; null for a span of nothing.
    Context const* context() const { return record_ ? &record_->context : nullptr; }
    bool is_recording() const { return record_ && record_->context.sampled; }
    void set(std::string_view name, Value value);
    void rename(std::string name);
    // It went wrong: `type` is a short word or a status that groups, `why` a sentence.
    void fail(std::string_view type, std::string_view why = {});
    // Once; what follows changes nothing. An exception on its way out means that it failed.
    void end();

private:
    std::unique_ptr<Record> record_;
};

// The trace of a span or of the thread as text, empty where there is none: for logs and answers.
std::string trace_id_of(Context const* context);

} // namespace guildhall::trace
