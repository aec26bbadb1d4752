#pragma once
// The words of a record that `search=` and the palette find; modules keep them in a table (company_id, term, id) of
// their own.
#include "db/transaction.hpp"
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::http {

// Words of letters and digits (UTF-8 kept as it is, A–Z in lower case), each once, at most 24 of at most 40 bytes; a
// hyphenated number such as Q-2026-001 counts as a whole and by its parts.
std::vector<std::string> search_terms(std::initializer_list<std::string_view> texts);

// Keeps them for a record in the module's table, all in one statement; those that are there already stay.
void keep_terms(db::Tx& tx, db::Tables const& tables, std::string_view table, CompanyId company, Uuid const& id,
    std::vector<std::string> const& terms);

// What somebody types: every word must begin some word of the record.
class SearchWords {
public:
    // At most five words count, each in lower case.
    explicit SearchWords(std::string_view typed);
    bool empty() const { return words_.empty(); }
    // The word that says most, to be looked up: terms from it on, up to but without the end.
    std::string const& longest() const { return longest_; }
    std::string end_of_longest() const { return longest_ + "\xF4\x8F\xBF\xBF"; } // U+10FFFF: behind every continuation
    bool all_begin_in(std::initializer_list<std::string_view> texts) const;

private:
    std::vector<std::string> words_;
    std::string longest_;
};

// A record that was found.
struct SearchHit {
    Uuid id;
    std::string title;    // "Q-2026-001"
    std::string subtitle; // whose it is
    std::optional<std::string> status;
    std::optional<std::string> preview_url;
};

} // namespace guildhall::http
