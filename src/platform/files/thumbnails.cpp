// Pictures made small, by the analysis worker when somebody first looks (PL-32). What cannot be read costs that once.
#include "analysis/analyst.hpp"
#include "file.hpp"
#include "files/disk_store.hpp"
#include <fstream>

namespace guildhall::files {
namespace {

namespace fs = std::filesystem;

// A picture is read in a moment; one that takes longer was made to.
constexpr analysis::Allowance picture_allowance{
    .wall = std::chrono::seconds(15), .cpu = std::chrono::seconds(10), .memory_bytes = std::size_t{768} << 20};

std::optional<geometry::Failure> read_failure(fs::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::string const text((std::istreambuf_iterator<char>(file)), {});
    return db::stored_json<geometry::Failure>(text);
}

Outcome<http::Download, ReadThumbnailRefusal> refusal_for(geometry::Failure const& failure)
{
    using enum ReadThumbnailRefusal;
    using geometry::Defect;
    if (failure.defect == Defect::too_complex) return refuse(picture_too_large, failure.detail);
    if (failure.defect == Defect::memory_limit_exceeded || failure.defect == Defect::time_limit_exceeded)
        return refuse(picture_too_large, "The picture takes too much to read.");
    return refuse(unreadable_picture, failure.detail);
}

Outcome<http::Download, ReadThumbnailRefusal> read_thumbnail(
    http::Work& work, Actor const& actor, ReadThumbnail const& wish, DiskStore& store)
{
    using enum ReadThumbnailRefusal;
    auto const size = wish.size ? wish.size->value : 400;
    auto const file =
        work.read(db::Scope::of(actor.company_id), [&](db::Tx& tx) { return find_fetchable(tx, actor, wish.file_id); });
    if (!file) {
        auto const word = reflect::word(file.error().reason);
        return refuse(reflect::enum_of<ReadThumbnailRefusal>(word).value(), file.error().detail);
    }
    if (!has_pixels(file->kind)) return refuse(not_a_picture, "Only PNG, JPEG, WebP and GIF are made small.");
    if (!offers_size(size)) return refuse_allowing(size_not_offered, {"128", "400", "1200"});
    auto const made = store.thumbnail(file->sha256, size);
    if (!made) return refusal_for(made.error());
    return thumbnail_of(*file, *made);
}

} // namespace

bool has_pixels(std::string_view kind) { return kind == "png" || kind == "jpeg" || kind == "webp" || kind == "gif"; }

bool offers_size(std::int64_t size) { return std::ranges::find(thumbnail_sizes, size) != std::end(thumbnail_sizes); }

http::Download thumbnail_of(File const& file, fs::path const& made)
{
    // The name begins with the hash of what it was made of, and names the size.
    return {made.string(), {}, "image/webp", file.file_name + ".webp", made.filename().string(), false};
}

std::expected<fs::path, geometry::Failure> DiskStore::thumbnail(std::string const& sha256, std::int64_t size)
{
    using geometry::Defect;
    auto const path = derived_path(sha256, std::to_string(size) + ".webp");
    if (fs::exists(path)) return path;
    auto const verdict_path = derived_path(sha256, "unreadable.json");
    if (auto known = read_failure(verdict_path)) return std::unexpected(std::move(*known));
    auto made = analyst_.thumbnail(here(sha256), size, picture_allowance);
    if (!made) {
        // One whose process was ended with the program says nothing lasting.
        if (made.error().defect != Defect::analysis_crashed) keep_derived(verdict_path, reflect::to_json(made.error()));
        return std::unexpected(std::move(made.error()));
    }
    keep_derived(path, *made);
    return path;
}

void DiskStore::add_thumbnail_route(http::Router& r)
{
    r.work("GET", "/api/v1/files/{file_id}/thumbnail",
        [this](http::Work& work, Actor const& actor, ReadThumbnail const& wish) {
            return read_thumbnail(work, actor, wish, *this);
        },
        {.summary = "A picture made small",
            .description = "WebP of 128, 400 or 1200 pixels of the longer side, upright and without what the camera "
                           "wrote beside it; of PNG, JPEG, WebP and GIF. With ?v= and the beginning of the file's "
                           "sha256 (12 characters or more) it may be kept for good. Whoever gets the file gets it.",
            .access = http::Access::anyone});
}

} // namespace guildhall::files
