// Files arrive as multipart parts or inside JSON; they are stored and analysed before the row is written.
#include "crypto/crypto.hpp"
#include "upload.hpp"

namespace guildhall::files {
namespace {

constexpr std::size_t most_files = 50;

std::string joined(std::vector<std::string> const& kinds)
{
    std::string text;
    for (auto kind : kinds) {
        for (char& c : kind) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        text += (text.empty() ? "" : ", ") + kind;
    }
    return text;
}

} // namespace

PurposeRules const& Store::purposes() const
{
    static PurposeRules const usual;
    return usual;
}

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

std::optional<Refused<UploadRefusal>> misfit(
    PurposeRule const& rule, std::string const& name, std::string const& kind, std::int64_t size)
{
    if (std::ranges::find(rule.kinds, kind) == rule.kinds.end())
        return Refused<UploadRefusal>{UploadRefusal::unsupported_kind,
            "\"" + name + "\" is none of " + joined(rule.kinds) + ", whatever its name says.", "/file", {}};
    if (size > rule.most_bytes)
        return Refused<UploadRefusal>{UploadRefusal::file_too_large,
            "\"" + name + "\" is larger than " + megabytes(rule.most_bytes) + ".", "/file", {}};
    return std::nullopt;
}

std::optional<Refused<UploadRefusal>> known_infection(StoredContent const& content)
{
    if (content.scan != ScanState::infected) return std::nullopt;
    return Refused<UploadRefusal>{UploadRefusal::infected_file,
        "A virus was found in \"" + content.file_name + "\" before; it is not taken.", "/file", {}};
}

std::expected<std::vector<StoredContent>, Refused<UploadRefusal>> keep_all(Store& store, Actor const& actor,
    std::vector<RawFile> const& files, Store::Deadline deadline, std::optional<Purpose> purpose)
{
    std::vector<StoredContent> contents;
    for (auto const& file : files) {
        auto const kind = kind_of(file.bytes);
        // Asked before anything is stored.
        if (auto refused = misfit(store.purposes().of(purpose, kind), clean_name(file.name), kind,
                static_cast<std::int64_t>(file.bytes.size())))
            return std::unexpected(*refused);
        contents.push_back(store.keep(actor, file.name, file.bytes));
        if (auto refused = known_infection(contents.back())) return std::unexpected(*refused);
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
    auto contents = keep_all(store, actor, *files, std::chrono::steady_clock::now() + wait, wish.purpose);
    if (!contents) return std::unexpected(contents.error());
    return PreparedFiles{std::move(*contents)};
}

Outcome<UploadedFiles, UploadRefusal> upload_files(db::Tx& tx, Actor const& actor, PreparedFiles const& prepared)
{
    if (auto const overrun = no_storage(tx, actor, prepared.contents))
        return plans::refuse_over(UploadRefusal::plan_limit_reached, *overrun);
    UploadedFiles uploaded;
    for (auto const& content : prepared.contents) uploaded.items.push_back(view_of(add_file(tx, actor, content)));
    return uploaded;
}

} // namespace guildhall::files
