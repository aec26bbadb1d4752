// Metadata, bytes, picture and mesh of a file, for those who may see it. Documents are always saved, never shown
// inline: an HTML page in a PDF's clothes must not run in our origin.
#include "arrivals.hpp"
#include "audit/audit.hpp"
#include "companies/companies.hpp"
#include "direct_transfers.hpp"
#include "files/bulk_steps.hpp"
#include "files/disk_store.hpp"
#include "http/listing.hpp"
#include "share.hpp"
#include "upload.hpp"

namespace guildhall::files {
namespace {

db::Change<CompanyId, FileId> const delete_row{tables, "DELETE FROM file WHERE company_id = ? AND id = ?"};

http::Listing<File, FileView> const listing{
    {.tables = &tables,
        .table = "file",
        .filters = {"kind", "status", "access", "owner_id", "created_at", "size", "scan"},
        .orderings = {"created_at"},
        .default_ordering = "-created_at",
        .owner_column = "owner_id",
        .sees_all = Right::files_read,
        .shared_with_user = "SELECT file_id FROM file_share WHERE company_id = ? AND user_id = ?",
        .search_table = "file_term"},
    [](db::Tx& tx, Actor const& actor) { return [&tx, &actor](File&& file) { return view_for(tx, actor, file); }; }};

Outcome<DemoFiles, ListDemoFilesRefusal> list_demo_files(db::Tx& tx, Actor const& actor, ListDemoFiles const&)
{
    DemoFiles demo;
    for (auto const& file : demo_files(tx, actor.company_id)) demo.items.push_back(view_of(file));
    demo.total = static_cast<std::int64_t>(demo.items.size());
    return demo;
}

Outcome<Nothing, DeleteFileRefusal> delete_file(db::Tx& tx, Actor const& actor, ReadFile const& wish)
{
    auto const file = find_visible(tx, actor, wish.file_id);
    if (!file || !(actor.owns(file->owner_id) || actor.may(Right::files_manage)))
        return refuse(DeleteFileRefusal::file_not_found);
    // The bytes stay: quotes and orders were made from them.
    retain(tx, file->sha256);
    end_shares_of(tx, *file);
    delete_row(tx, actor.company_id, file->id);
    plans::count(tx, actor.company_id, actor.now, plans::Meter::storage_bytes, -file->size);
    remove_terms(tx, *file);
    audit::record(tx, actor,
        {"file.deleted", "file", file->id.uuid, R"({"file_name":)" + reflect::to_json(file->file_name) + "}", {}});
    publish(tx, actor, *file, "file.deleted");
    return Nothing{};
}

bulk::List files_to_change()
{
    bulk::List list{"files", "file_not_found", "file_name", {}};
    list.read = [](db::Tx& tx, Actor const& actor, Uuid const& id) -> std::optional<reflect::json::object> {
        auto const file = find_visible(tx, actor, FileId{id});
        if (!file) return std::nullopt;
        return reflect::json::object{{"file_name", file->file_name}};
    };
    bulk::list_rows(list, listing);
    return list;
}

// Of the whole company's pictures only this one is for everybody.
Outcome<http::Download, ReadLogoRefusal> read_logo(
    http::Work& work, Actor const& actor, ReadLogo const& wish, DiskStore& store)
{
    auto const file = work.read(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
        auto const company = companies::get_company(tx, actor.company_id);
        return company.logo_file_id ? find_file(tx, actor.company_id, FileId{*company.logo_file_id}) : std::nullopt;
    });
    if (!file || !has_pixels(file->kind) || hold_on({}, *file) != Hold::none)
        return refuse(ReadLogoRefusal::logo_not_found);
    if (wish.size && offers_size(wish.size->value))
        if (auto const small = store.thumbnail(file->sha256, wish.size->value)) return thumbnail_of(*file, *small);
    return http::Download{
        store.here(file->sha256), {}, content_type_of(file->kind), file->file_name, file->sha256, false};
}

} // namespace

