#include "jobs/outbox.hpp"
#include "note.hpp"

namespace guildhall::timeline {
namespace {

db::Insert<NoteRow> const insert_note{tables, "note"};
db::Select<NoteRow, CompanyId, Uuid> const select_notes{
    tables, "FROM note WHERE company_id = ? AND record_id = ? ORDER BY id DESC LIMIT 500"};

struct Noted {
    std::string number;
    std::optional<UserId> customer_id; // absent: an internal note, not for the customer's ears
};
BOOST_DESCRIBE_STRUCT(Noted, (), (number, customer_id))

} // namespace

std::vector<NoteRow> notes_of(db::Tx& tx, CompanyId company_id, Uuid const& record_id)
{
    return select_notes(tx, company_id, record_id);
}

Note add_note(db::Tx& tx, Actor const& actor, Record const& record, std::string const& text, bool is_internal)
{
    auto const author = identity::find_user(tx, actor.company_id, actor.user_id.value());
    check(author.has_value(), "who writes a note is signed in");
    NoteRow const row{actor.company_id, record.id, tx.new_id<NoteId>(), record.kind, author->id, author->full_name,
        is_internal, text, actor.now};
    insert_note(tx, row);
    auto const what = record.kind + ".noted";
    Note note{row.id, text, is_internal, author->full_name, author->id, actor.now};
    audit::record(tx, actor, {what, record.kind, record.id, {}, reflect::to_json(note)});
    jobs::publish(tx, actor, record.kind, record.id, what,
        Noted{record.number, is_internal ? std::nullopt : std::optional(record.customer_id)});
    return note;
}

} // namespace guildhall::timeline
