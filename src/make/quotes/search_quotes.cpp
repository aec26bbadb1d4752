// Finding quotes by the words of their numbers and customers.
#include "quote.hpp"

namespace guildhall::quotes {
namespace {

db::Select<QuoteId, CompanyId, std::string> const select_exact{
    tables, "id FROM quote_term WHERE company_id = ? AND term = ? ORDER BY id DESC LIMIT 20"};
db::Select<QuoteId, CompanyId, std::string, std::string> const select_beginning{
    tables, "id FROM quote_term WHERE company_id = ? AND term > ? AND term < ? ORDER BY term DESC, id DESC LIMIT 100"};
db::Select<QuoteRow, CompanyId, UserId> const select_own{
    tables, "FROM quote WHERE company_id = ? AND customer_id = ? ORDER BY created_at DESC LIMIT 200"};

bool fits(db::Tx& tx, QuoteRow const& row, http::SearchWords const& words)
{
    if (words.all_begin_in({row.number, row.customer_name, row.customer_email})) return true;
    auto const lines = lines_of(tx, row);
    return !lines.empty() &&
           words.all_begin_in({row.number, row.customer_name, row.customer_email, lines.front().file_name});
}

std::optional<std::string> picture_of(QuoteRow const& row)
{
    if (!row.first_file_id) return std::nullopt;
    return "/api/v1/files/" + to_string(*row.first_file_id) + "/preview.png";
}

} // namespace

std::vector<http::SearchHit> search(db::Tx& tx, Actor const& actor, http::SearchWords const& words, std::size_t most)
{
    std::vector<http::SearchHit> hits;
    auto const take = [&](QuoteRow const& row) {
        if (hits.size() >= most || !fits(tx, row, words)) return;
        if (std::ranges::find(hits, row.id.uuid, &http::SearchHit::id) != hits.end()) return;
        hits.push_back({row.id.uuid, row.number, row.customer_name,
            std::string(reflect::word(status_at(row, actor.now))), picture_of(row)});
    };
    if (!actor.may(Right::quotes_read)) {
        for (auto const& row : select_own(tx, actor.company_id, *actor.user_id)) take(row);
        return hits;
    }
    for (auto const& id : select_exact(tx, actor.company_id, words.longest()))
        if (auto const row = find_quote(tx, actor.company_id, id)) take(*row);
    for (auto const& id : select_beginning(tx, actor.company_id, words.longest(), words.end_of_longest())) {
        if (hits.size() >= most) break;
        if (auto const row = find_quote(tx, actor.company_id, id)) take(*row);
    }
    return hits;
}

} // namespace guildhall::quotes
