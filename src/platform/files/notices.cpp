// Whoever sent an infected file, and the staff who see it, are told (PL-32); and whom a file is shared with (MF-06).
#include "identity/identity.hpp"
#include "share.hpp"
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

// Of the same file a person is told once a day, however often it is shared with him and taken back.
void tell_of_share(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "file.shared" && event.name != "file.share_opened") return;
    auto const shared = event.payload_as<FileShared>();
    auto const user = shared.user_id ? identity::find_user(tx, event.company_id, *shared.user_id) : std::nullopt;
    if (!user || !user->is_active || user->id == shared.shared_by) return;
    auto const to_staff = identity::has_right(tx, *user, Right::files_read);
    notifications::Notice notice;
    notice.event = "file.shared";
    notice.to = identity::recipient_of(*user);
    notice.values = {
        {"file_name", shared.file_name}, {"sharer", sharer_name(tx, event.company_id, shared.shared_by, to_staff)}};
    notice.link = "/files?show=shared";
    notice.key = to_string(shared.file_id) + to_rfc3339(event.occurred_at).substr(0, 10);
    notifications::notify(tx, event.company_id, event.occurred_at, notice);
}

} // namespace

void add_notices(jobs::Registry& registry)
{
    registry.consume("files.notices", [](db::Tx& tx, jobs::Event const& event) {
        tell_of_infection(tx, event);
        tell_of_share(tx, event);
    });
}

} // namespace guildhall::files
