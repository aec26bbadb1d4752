// Whoever sent an infected file, and the staff who see it, are told (PL-32).
#include "file.hpp"
#include "identity/identity.hpp"
#include <algorithm>

namespace guildhall::files {
namespace {

// A file without an owner was sent by somebody who had not signed in.
std::string visitor_in(std::string_view locale)
{
    if (locale.starts_with("ru")) return "Посетитель";
    if (locale.starts_with("kk")) return "Келуші";
    return "A visitor";
}

void tell_of_infection(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "file.infected") return;
    auto const file = find_file(tx, event.company_id, FileId{event.aggregate_id});
    if (!file) return; // removed meanwhile
    auto told = identity::users_with(tx, event.company_id, Right::files_read);
    std::optional<identity::User> owner;
    if (file->owner_id) owner = identity::find_user(tx, event.company_id, *file->owner_id);
    if (owner && owner->is_active && std::ranges::find(told, owner->id, &identity::User::id) == told.end())
        told.push_back(*owner);
    for (auto const& user : told) {
        notifications::Notice notice;
        notice.event = "file.infected";
        notice.to = identity::recipient_of(user);
        notice.values = {{"file_name", file->file_name}, {"virus", file->virus.value_or("")},
            {"sender", owner ? owner->full_name : visitor_in(user.locale)}};
        notice.link = "/files";
        notice.key = to_string(event.id);
        notifications::notify(tx, event.company_id, event.occurred_at, notice);
    }
}

} // namespace

void add_notices(jobs::Registry& registry) { registry.consume("files.notices", tell_of_infection); }

} // namespace guildhall::files
