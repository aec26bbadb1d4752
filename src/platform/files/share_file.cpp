// Sharing a file with somebody by name: he reads and prices it, and neither removes it nor passes it on.
#include "audit/audit.hpp"
#include "http/listing.hpp"
#include "identity/identity.hpp"
#include "jobs/outbox.hpp"
#include "share.hpp"

namespace guildhall::files {
namespace {

db::Insert<ShareRow> const insert_share{tables, "file_share"};
db::Find<ShareRow, CompanyId, FileShareId> const find_share{tables, "FROM file_share WHERE company_id = ? AND id = ?"};
db::Find<ShareRow, CompanyId, FileId, std::string> const find_share_of_email{
    tables, "FROM file_share WHERE company_id = ? AND file_id = ? AND email = ?"};
db::Find<ShareRow, CompanyId, UserId, FileId> const find_share_of_user{
    tables, "FROM file_share WHERE company_id = ? AND user_id = ? AND file_id = ?"};
db::Find<std::int64_t, CompanyId, FileId> const count_shares{
    tables, "COUNT(*) FROM file_share WHERE company_id = ? AND file_id = ?"};
db::Select<Time, CompanyId, UserId, Time> const select_recent{tables,
    "created_at FROM file_share WHERE company_id = ? AND shared_by = ? AND created_at > ? ORDER BY created_at LIMIT "
    "100"};
db::Select<ShareRow, CompanyId, std::string> const select_waiting{tables,
    "FROM file_share WHERE company_id = ? AND email = ? AND user_id IS NULL ORDER BY created_at DESC LIMIT 500"};
db::Select<File, CompanyId, CompanyId, UserId> const select_shared_with{tables,
    "FROM file WHERE company_id = ? AND id IN (SELECT file_id FROM file_share WHERE company_id = ? AND user_id = ?) "
    "ORDER BY created_at DESC LIMIT 200"};
db::Change<std::optional<UserId>, CompanyId, FileShareId> const put_user{
    tables, "UPDATE file_share SET user_id = ? WHERE company_id = ? AND id = ?"};
db::Change<std::optional<UserId>, CompanyId, FileId> const put_owner{
    tables, "UPDATE file_share SET owner_id = ? WHERE company_id = ? AND file_id = ?"};
db::Change<CompanyId, FileShareId> const delete_share{tables, "DELETE FROM file_share WHERE company_id = ? AND id = ?"};
db::Change<CompanyId, FileId> const delete_shares{
    tables, "DELETE FROM file_share WHERE company_id = ? AND file_id = ?"};

bool is_staff(Actor const& actor) { return actor.may(Right::files_read); }

FileShare view_of_share(db::Tx& tx, ShareRow const& row, bool to_staff)
{
    return {row.id, row.file_id, row.email, sharer_name(tx, row.company_id, row.shared_by, to_staff), row.created_at};
}

http::Listing<ShareRow, FileShare> const share_listing{{.tables = &tables,
                                                           .table = "file_share",
                                                           .filters = {"file_id", "email", "created_at"},
                                                           .orderings = {"created_at"},
                                                           .default_ordering = "-created_at",
                                                           .owner_column = "owner_id",
                                                           .sees_all = Right::files_read},
    [](db::Tx& tx, Actor const& actor) {
        return [&tx, to_staff = is_staff(actor)](ShareRow&& row) { return view_of_share(tx, row, to_staff); };
    }};

void tell(db::Tx& tx, Actor const& actor, std::string_view what, ShareRow const& share, File const& file)
{
    audit::Change change{std::string(what), "file", file.id.uuid, {}, {}};
    auto& state = what == "file.unshared" ? change.before : change.after;
    state =
        R"({"file_name":)" + reflect::to_json(file.file_name) + R"(,"email":)" + reflect::to_json(share.email) + "}";
    audit::record(tx, actor, change);
    jobs::publish(tx, actor, "file_share", share.id, what,
        FileShared{file.id, file.file_name, share.email, share.user_id, share.shared_by});
}

// Seconds until this person may share once more.
std::optional<std::int64_t> wait_to_share(db::Tx& tx, Actor const& actor)
{
    constexpr std::chrono::hours day{24};
    auto const recent = select_recent(tx, actor.company_id, *actor.user_id, actor.now - day);
    if (std::cmp_less(recent.size(), most_shares_of_day)) return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(recent.front() + day - actor.now).count();
}

} // namespace

Outcome<FileShare, ShareFileRefusal> share_file(db::Tx& tx, Actor const& actor, ShareFile const& wish)
{
    using enum ShareFileRefusal;
    auto const file = find_visible(tx, actor, wish.file_id);
    if (!file) return refuse(file_not_found);
    if (!actor.owns(file->owner_id) && !actor.may(Right::files_manage))
        return refuse(sharing_not_allowed, "Only its owner, and staff, share a file.");
    if (file->access == FileAccess::demo) return refuse(open_to_everybody, "Everybody sees the demo files.");
    if (file->scan == ScanState::infected)
        return refuse(infected_file_not_allowed, "A virus was found in this file; nobody gets it.");
    auto const person = identity::find_user_by_email(tx, actor.company_id, wish.email.value);
    if (person && person->id == file->owner_id)
        return refuse(already_owner, "The file is this person's own.", "/email");
    if (auto const known = find_share_of_email(tx, actor.company_id, file->id, wish.email.value))
        return view_of_share(tx, *known, is_staff(actor));
    if (count_shares(tx, actor.company_id, file->id).value_or(0) >= most_shares_of_file)
        return refuse(too_many_shares, "A file is shared with at most 50 people.");
    if (auto const wait = wait_to_share(tx, actor))
        return refuse_for(*wait, too_many_requests, "A hundred shares a day are enough.");

    // From here on it succeeds. Whoever has not confirmed an address might have taken somebody else's.
    auto const confirmed = person && person->email_verified_at ? std::optional(person->id) : std::nullopt;
    ShareRow const share{actor.company_id, tx.new_id<FileShareId>(), file->id, file->owner_id, wish.email.value,
        confirmed, *actor.user_id, actor.now};
    insert_share(tx, share);
    tell(tx, actor, "file.shared", share, *file);
    return view_of_share(tx, share, is_staff(actor));
}

Outcome<Nothing, EndShareRefusal> end_share(db::Tx& tx, Actor const& actor, SharePath const& wish)
{
    auto const share = find_share(tx, actor.company_id, wish.file_share_id);
    if (!share || !(actor.owns(share->owner_id) || actor.owns(share->user_id) || actor.may(Right::files_manage)))
        return refuse(EndShareRefusal::file_share_not_found);
    auto const file = find_file(tx, actor.company_id, share->file_id);
    check(file.has_value(), "shares go with their file");
    delete_share(tx, actor.company_id, share->id);
    tell(tx, actor, "file.unshared", *share, *file);
    return Nothing{};
}

bool is_shared_with(db::Tx& tx, Actor const& actor, FileId file_id)
{
    if (!actor.user_id || actor.api_key_id) return false;
    return find_share_of_user(tx, actor.company_id, *actor.user_id, file_id).has_value();
}

std::optional<ReceivedShare> received_share(db::Tx& tx, Actor const& actor, File const& file)
{
    if (!actor.user_id || actor.api_key_id || actor.owns(file.owner_id)) return std::nullopt;
    auto const share = find_share_of_user(tx, actor.company_id, *actor.user_id, file.id);
    if (!share) return std::nullopt;
    return ReceivedShare{
        share->id, sharer_name(tx, actor.company_id, share->shared_by, is_staff(actor)), share->created_at};
}

std::vector<File> files_shared_with(db::Tx& tx, CompanyId company_id, UserId user_id)
{
    return select_shared_with(tx, company_id, company_id, user_id);
}

void end_shares_of(db::Tx& tx, File const& file) { delete_shares(tx, file.company_id, file.id); }

void hand_over_shares(db::Tx& tx, File const& file) { put_owner(tx, file.owner_id, file.company_id, file.id); }

void open_waiting_shares(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "user.changed" && event.name != "user.created") return;
    auto const user = identity::find_user(tx, event.company_id, UserId{event.aggregate_id});
    if (!user || !user->email_verified_at) return;
    Actor actor;
    actor.company_id = event.company_id;
    actor.user_id = user->id;
    actor.now = event.occurred_at;
    for (auto& share : select_waiting(tx, event.company_id, user->email)) {
        auto const file = find_file(tx, event.company_id, share.file_id);
        check(file.has_value(), "shares go with their file");
        share.user_id = user->id;
        put_user(tx, share.user_id, event.company_id, share.id);
        tell(tx, actor, "file.share_opened", share, *file);
    }
}

