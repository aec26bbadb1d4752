#pragma once
// The story of one record, told from audit rows, notes and what its module adds.
#include "audit/audit.hpp"
#include "identity/identity.hpp"
#include "jobs/registry.hpp"

namespace guildhall::timeline {

using NoteId = Id<struct NoteTag>;

// Which record, and who is asking.
struct Record {
    std::string kind; // of the audit row and the event, e.g. "quote"
    Uuid id;
    UserId customer_id;
    std::string number;
    Right read{};           // what staff need to see it
    bool for_staff = false; // the actor may see what the company keeps to itself
};

BOOST_DEFINE_ENUM_CLASS(TimelineKind, change, note, payment, file)

struct FieldChange {
    std::string field;
    std::optional<std::string> before; // as text; absent: there was nothing
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, before, after))

struct PaymentShown {
    std::string kind; // payment | refund
    Currency currency;
    Money amount;
    std::string method;
    std::optional<std::string> transaction_id;
};
BOOST_DESCRIBE_STRUCT(PaymentShown, (), (kind, currency, amount, method, transaction_id))

// A colleague whose attention a note asks for.
struct Mention {
    UserId user_id;
    std::string full_name; // as the note has it, behind an @
};
BOOST_DESCRIBE_STRUCT(Mention, (), (user_id, full_name))

struct TimelineItem {
    TimelineKind kind = TimelineKind::change;
    Time at;
    std::string action; // "quote.approved", "note.added"
    std::string by;     // a name; "staff" to customers, "system" when nobody did it
    std::optional<UserId> by_id;
    bool is_internal = false;
    std::optional<std::string> text;
    std::vector<FieldChange> changes;
    std::optional<PaymentShown> payment;
    std::optional<Uuid> file_id;
    std::vector<Mention> mentions = {};
};
BOOST_DESCRIBE_STRUCT(
    TimelineItem, (), (kind, at, action, by, by_id, is_internal, text, changes, payment, file_id, mentions))

struct Timeline {
    std::vector<TimelineItem> items; // oldest first, at most the latest 500 of each kind
};
BOOST_DESCRIBE_STRUCT(Timeline, (), (items))

// Changes and notes; `more` is what the record's module knows besides.
Timeline tell(db::Tx& tx, Actor const& actor, Record const& record, std::vector<TimelineItem> more = {});
// The name under which this reader sees that user.
std::string name_for(db::Tx& tx, Actor const& actor, Record const& record, std::optional<UserId> const& user);

struct Note {
    NoteId id;
    std::string text;
    bool is_internal = false;
    std::string by;
    UserId by_id;
    Time created_at;
    std::vector<Mention> mentions;
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, text, is_internal, by, by_id, created_at, mentions))

inline constexpr std::size_t most_mentions = 20;
using Mentioned = Few<UserId, most_mentions>;

struct NewNote {
    std::string text;
    bool is_internal = false;
    std::vector<Mention> mentions = {};
    bool is_told = false; // its reader hears of it by another message
};
// Writes the note with its audit row and its event.
Note add_note(db::Tx& tx, Actor const& actor, Record const& record, NewNote const& note);

// What people may not do with notes. The modules of records have these words among their own refusals.
BOOST_DEFINE_ENUM_CLASS(NoteRefusal, internal_note_not_allowed, mentions_need_internal_note, mentioned_user_not_found)
struct NoteWish {
    std::string text;
    std::optional<bool> is_internal;
    std::optional<Mentioned> mentions; // colleagues who may read the record
};
Outcome<Note, NoteRefusal> write_note(db::Tx& tx, Actor const& actor, Record const& record, NoteWish const& wish);

// The same with the words of a module, which has others besides.
template <class Refusal>
Outcome<Note, Refusal> write_note_for(db::Tx& tx, Actor const& actor, Record const& record, NoteWish const& wish)
{
    auto note = write_note(tx, actor, record, wish);
    if (note) return *std::move(note);
    auto const as_its_own = [&](Refusal reason) {
        return refuse(reason, std::move(note.error().detail), std::move(note.error().pointer));
    };
    switch (note.error().reason) {
    case NoteRefusal::internal_note_not_allowed: return as_its_own(Refusal::internal_note_not_allowed);
    case NoteRefusal::mentions_need_internal_note: return as_its_own(Refusal::mentions_need_internal_note);
    case NoteRefusal::mentioned_user_not_found: return as_its_own(Refusal::mentioned_user_not_found);
    }
    throw Bug("a refusal of notes has no word");
}

std::vector<db::Migration> migrations();
void add_routes(http::Router& routes);
// Tells colleagues who are mentioned, and customer and staff of what they write to each other.
void add_notices(jobs::Registry& registry);

} // namespace guildhall::timeline