std::string content_type_of(std::string_view kind)
{
    static constexpr std::pair<std::string_view, std::string_view> types[] = {{"stl", "model/stl"},
        {"step", "model/step"}, {"3mf", "model/3mf"}, {"pdf", "application/pdf"}, {"txt", "text/plain; charset=utf-8"},
        {"png", "image/png"}, {"jpeg", "image/jpeg"}, {"webp", "image/webp"}, {"gif", "image/gif"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"}};
    for (auto const& [name, type] : types)
        if (name == kind) return std::string(type);
    return "application/octet-stream";
}

void add_bulk_steps(http::Router& r, bulk::Steps& steps)
{
    steps.plain(r, files_to_change(), "delete", delete_file,
        {.summary = "Delete many files",
            .access = http::Access::signed_in,
            .example = R"({"filter":"kind=stl","dry_run":true})"});
}

void DiskStore::add_routes(http::Router& r)
{
    using http::Access;
    constexpr std::uint64_t upload_limit = 150u << 20;
    r.post("/api/v1/files",
        [this](http::Work& work, Actor const& actor, UploadFiles const& wish) {
            return prepare_files(work, actor, wish, *this, settings_.upload_patience);
        },
        upload_files,
        {.summary = "Upload files",
            .description =
                "Several multipart parts, or one file inside the JSON. Models are measured and pictured; what "
                "takes longer than `wait` seconds (0 to 30, also as a query parameter) comes back as "
                "`analyzing`, and GET of the file says when it is done. What a visitor sends is seen by his "
                "browser alone, if it has chosen a secret (cookie guildhall_visitor, 32 characters or more).",
            .access = Access::anyone,
            .success = 201,
            .rate = http::RateClass::anonymous_price,
            .body_limit = upload_limit,
            .uploads = true});
    r.list("/api/v1/files", listing,
        {.summary = "Files: one's own, or all for those who may",
            .description = "?shared_with_me=true asks for those that others share with the caller.",
            .access = Access::signed_in,
            .exports = true});
    r.get("/api/v1/files/demo", list_demo_files,
        {.summary = "Demo files",
            .description = "Parts to try everything with, for visitors too: price, picture and model work on them.",
            .access = Access::anyone});
    r.post("/api/v1/files/{file_id}/claim", prepare_claim, claim_file,
        {.summary = "Keep what this browser sent before somebody signed in", .needs = Right::files_create});
    r.get("/api/v1/files/{file_id}",
        [this](db::Tx& tx, Actor const& actor, ReadFile const& wish) -> Outcome<FileView, ReadFileRefusal> {
            auto const file = find_visible(tx, actor, wish.file_id);
            if (!file) return refuse(ReadFileRefusal::file_not_found);
            return live_view(tx, actor, *file);
        },
        {.summary = "What is known about a file",
            .description = "While it is being measured the status is `analyzing`; the event file.analyzed tells when "
                           "it is not any more.",
            .access = Access::anyone});
    r.remove("/api/v1/files/{file_id}", delete_file,
        {.summary = "Remove a file from the list", .needs = Right::files_create, .success = 204});
    r.work("GET", "/api/v1/files/{file_id}/content",
        [this](
            http::Work& work, Actor const& actor, ReadFile const& wish) -> Outcome<http::Download, ReadContentRefusal> {
            auto const file = work.read(
                db::Scope::of(actor.company_id), [&](db::Tx& tx) { return find_fetchable(tx, actor, wish.file_id); });
            if (!file) return std::unexpected(file.error());
            return http::Download{here(file->sha256), {}, content_type_of(file->kind), file->file_name, file->sha256};
        },
        {.summary = "The bytes of a file",
            .description =
                "Byte ranges are served. What waits for its virus scan only its owner gets, what is infected "
                "nobody.",
            .access = Access::anyone});
    add_derived_routes(r);
    add_share_routes(r);
    direct_->add_routes(r);
}

void DiskStore::add_derived_routes(http::Router& r)
{
    using http::Access;
    r.work("GET", "/api/v1/branding/logo",
        [this](
            http::Work& work, Actor const& actor, ReadLogo const& wish) { return read_logo(work, actor, wish, *this); },
        {.summary = "The company's logo",
            .description = "As it was sent, or with ?size= of 128, 400 or 1200 as WebP of that size.",
            .access = Access::anyone});
    add_thumbnail_route(r);
    r.work("GET", "/api/v1/files/{file_id}/preview.png",
        [this](http::Work& work, Actor const& actor,
            ReadPreview const& wish) -> Outcome<http::Download, ReadDerivedRefusal> {
            auto const file = work.read(
                db::Scope::of(actor.company_id), [&](db::Tx& tx) { return find_visible(tx, actor, wish.file_id); });
            if (!file) return refuse(ReadDerivedRefusal::file_not_found);
            auto const size = wish.size ? wish.size->value : 800;
            auto const path =
                file->analysis ? preview(file->sha256, size, wish.transparent.value_or(false)) : std::nullopt;
            if (!path) return refuse(ReadDerivedRefusal::preview_not_found, "There is no picture of this file.");
            return http::Download{
                *path, {}, "image/png", file->file_name + ".png", file->sha256 + "-" + std::to_string(size), false};
        },
        {.summary = "A picture of the model", .access = Access::anyone});
    r.work("GET", "/api/v1/files/{file_id}/model.glb",
        [this](
            http::Work& work, Actor const& actor, ReadModel const& wish) -> Outcome<http::Download, ReadModelRefusal> {
            auto const file = work.read(
                db::Scope::of(actor.company_id), [&](db::Tx& tx) { return find_visible(tx, actor, wish.file_id); });
            if (!file) return refuse(ReadModelRefusal::file_not_found);
            auto const path = file->analysis ? model(file->sha256, wish.detail == ModelDetail::low) : std::nullopt;
            if (!path) return refuse(ReadModelRefusal::model_not_found, "There is no mesh of this file.");
            return http::Download{
                *path, {}, "model/gltf-binary", file->file_name + ".glb", path->filename().string(), false};
        },
        {.summary = "The mesh for a browser viewer",
            .description = "Assemblies as a tree, with edges and findings as lines. Of models with more than 300,000 "
                           "triangles, detail=low gives a simplified one; of others, the same.",
            .access = Access::anyone});
}

} // namespace guildhall::files
