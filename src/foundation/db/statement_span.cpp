// What a trace says of one statement: names of OpenTelemetry's conventions for databases.
#include "statement_span.hpp"
#include "db/transaction.hpp"
#include <algorithm>

namespace guildhall::db {
namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::string_view first_word(std::string_view text)
{
    auto const begin = std::ranges::find_if(text, is_word);
    return {begin, std::find_if_not(begin, text.end(), is_word)};
}

} // namespace

std::string statement_summary(std::string_view sql)
{
    auto const operation = first_word(sql);
    std::string summary(operation);
    auto const before = operation == "INSERT"   ? std::string_view("INTO ")
                        : operation == "UPDATE" ? std::string_view("UPDATE ")
                                                : std::string_view("FROM ");
    auto const at = sql.find(before);
    if (at == sql.npos) return summary;
    auto const table = first_word(sql.substr(at + before.size()));
    if (!table.empty()) (summary += ' ') += table;
    return summary;
}

trace::Span statement_span(std::string_view system, std::string const& sql)
{
    auto const summary = statement_summary(sql);
    auto span = trace::Span::child(trace::Kind::client, summary);
    span.set("db.system.name", std::string(system));
    span.set("db.operation.name", std::string(first_word(sql)));
    span.set("db.query.summary", summary);
    span.set("db.query.text", sql);
    return span;
}

} // namespace guildhall::db
