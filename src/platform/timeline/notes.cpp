#include "jobs/outbox.hpp"
#include "note.hpp"

namespace guildhall::timeline {
namespace {

db::Insert<NoteRow> const insert_note{tables, "note"};
db::Select<NoteRow, CompanyId, Uuid> const select_notes{
    tables, "FROM note WHERE company_id = ? AND record_id = ? ORDER BY id DESC LIMIT 500"};
db::Find<NoteRow, CompanyId, Uuid, NoteId> const select_note{
    tables, "FROM note WHERE company_id = ? AND record_id = ? AND id = ?"};

} // namespace

std::vector<NoteRow> notes_of(db::Tx& tx, CompanyId company_id, Uuid const& record_id)
{
    return select_notes(tx, company_id, record_id);
}

std::optional<NoteRow> find_note(db::Tx& tx, CompanyId company_id, Uuid const& record_id, NoteId id)
{
    return select_note(tx, company_id, record_id, id);
}

Note add_note(db::Tx& tx, Actor const& actor, Record const& record, NewNote const& note)
{
    auto const author = identity::find_user(tx, actor.company_id, actor.user_id.value());
    check(author.has_value(), "who writes a note is signed in");
    NoteRow const row{actor.company_id, record.id, tx.new_id<NoteId>(), record.kind, author->id, author->full_name,
        note.is_internal, note.text, actor.now, note.mentions};
    insert_note(tx, row);
    auto const what = record.kind + ".noted";
    Note written{row.id, note.text, note.is_internal, author->full_name, author->id, actor.now, note.mentions};
    audit::record(tx, actor, {what, record.kind, record.id, {}, reflect::to_json(written)});
    jobs::publish(tx, actor, record.kind, record.id, what,
        Noted{
            record.number, note.is_internal ? std::nullopt : std::optional(record.customer_id), row.id, note.is_told});
    return written;
}

Outcome<Note, NoteRefusal> write_note(db::Tx& tx, Actor const& actor, Record const& record, NoteWish const& wish)
{
    using enum NoteRefusal;
    NewNote note{wish.text, wish.is_internal.value_or(false)};
    if (note.is_internal && !record.for_staff)
        return refuse(internal_note_not_allowed, "Internal notes are for the company's people.");
    auto const mentioned = wish.mentions.value_or(Mentioned{}).items;
    // The customer is not told who works here.
    if (!mentioned.empty() && !note.is_internal)
        return refuse(mentions_need_internal_note, "Colleagues are mentioned in internal notes.", "/mentions");
    for (std::size_t i = 0; i < mentioned.size(); ++i) {
        auto const user = identity::find_user(tx, actor.company_id, mentioned[i]);
        if (!user || !identity::has_right(tx, *user, record.read))
            return refuse(
                mentioned_user_not_found, "Nobody with this id may read the record.", "/mentions/" + std::to_string(i));
        note.mentions.push_back({user->id, user->full_name});
    }
    return add_note(tx, actor, record, note);
}

} // namespace guildhall::timeline
