#include "base/outcome.hpp"
#include "db/migration.hpp"
#include <array>
#include <cctype>
#include <openssl/sha.h>
#include <optional>

namespace guildhall::db {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Copies a quoted literal or a comment that starts at `at` to out, if there is one; moves `at` behind it.
bool copy_opaque(std::string_view sql, std::size_t& at, std::string& out)
{
    auto end = at;
    if (sql[at] == '\'')
        end = sql.find('\'', at + 1) + 1;
    else if (sql.substr(at, 2) == "--")
        end = sql.find('\n', at);
    else
        return false;
    if (end == 0 || end == sql.npos) end = sql.size();
    out.append(sql, at, end - at);
    at = end;
    return true;
}

std::string_view postgres_type(std::string_view word)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> types{
        {{"UUID", "uuid"}, {"INTEGER", "bigint"}, {"REAL", "double precision"}, {"BLOB", "bytea"}}};
    for (auto const& [ours, theirs] : types)
        if (word == ours) return theirs;
    return word;
}

// The inside of a comment that is meant for one engine: /*pg: … */ or /*sqlite: … */. Moves `at` behind it; nothing
// when no such comment opens there.
std::optional<std::string_view> engine_comment(std::string_view sql, std::size_t& at, std::string_view opening)
{
    if (sql.substr(at, opening.size()) != opening) return std::nullopt;
    auto const end = sql.find("*/", at);
    check(end != sql.npos, "an engine comment is not closed");
    auto const inside = sql.substr(at + opening.size(), end - at - opening.size());
    at = end + 2;
    return inside;
}

// The table that the last CREATE TABLE before the end of `sql` names.
std::string last_table_name(std::string_view sql)
{
    static constexpr std::string_view words = "CREATE TABLE ";
    auto const at = sql.rfind(words);
    check(at != sql.npos, "TENANT stands without CREATE TABLE");
    auto const start = at + words.size();
    auto end = start;
    while (end < sql.size() && is_word(sql[end])) ++end;
    return std::string(sql.substr(start, end - start));
}

// Row level security: a session sees the rows of the company it has entered, or all when it says so aloud.
std::string row_security(std::string const& table)
{
    auto const t = table;
    return ";\nALTER TABLE " + t + " ENABLE ROW LEVEL SECURITY;\nALTER TABLE " + t +
           " FORCE ROW LEVEL SECURITY;\nCREATE POLICY own_company ON " + t +
           " USING (company_id = (SELECT nullif(current_setting('guildhall.company_id', true), '')::uuid)"
           " OR (SELECT current_setting('guildhall.all_companies', true)) = 'on')";
}

} // namespace

std::string translate_migration(std::string_view sql, Dialect dialect)
{
    std::string out;
    std::size_t at = 0;
    while (at < sql.size()) {
        if (copy_opaque(sql, at, out)) continue;
        if (auto const inside = engine_comment(sql, at, "/*sqlite:")) {
            if (dialect == Dialect::sqlite) out += translate_migration(*inside, dialect);
            continue;
        }
        if (auto const inside = engine_comment(sql, at, "/*pg:")) {
            if (dialect == Dialect::postgres) out += translate_migration(*inside, dialect);
            continue;
        }
        if (!is_word(sql[at])) {
            out += sql[at++];
            continue;
        }
        auto const start = at;
        while (at < sql.size() && is_word(sql[at])) ++at;
        auto const word = sql.substr(start, at - start);
        if (word == "TENANT" || word == "TENANT_LONG_ROWS" || word == "GLOBAL") {
            if (dialect == Dialect::sqlite)
                out += word == "TENANT_LONG_ROWS" ? "STRICT" : "STRICT, WITHOUT ROWID";
            else if (word != "GLOBAL")
                out += row_security(last_table_name(out));
        } else if (dialect == Dialect::postgres)
            out += postgres_type(word);
        else
            out += word == "UUID" ? "BLOB" : word;
    }
    return out;
}

std::string translate_statement(std::string_view sql, Dialect dialect)
{
    std::string out;
    std::size_t at = 0;
    int parameter = 0;
    while (at < sql.size()) {
        if (copy_opaque(sql, at, out)) continue;
        if (auto const inside = engine_comment(sql, at, "/*pg:")) {
            if (dialect == Dialect::postgres) out += *inside;
        } else if (auto const ours = engine_comment(sql, at, "/*sqlite:")) {
            if (dialect == Dialect::sqlite) out += *ours;
        } else if (sql[at] == '?' && dialect == Dialect::postgres) {
            out += "$" + std::to_string(++parameter);
            ++at;
        } else
            out += sql[at++];
    }
    return out;
}

std::string checksum_of(std::string_view sql)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<unsigned char const*>(sql.data()), sql.size(), digest.data());
    std::string hex;
    for (auto byte : digest) {
        static constexpr char digits[] = "0123456789abcdef";
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

} // namespace guildhall::db
