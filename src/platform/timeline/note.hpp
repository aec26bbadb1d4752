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
};
BOOST_DESCRIBE_STRUCT(
    NoteRow, (), (company_id, record_id, id, record_kind, author_id, author_name, is_internal, text, created_at))

// The latest 500, newest first.
std::vector<NoteRow> notes_of(db::Tx& tx, CompanyId company_id, Uuid const& record_id);

} // namespace guildhall::timeline
