#include "http/search_terms.hpp"
#include <algorithm>
#include <utility>

namespace guildhall::http {
namespace {

constexpr std::size_t most_terms = 24, longest_term = 40;

bool is_word_byte(char c)
{
    auto const byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80;
}

void add(std::vector<std::string>& terms, std::string term)
{
    while (term.size() > longest_term ||
           (!term.empty() && (static_cast<unsigned char>(term.back()) & 0xC0) == 0x80 && term.size() == longest_term))
        term.pop_back();
    if (!term.empty() && terms.size() < most_terms && std::ranges::find(terms, term) == terms.end())
        terms.push_back(std::move(term));
}

} // namespace

std::vector<std::string> search_terms(std::initializer_list<std::string_view> texts)
{
    std::vector<std::string> terms;
    for (auto const text : texts) {
        std::string part, whole;
        for (char raw : std::string(text) + ' ') {
            auto const c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw + 32) : raw;
            if (is_word_byte(c)) {
                part += c;
                whole += c;
                continue;
            }
            auto const hyphenated = whole.size() > part.size();
            add(terms, std::exchange(part, {}));
            if (c == '-' || c == '.' || c == '@' || c == '_') {
                if (!whole.empty()) whole += c;
                continue;
            }
            while (!whole.empty() && !is_word_byte(whole.back())) whole.pop_back();
            if (hyphenated) add(terms, whole);
            whole.clear();
        }
    }
    return terms;
}

void keep_terms(db::Tx& tx, db::Tables const& tables, std::string_view table, CompanyId company, Uuid const& id,
    std::vector<std::string> const& terms)
{
    if (terms.empty()) return;
    auto sql = "INSERT INTO " + std::string(table) + " (company_id, term, id) VALUES (?, ?, ?)";
    for (std::size_t i = 1; i < terms.size(); ++i) sql += ", (?, ?, ?)";
    sql += " ON CONFLICT DO NOTHING";
    auto statement = tx.start(tables, sql);
    int at = 0;
    for (auto const& term : terms) {
        statement->lend_uuid(++at, company.uuid);
        statement->lend_text(++at, term);
        statement->lend_uuid(++at, id);
    }
    statement->perform();
}

SearchWords::SearchWords(std::string_view typed)
{
    constexpr std::size_t most = 5;
    std::string word;
    for (char raw : std::string(typed) + ' ') {
        if (raw != ' ' && raw != '\t') {
            word += raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw + 32) : raw;
            continue;
        }
        if (!word.empty() && words_.size() < most) words_.push_back(word);
        word.clear();
    }
    for (auto const& one : words_)
        if (one.size() > longest_.size()) longest_ = one;
}

bool SearchWords::all_begin_in(std::initializer_list<std::string_view> texts) const
{
    auto const terms = search_terms(texts);
    return std::ranges::all_of(words_, [&](std::string const& word) {
        return std::ranges::any_of(terms, [&](std::string const& term) { return term.starts_with(word); });
    });
}

} // namespace guildhall::http
