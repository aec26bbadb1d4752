#pragma once
// The story of one record, told from audit rows, notes and what its module adds.
#include "audit/audit.hpp"
#include "identity/identity.hpp"

namespace guildhall::timeline {

using NoteId = Id<struct NoteTag>;

// Which record, and who is asking.
struct Record {
    std::string kind; // of the audit row and the event, e.g. "quote"
    Uuid id;
    UserId customer_id;
    std::string number;
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
};
BOOST_DESCRIBE_STRUCT(TimelineItem, (), (kind, at, action, by, by_id, is_internal, text, changes, payment, file_id))

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
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, text, is_internal, by, by_id, created_at))
// Writes the note with its audit row and its event.
Note add_note(db::Tx& tx, Actor const& actor, Record const& record, std::string const& text, bool is_internal);

std::vector<db::Migration> migrations();

} // namespace guildhall::timeline
