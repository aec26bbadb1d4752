// Finding files by the words of their names.
#include "share.hpp"

namespace guildhall::files {
namespace {

db::Change<CompanyId, std::string, FileId> const delete_term{
    tables, "DELETE FROM file_term WHERE company_id = ? AND term = ? AND id = ?"};
db::Select<FileId, CompanyId, std::string> const select_exact{
    tables, "id FROM file_term WHERE company_id = ? AND term = ? ORDER BY id DESC LIMIT 20"};
db::Select<FileId, CompanyId, std::string, std::string> const select_beginning{
    tables, "id FROM file_term WHERE company_id = ? AND term > ? AND term < ? ORDER BY term DESC, id DESC LIMIT 100"};
db::Select<File, CompanyId, UserId> const select_own{
    tables, "FROM file WHERE company_id = ? AND owner_id = ? ORDER BY created_at DESC LIMIT 200"};

} // namespace

void add_terms(db::Tx& tx, File const& file)
{
    http::keep_terms(tx, tables, "file_term", file.company_id, file.id.uuid, http::search_terms({file.file_name}));
}

void remove_terms(db::Tx& tx, File const& file)
{
    for (auto const& term : http::search_terms({file.file_name})) delete_term(tx, file.company_id, term, file.id);
}

std::vector<http::SearchHit> search(db::Tx& tx, Actor const& actor, http::SearchWords const& words, std::size_t most)
{
    std::vector<http::SearchHit> hits;
    auto const take = [&](File const& file) {
        if (hits.size() >= most || !words.all_begin_in({file.file_name})) return;
        if (std::ranges::find(hits, file.id.uuid, &http::SearchHit::id) != hits.end()) return;
        hits.push_back({file.id.uuid, file.file_name, file.kind, std::string(reflect::word(file.status)),
            view_of(file).preview_url});
    };
    if (!actor.may(Right::files_read)) {
        for (auto const& file : select_own(tx, actor.company_id, *actor.user_id)) take(file);
        for (auto const& file : files_shared_with(tx, actor.company_id, *actor.user_id)) take(file);
        return hits;
    }
    for (auto const& id : select_exact(tx, actor.company_id, words.longest()))
        if (auto const file = find_file(tx, actor.company_id, id)) take(*file);
    for (auto const& id : select_beginning(tx, actor.company_id, words.longest(), words.end_of_longest())) {
        if (hits.size() >= most) break;
        if (auto const file = find_file(tx, actor.company_id, id)) take(*file);
    }
    return hits;
}

} // namespace guildhall::files
