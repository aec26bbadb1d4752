#pragma once
#include "db/queries.hpp"
#include "timeline/timeline.hpp"

namespace guildhall::timeline {

inline db::Tables const tables{{"note"}};

struct NoteRow {
    CompanyId company_id;
    Uuid record_id;
    NoteId id;
    std::string record_kind;
    UserId author_id;
    std::string author_name;
    bool is_internal = false;
    std::string text;
    Time created_at;
    std::vector<Mention> mentions;
};
BOOST_DESCRIBE_STRUCT(NoteRow, (),
    (company_id, record_id, id, record_kind, author_id, author_name, is_internal, text, created_at, mentions))

// The event of a note, `<kind>.noted`.
struct Noted {
    std::string number;
    std::optional<UserId> customer_id; // absent: an internal note, not for the customer's ears
    NoteId note_id;
    bool is_told = false; // its reader hears of it by another message
};
BOOST_DESCRIBE_STRUCT(Noted, (), (number, customer_id, note_id, is_told))

std::optional<NoteRow> find_note(db::Tx& tx, CompanyId company_id, Uuid const& record_id, NoteId id);

// The latest 500, newest first.
std::vector<NoteRow> notes_of(db::Tx& tx, CompanyId company_id, Uuid const& record_id);

// The members of a state that the audit log keeps; none when it has no state.
reflect::json::object object_of(std::optional<std::string> const& state);
// What became different, of the members that concern customers or, for staff, of nearly all.
std::vector<FieldChange> changes_between(audit::Entry const& entry, bool for_staff);

} // namespace guildhall::timeline
