#include "trace/tracer.hpp"
#include <algorithm>
#include <cstring>
#include <exception>
#include <sys/random.h>

namespace guildhall::trace {
namespace {

// SplitMix64, seeded by the system: ids are no secrets, but must not meet those of other nodes.
std::uint64_t next_random(std::uint64_t& state)
{
    auto z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct Seeds {
    std::array<std::uint64_t, 2> state{};
    Seeds()
    {
        if (::getrandom(state.data(), sizeof state, 0) != static_cast<ssize_t>(sizeof state)) {
            auto const now = std::chrono::system_clock::now().time_since_epoch().count();
            state = {static_cast<std::uint64_t>(now), reinterpret_cast<std::uintptr_t>(this)};
        }
    }
};

template <std::size_t size> std::array<std::uint8_t, size> new_id()
{
    static thread_local Seeds seeds;
    std::array<std::uint8_t, size> id;
    for (std::size_t at = 0; at < size; at += 8) {
        auto const bits = next_random(seeds.state[at / 8]);
        std::memcpy(id.data() + at, &bits, 8);
    }
    if (id == std::array<std::uint8_t, size>{}) id[0] = 1; // all zeros means none
    return id;
}

constexpr std::size_t longest_text = 4096;

std::string shortened(std::string text)
{
    if (text.size() <= longest_text) return text;
    text.resize(longest_text);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
    if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back(); // a cut UTF-8 sequence
    return text;
}

std::int64_t wall_clock_ns()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

std::unique_ptr<Record> begin(Kind kind, std::string_view name, Context context)
{
    auto record = std::make_unique<Record>();
    record->context = std::move(context);
    if (!record->context.sampled) return record; // only its place is needed
    record->kind = kind;
    record->name = name;
    record->began_ns = wall_clock_ns();
    record->began = std::chrono::steady_clock::now();
    record->exceptions = std::uncaught_exceptions();
    return record;
}

} // namespace

Span::Span(Tracer* tracer, Kind kind, std::string_view name, std::optional<Remote> const& remote)
{
    if (!tracer) return;
    Context context{tracer, remote ? remote->trace_id : new_id<16>(), new_id<8>()};
    context.sampled = remote ? remote->sampled : tracer->samples(context.trace_id);
    if (remote && !remote->state.empty()) context.state = std::make_shared<std::string const>(remote->state);
    record_ = begin(kind, name, std::move(context));
    if (!remote) return;
    record_->parent = remote->span_id;
    record_->parent_is_remote = true;
}

Span::Span(Context const* parent, Kind kind, std::string_view name)
{
    if (!parent || !parent->sampled) return;
    record_ = begin(kind, name, {parent->tracer, parent->trace_id, new_id<8>(), true, parent->state});
    record_->parent = parent->span_id;
}

void Span::set(std::string_view name, Value value)
{
    if (!is_recording()) return;
    if (auto* text = std::get_if<std::string>(&value)) *text = shortened(std::move(*text));
    record_->attributes.push_back({name, std::move(value)});
}

void Span::rename(std::string name)
{
    if (is_recording()) record_->name = std::move(name);
}

void Span::fail(std::string_view type, std::string_view why)
{
    if (!is_recording()) return;
    if (!type.empty()) set("error.type", std::string(type));
    record_->failed = true;
    record_->why = shortened(std::string(why));
}

void Span::end()
{
    if (!is_recording()) return;
    if (!record_->failed && std::uncaught_exceptions() > record_->exceptions) fail("exception");
    auto record = std::move(record_);
    auto const took = std::chrono::steady_clock::now() - record->began;
    record->ended_ns = record->began_ns + std::chrono::duration_cast<std::chrono::nanoseconds>(took).count();
    record->context.tracer->take(std::move(record));
}

} // namespace guildhall::trace
