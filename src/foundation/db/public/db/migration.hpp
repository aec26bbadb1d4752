#pragma once
// Schema changes, forwards only. One text serves both engines: UUID, INTEGER, REAL, TEXT and BLOB columns; a table ends
// in
// `) TENANT;` when its rows belong to companies (row level security follows by itself) or in `) GLOBAL;`.
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::db {

struct Migration {
    std::string_view name; // "0004_quotes": number, then words; numbers rise over all modules
    std::string_view sql;
};

enum class Dialect { sqlite, postgres };

// The migration's statements in one engine's words.
std::string translate_migration(std::string_view sql, Dialect dialect);
// A statement of the program in one engine's words: `?` becomes $1…, `/*pg: … */` opens.
std::string translate_statement(std::string_view sql, Dialect dialect);
// SHA-256 in hex; a released migration that changed is found by it.
std::string checksum_of(std::string_view sql);

} // namespace guildhall::db