std::string sharer_name(db::Tx& tx, CompanyId company_id, UserId sharer, bool to_staff)
{
    auto const user = identity::find_user(tx, company_id, sharer);
    check(user.has_value(), "whoever shared a file has an account");
    if (to_staff || user->role == Role::customer) return user->full_name;
    return companies::get_company(tx, company_id).name.value;
}

void add_share_routes(http::Router& r)
{
    r.list("/api/v1/file-shares", share_listing,
        {.summary = "With whom one's files are shared; for staff, all files",
            .description = "?file_id= asks for those of one file.",
            .access = http::Access::signed_in});
    r.post("/api/v1/files/{file_id}/shares", share_file,
        {.summary = "Share a file with somebody",
            .description = "By e-mail address. The answer is the same whether anybody has an account with it: who has, "
                           "and has confirmed the address, reads, fetches and prices the file from now on and is told; "
                           "anybody else does once he has confirmed it. He can neither remove the file nor share it "
                           "or make links. Sharing again answers with the same share.",
            .needs = Right::files_create,
            .success = 201,
            .example = R"({"email":"ben@example.com"})"});
    r.remove("/api/v1/file-shares/{file_share_id}", end_share,
        {.summary = "Take a share back, or leave it",
            .description = "The owner and staff take it back; whom the file was shared with leaves it.",
            .access = http::Access::signed_in,
            .success = 204});
}

} // namespace guildhall::files
