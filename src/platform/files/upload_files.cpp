// Files arrive as multipart parts or inside JSON; they are stored and analysed before the row is written.
#include "crypto/crypto.hpp"
#include "upload.hpp"

namespace guildhall::files {
namespace {

constexpr std::size_t most_files = 50;

// What may be kept at all: models and the documents of MF-01.
bool is_accepted(std::string_view kind)
{
    static constexpr std::string_view accepted[] = {
        "stl", "step", "3mf", "pdf", "docx", "xlsx", "pptx", "dwg", "dxf", "txt", "png", "jpeg"};
    return std::ranges::find(accepted, kind) != std::end(accepted);
}

} // namespace

std::expected<std::vector<RawFile>, Refused<UploadRefusal>> take_files(
    http::Work& work, std::optional<InlineFile> const& inside_json)
{
    using enum UploadRefusal;
    std::vector<RawFile> files;
    for (auto& upload : work.uploads) files.push_back({upload.file_name, std::move(upload.content)});
    if (inside_json) {
        auto bytes = crypto::from_base64(inside_json->content_base64);
        if (!bytes) return refuse(malformed_base64, "Is not base64.", "/content_base64");
        files.push_back({inside_json->file_name.value, std::move(*bytes)});
    }
    if (files.size() > most_files) return refuse(too_many_files, "Send at most 50 files at once.", "/file");
    for (auto const& file : files)
        if (file.bytes.empty()) return refuse(empty_file, "\"" + file.name + "\" is empty.", "/file");
    return files;
}

std::expected<std::vector<StoredContent>, Refused<UploadRefusal>> keep_all(
    Store& store, Actor const& actor, std::vector<RawFile> const& files, Store::Deadline deadline)
{
    std::vector<StoredContent> contents;
    for (auto const& file : files) {
        auto content = store.keep(actor, file.name, file.bytes);
        if (!is_accepted(content.kind))
            return refuse(UploadRefusal::unsupported_kind,
                "\"" + content.file_name +
                    "\" is none of STL, STEP, 3MF, PDF, TXT, DOCX, XLSX, PPTX, DWG, DXF, PNG, JPEG, whatever its name "
                    "says.",
                "/file");
        contents.push_back(std::move(content));
    }
    for (auto& content : contents) await_findings(store, content, deadline);
    return contents;
}

Outcome<PreparedFiles, UploadRefusal> prepare_files(
    http::Work& work, Actor const& actor, UploadFiles const& wish, Store& store, std::chrono::milliseconds patience)
{
    using enum UploadRefusal;
    std::optional<InlineFile> inside_json;
    if (wish.content_base64)
        inside_json = InlineFile{wish.file_name.value_or(Text<1, 255>{"file"}), *wish.content_base64};
    auto files = take_files(work, inside_json);
    if (!files) return std::unexpected(files.error());
    if (files->empty())
        return refuse(no_file, "Send a multipart part with a file, or file_name and content_base64.", "/file");
    auto const wait = wish.wait ? std::chrono::seconds(wish.wait->value) : patience;
    auto contents = keep_all(store, actor, *files, std::chrono::steady_clock::now() + wait);
    if (!contents) return std::unexpected(contents.error());
    return PreparedFiles{std::move(*contents)};
}

Outcome<UploadedFiles, UploadRefusal> upload_files(db::Tx& tx, Actor const& actor, PreparedFiles const& prepared)
{
    UploadedFiles uploaded;
    for (auto const& content : prepared.contents) uploaded.items.push_back(view_of(add_file(tx, actor, content)));
    return uploaded;
}

} // namespace guildhall::files
