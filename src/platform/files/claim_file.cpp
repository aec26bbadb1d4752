// A visitor's file becomes the file of whoever signs in with the same browser.
#include "audit/audit.hpp"
#include "file.hpp"
#include "http/cookies.hpp"
#include "share.hpp"

namespace guildhall::files {
namespace {

db::Change<std::optional<UserId>, CompanyId, FileId> const give_to{
    tables, "UPDATE file SET owner_id = ?, version = version + 1 WHERE company_id = ? AND id = ?"};

} // namespace

Outcome<Claim, ClaimFileRefusal> prepare_claim(http::Work& work, Actor const&, ReadFile const& wish)
{
    return Claim{wish.file_id, http::visitor_of(work.request)};
}

Outcome<FileView, ClaimFileRefusal> claim_file(db::Tx& tx, Actor const& actor, Claim const& claim)
{
    auto file = find_file(tx, actor.company_id, claim.file_id);
    if (!file) return refuse(ClaimFileRefusal::file_not_found);
    if (actor.owns(file->owner_id)) return view_of(*file); // claimed before
    if (!claim.visitor || file->owner_id != claim.visitor) return refuse(ClaimFileRefusal::file_not_found);

    // From here on the file changes hands.
    auto const before = reflect::to_json(view_of(*file));
    file->owner_id = actor.user_id;
    ++file->version;
    give_to(tx, file->owner_id, actor.company_id, file->id);
    hand_over_shares(tx, *file);
    audit::record(tx, actor, {"file.claimed", "file", file->id.uuid, before, reflect::to_json(view_of(*file))});
    publish(tx, actor, *file, "file.claimed");
    return view_of(*file);
}

} // namespace guildhall::files
