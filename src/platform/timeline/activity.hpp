#pragma once
// What happened in the company, as its people may see it (CR-40).
#include "note.hpp"

namespace guildhall::timeline {

struct ReadActivity {
    std::optional<Whole<1, 100>> limit;      // 30 by default
    std::optional<Uuid> cursor;              // next_cursor of the page before
    std::optional<Text<1, 40>> subject_kind; // only of such records
    std::optional<UserId> user_id;           // only what he did
};
BOOST_DESCRIBE_STRUCT(ReadActivity, (), (limit, cursor, subject_kind, user_id))

struct ActivityItem {
    Uuid id;
    Time at;
    std::string action; // "quote.approved"
    std::string by;     // a name; "system" when nobody did it
    std::optional<UserId> by_id;
    std::string subject_kind;
    Uuid subject_id;
    std::optional<std::string> title; // its number or name
    std::optional<std::string> text;  // of a note
    std::vector<FieldChange> changes; // those that matter most: state, total, carrier …
};
BOOST_DESCRIBE_STRUCT(ActivityItem, (), (id, at, action, by, by_id, subject_kind, subject_id, title, text, changes))

struct Activity {
    std::vector<ActivityItem> items; // the latest first
    std::optional<Uuid> next_cursor; // absent: there is nothing before
};
BOOST_DESCRIBE_STRUCT(Activity, (), (items, next_cursor))

BOOST_DEFINE_ENUM_CLASS(ReadActivityRefusal, unknown_subject_kind)
Outcome<Activity, ReadActivityRefusal> read_activity(db::Tx&, Actor const&, ReadActivity const&);

struct ReadColleagues {
    Text<1, 40> record_kind;                // quote | sales_order
    std::optional<Text<0, 100>> search;     // words that must all begin a word of the name
    std::optional<Whole<1, 100>> page_size; // 100 by default
};
BOOST_DESCRIBE_STRUCT(ReadColleagues, (), (record_kind, search, page_size))

struct Colleague {
    UserId id;
    std::string full_name;
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (id, full_name))

struct Colleagues {
    std::vector<Colleague> items; // by name
    std::int64_t total = 0;       // how many there are, whatever the page holds
};
BOOST_DESCRIBE_STRUCT(Colleagues, (), (items, total))

BOOST_DEFINE_ENUM_CLASS(ReadColleaguesRefusal, unknown_record_kind)
Outcome<Colleagues, ReadColleaguesRefusal> read_colleagues(db::Tx&, Actor const&, ReadColleagues const&);

} // namespace guildhall::timeline
