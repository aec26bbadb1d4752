#pragma once
// Bytes that came but are nobody's file: who may send how many, and when they go again (PL-30).
#include "file.hpp"

namespace guildhall::files {

// Notes that these bytes are here, before they are written: whoever cleans up leaves them alone for a day.
void note_arrival(db::Tx& tx, Actor const& actor, std::string const& sha256, std::int64_t size);
// They have become a file of this actor.
void claim(db::Tx& tx, Actor const& actor, std::string const& sha256);
// The content outlives the file that is removed.
void retain(db::Tx& tx, std::string const& sha256);

// Seconds until this caller may send so many bytes that become nobody's file; nothing: now. All callers of a company
// share `most_bytes` a day; one visitor may take a tenth of it, a user half.
std::optional<std::int64_t> wait_for_share(db::Tx& tx, Actor const& actor, std::int64_t bytes, std::int64_t most_bytes);

// Contents that arrived before then, at most 500. Needs a transaction over all companies, like the next.
std::vector<std::string> old_arrivals(db::Tx& tx, Time before);
// Forgets the old arrivals of a content; true when it belongs to nothing and may be removed with its analysis, which is
// forgotten, too.
bool let_go(db::Tx& tx, std::string const& sha256, Time before);

} // namespace guildhall::files
