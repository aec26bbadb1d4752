#include "log/log.hpp"
#include "base/time.hpp"
#include "reflect/json.hpp"
#include "trace/trace.hpp"
#include <atomic>
#include <unistd.h>

namespace guildhall::log {
namespace {

std::atomic<Level> lowest{Level::info};
constexpr std::string_view level_words[] = {"debug", "info", "warning", "error"};

void write_value(reflect::JsonWriter& w, std::string_view v) { w.text(reflect::is_utf8(v) ? v : "(not UTF-8)"); }
void write_value(reflect::JsonWriter& w, std::int64_t v) { w.integer(v); }
void write_value(reflect::JsonWriter& w, double v) { w.real(v); }
void write_value(reflect::JsonWriter& w, bool v) { w.out += v ? "true" : "false"; }

} // namespace

void set_level(Level level) { lowest = level; }
bool enabled(Level level) { return level >= lowest.load(std::memory_order_relaxed); }

std::optional<Level> level_named(std::string_view word)
{
    for (std::size_t i = 0; i < std::size(level_words); ++i)
        if (level_words[i] == word) return static_cast<Level>(i);
    return std::nullopt;
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields)
{
    if (!enabled(level)) return;
    std::string line;
    reflect::JsonWriter w{line};
    line += R"({"time":)";
    w.text(to_rfc3339(system_now()));
    line += R"(,"level":")";
    line += level_words[static_cast<std::size_t>(level)];
    line += R"(","event":)";
    w.text(event);
    for (auto const& field : fields) {
        line += ',';
        w.text(field.name);
        line += ':';
        std::visit([&](auto const& v) { write_value(w, v); }, field.value);
    }
    if (auto const* context = trace::current()) {
        line += R"(,"trace_id":")" + trace::to_text(context->trace_id);
        line += R"(","span_id":")" + trace::to_text(context->span_id) + '"';
    }
    line += "}\n";
    // One write per line: lines of several threads never mix.
    [[maybe_unused]] auto const written = ::write(STDERR_FILENO, line.data(), line.size());
}

} // namespace guildhall::log
