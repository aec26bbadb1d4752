#pragma once
// One JSON object per line on standard error: time, level, event, then the fields. Secrets have no way in: only plain
// values.
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace guildhall::log {

enum class Level { debug, info, warning, error };
// Lines below this level are dropped; info at start.
void set_level(Level level);
bool enabled(Level level);
std::optional<Level> level_named(std::string_view word);

struct Field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;
};
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});

inline void info(std::string_view event, std::initializer_list<Field> fields = {})
{
    write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {})
{
    write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {})
{
    write(Level::error, event, fields);
}

} // namespace guildhall::log
