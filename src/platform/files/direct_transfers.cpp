// Bytes by signed URLs: sent directly, and fetched by whoever has a link (PL-31).
#include "direct_transfers.hpp"
#include "arrivals.hpp"
#include "files/disk_store.hpp"
#include <fstream>

namespace guildhall::files {
namespace {

Actor on_behalf_of(Grant const& grant, Actor const& caller)
{
    auto actor = caller;
    actor.company_id = {grant.company};
    actor.user_id = grant.user;
    return actor;
}

std::unexpected<Refused<CompleteUploadRefusal>> as_completion_refusal(Refused<UploadRefusal> const& refused)
{
    auto const reason = reflect::enum_of<CompleteUploadRefusal>(reflect::word(refused.reason));
    check(reason.has_value(), "what may be wrong with a content is a refusal of its completion");
    return refuse(*reason, refused.detail, refused.pointer);
}

std::unexpected<Refused<ReadLinkRefusal>> as_link_refusal(Refused<ReadContentRefusal> const& refused)
{
    return refuse(reflect::enum_of<ReadLinkRefusal>(reflect::word(refused.reason)).value(), refused.detail);
}

std::string upload_key(UploadRow const& row)
{
    return "uploads/" + to_string(row.company_id.uuid) + "/" + to_string(row.id);
}

// One file, not larger than was announced.
std::optional<Refused<SendBytesRefusal>> misfit_of(std::vector<http::Upload> const& uploads, Grant const& grant)
{
    using enum SendBytesRefusal;
    auto const refused = [](SendBytesRefusal why, std::string detail) {
        return Refused<SendBytesRefusal>{why, std::move(detail), "/file", {}};
    };
    if (uploads.size() != 1) return refused(exactly_one_file, "Send a form with one part that is a file.");
    auto const& bytes = uploads.front().content;
    if (bytes.empty()) return refused(empty_file, "The file is empty.");
    if (std::cmp_greater(bytes.size(), grant.most_bytes))
        return refused(file_too_large, "Announced were " + std::to_string(grant.most_bytes) + " bytes.");
    return std::nullopt;
}

} // namespace

Outcome<DirectUpload, BeginUploadRefusal> DirectTransfers::begin(
    db::Tx& tx, Actor const& actor, BeginUpload const& wish) const
{
    using enum BeginUploadRefusal;
    auto const most = store_.rules_.most_bytes(wish.purpose);
    if (wish.size > most) return refuse(file_too_large, "At most " + megabytes(most) + " are taken.", "/size");
    if (auto const wait = files::wait_for_share(tx, actor, wish.size, store_.settings_.unclaimed_bytes))
        return refuse_for(*wait, too_many_uploads, "Too much was sent from here today that became no file.");
    if (auto const overrun = plans::room_for(tx, actor.company_id, actor.now, plans::Meter::storage_bytes, wish.size))
        return plans::refuse_over(plan_limit_reached, *overrun);

    // From here on it succeeds.
    auto const row = begin_upload(tx, actor, wish);
    Grant grant{GrantKind::upload, actor.company_id.uuid, row.id.uuid, row.owner_id, {}, row.size, {}};
    if (row.purpose) grant.purpose = reflect::word(*row.purpose);
    grant.expires_at = actor.now + sending_time;
    DirectUpload answer;
    answer.id = row.id;
    if (store_.bucket_) {
        answer.url = store_.bucket_->form_url();
        for (auto const& [name, value] :
            store_.bucket_->form_fields(upload_key(row), row.size, actor.now, sending_time))
            answer.fields.push_back({name, value});
    } else
        answer.url = "/api/v1/files/uploads/" + to_string(row.id) + "/bytes?token=" + signer_.sign(grant);
    answer.most_bytes = row.size;
    answer.expires_at = grant.expires_at;
    return answer;
}

Outcome<Nothing, SendBytesRefusal> DirectTransfers::take_bytes(
    http::Work& work, Actor const& caller, SendBytes const& wish)
{
    using enum SendBytesRefusal;
    auto const grant = signer_.read(wish.token ? wish.token->value : "", GrantKind::upload, wish.upload_id.uuid);
    if (!grant) return refuse(link_not_allowed, "The address is not one that was given out for this upload.");
    if (caller.now >= grant->expires_at) return refuse(expired_link_not_allowed, "Begin the upload anew.");
    if (auto refused = misfit_of(work.uploads, *grant)) return std::unexpected(*refused);
    auto const actor = on_behalf_of(*grant, caller);
    auto const scope = db::Scope::of(actor.company_id);
    auto const row = work.read(scope, [&](db::Tx& tx) { return find_upload(tx, actor.company_id, wish.upload_id); });
    if (!row) return refuse(link_not_allowed, "There is no such upload any more.");
    if (row->sha256) return refuse(already_received);
    auto const& bytes = work.uploads.front().content;
    if (auto const wait = store_.wait_for_share(actor, static_cast<std::int64_t>(bytes.size())))
        return refuse_for(*wait, too_many_uploads, "Too much was sent from here today that became no file.");
    auto const content = store_.keep(actor, row->file_name, bytes);
    bool is_first = false;
    store_.database_.write_now(
        scope, [&](db::Tx& tx) { return is_first = note_received(tx, actor, row->id, content.sha256), true; });
    if (!is_first) return refuse(already_received);
    return Nothing{};
}

std::optional<std::string> DirectTransfers::received_bytes(UploadRow const& row) const
{
    if (store_.bucket_) return store_.bucket_->get(upload_key(row), row.size);
    if (!row.sha256) return std::nullopt;
    std::ifstream file(store_.here(*row.sha256), std::ios::binary);
    if (!file) throw Unavailable("a stored file cannot be opened");
    return std::string((std::istreambuf_iterator<char>(file)), {});
}

Outcome<ReceivedUpload, CompleteUploadRefusal> DirectTransfers::prepare_completion(
    http::Work& work, Actor const& actor, CompleteUpload const& wish)
{
    using enum CompleteUploadRefusal;
    auto const row = work.read(
        db::Scope::of(actor.company_id), [&](db::Tx& tx) { return find_upload(tx, actor.company_id, wish.upload_id); });
    if (!row || row->owner_id != actor.user_id || actor.now >= row->created_at + arrival_time)
        return refuse(upload_not_found);
    if (row->file_id) return ReceivedUpload{*row, {}};
    auto const bytes = received_bytes(*row);
    if (!bytes) return refuse(upload_not_received, "The bytes have not come yet.");
    auto const kind = kind_of(*bytes);
    if (auto refused = misfit(store_.purposes().of(row->purpose, kind), clean_name(row->file_name), kind,
            static_cast<std::int64_t>(bytes->size())))
        return as_completion_refusal(*refused);
    auto content = store_.keep(actor, row->file_name, *bytes);
    if (auto refused = known_infection(content)) return as_completion_refusal(*refused);
    auto const wait = wish.wait ? std::chrono::seconds(wish.wait->value) : store_.settings_.upload_patience;
    await_findings(store_, content, std::chrono::steady_clock::now() + wait);
    return ReceivedUpload{*row, std::move(content)};
}

Outcome<FileLink, ReadLinkRefusal> DirectTransfers::make_link(
    db::Tx& tx, Actor const& actor, ReadFile const& wish) const
{
    auto const file = find_fetchable(tx, actor, wish.file_id);
    if (!file) return as_link_refusal(file.error());
    if (file->access != FileAccess::demo && !actor.owns(file->owner_id) && !actor.may(Right::files_read))
        return refuse(ReadLinkRefusal::passing_on_not_allowed, "Ask its owner to share it with others.");
    if (file->scan == ScanState::waiting) // his own, but the link may be for others
        return refuse(ReadLinkRefusal::file_not_scanned, "A link can be had once the file was scanned.");
    if (store_.bucket_)
        return FileLink{store_.bucket_->link(DiskStore::bucket_key(file->sha256), file->file_name,
                            content_type_of(file->kind), actor.now, link_time),
            actor.now + link_time};
    Grant const grant{
        GrantKind::download, actor.company_id.uuid, file->id.uuid, actor.user_id, {}, 0, actor.now + link_time};
    return FileLink{"/api/v1/files/" + to_string(file->id) + "/linked?token=" + signer_.sign(grant), grant.expires_at};
}

Outcome<http::Download, FollowLinkRefusal> DirectTransfers::follow_link(
    http::Work& work, Actor const& caller, FollowLink const& wish)
{
    using enum FollowLinkRefusal;
    auto const grant = signer_.read(wish.token ? wish.token->value : "", GrantKind::download, wish.file_id.uuid);
    if (!grant) return refuse(link_not_allowed, "The address is not one that was given out for this file.");
    if (caller.now >= grant->expires_at) return refuse(expired_link_not_allowed, "Ask for a new link.");
    CompanyId const company_id{grant->company};
    auto const file =
        work.read(db::Scope::of(company_id), [&](db::Tx& tx) { return find_file(tx, company_id, wish.file_id); });
    if (!file || hold_on({}, *file) != Hold::none) return refuse(file_not_found);
    return http::Download{store_.here(file->sha256), {}, content_type_of(file->kind), file->file_name, file->sha256};
}

void DirectTransfers::forget_uploads(Time before)
{
    auto const all = db::Scope::all_companies();
    for (;;) {
        auto const old = store_.database_.read_now(all, [&](db::Tx& tx) { return old_uploads(tx, before); });
        if (old.empty()) return;
        for (auto const& row : old) {
            if (store_.bucket_) store_.bucket_->remove(upload_key(row));
            store_.database_.write_now(
                db::Scope::of(row.company_id), [&](db::Tx& tx) { return forget_upload(tx, row), true; });
        }
    }
}

void DirectTransfers::add_routes(http::Router& r)
{
    using http::Access;
    r.get("/api/v1/files/rules",
        [this](db::Tx&, Actor const&, ReadUploadRules const&) -> Outcome<UploadRules, ReadUploadRulesRefusal> {
            return UploadRules{store_.settings_.direct_above, store_.rules_.all(), store_.scanner_ != nullptr};
        },
        {.summary = "Which files are taken",
            .description = "Kinds and sizes of each purpose, and from which size on files are better sent directly "
                           "(POST /files/uploads).",
            .access = Access::anyone});
    r.post("/api/v1/files/uploads",
        [this](db::Tx& tx, Actor const& actor, BeginUpload const& wish) { return begin(tx, actor, wish); },
        {.summary = "Begin to send a file directly",
            .description = "Answers where and how the bytes are sent: a form with `fields` and then the file, by POST "
                           "to `url`, within the hour. Then complete the upload.",
            .access = Access::anyone,
            .success = 201,
            .example = R"({"file_name":"bracket.step","size":48000000,"purpose":"model"})",
            .rate = http::RateClass::anonymous_price,
            .repeatable = true});
    r.work("POST", "/api/v1/files/uploads/{upload_id}/bytes",
        [this](http::Work& work, Actor const& caller, SendBytes const& wish) { return take_bytes(work, caller, wish); },
        {.summary = "The bytes of a direct upload",
            .description = "The address is signed: it takes one file of the size and purpose that was announced, "
                           "from whoever has it.",
            .access = Access::anyone,
            .success = 204,
            .body_limit = 151u << 20,
            .uploads = true,
            .repeatable = true});
    r.post("/api/v1/files/uploads/{upload_id}/complete",
        [this](http::Work& work, Actor const& actor, CompleteUpload const& wish) {
            return prepare_completion(work, actor, wish);
        },
        complete_upload,
        {.summary = "Make a file of a direct upload",
            .description = "Within a day. Completing again answers with the same file.",
            .access = Access::anyone,
            .success = 201});
    r.get("/api/v1/files/{file_id}/link",
        [this](db::Tx& tx, Actor const& actor, ReadFile const& wish) { return make_link(tx, actor, wish); },
        {.summary = "A link to the bytes that needs no sign-in",
            .description = "It is signed, good for this file alone, and expires after 15 minutes. Whoever only has "
                           "the file shared with him makes none.",
            .access = Access::anyone});
    r.work("GET", "/api/v1/files/{file_id}/linked",
        [this](
            http::Work& work, Actor const& caller, FollowLink const& wish) { return follow_link(work, caller, wish); },
        {.summary = "The bytes behind such a link", .access = Access::anyone});
}

} // namespace guildhall::files
