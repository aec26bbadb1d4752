#pragma once
// The use cases of files, and what they may refuse.
#include "db/queries.hpp"
#include "files/upload.hpp"
#include "jobs/registry.hpp"
#include <filesystem>

namespace guildhall::files {

inline db::Tables const tables{{"file", "content_analysis", "content_arrival", "retained_content", "file_term",
    "file_upload", "file_share", "infected_content"}};

// So long may bytes lie in the store without being anybody's file.
inline constexpr std::chrono::hours arrival_time{24};

// A rise makes every content be analysed anew.
inline constexpr std::int64_t engine_version = 2;

struct UploadFiles {
    std::optional<Text<1, 255>> file_name; // with content_base64: one file inside the JSON
    std::optional<std::string> content_base64;
    std::optional<Purpose> purpose;   // what it is for; a model or an attachment when absent
    std::optional<Whole<0, 30>> wait; // seconds to wait for the measures; a setting of the server when absent
};
BOOST_DESCRIBE_STRUCT(UploadFiles, (), (file_name, content_base64, purpose, wait))
struct PreparedFiles {
    std::vector<StoredContent> contents;
};
struct UploadedFiles {
    std::vector<FileView> items;
};
BOOST_DESCRIBE_STRUCT(UploadedFiles, (), (items))

// The job that finishes a file whose analysis took longer than its upload could wait.
struct AnalyzeFile {
    FileId file_id;
};
BOOST_DESCRIBE_STRUCT(AnalyzeFile, (), (file_id))
inline constexpr char const* analyze_job = "files.analyze";

// Names are for people only: no directories, no control characters, never empty, at most 255 characters.
std::string clean_name(std::string_view name);
std::string content_type_of(std::string_view kind);

// The job that has a file scanned for viruses, and tries again while the scanner is away.
struct ScanFile {
    FileId file_id;
};
BOOST_DESCRIBE_STRUCT(ScanFile, (), (file_id))
inline constexpr char const* scan_job = "files.scan";
// The job that has those files of a company scanned that were kept before there was a scanner; asked for if there are
// any.
inline constexpr char const* older_scans_job = "files.scan_older";
void ask_for_older_scans(db::Tx& tx, CompanyId company_id, Time now);
// Tells people of infected files, and of those that are shared with them.
void add_notices(jobs::Registry& registry);
// Writes what the scanner has said and tells of it: file.scanned, or file.infected. `virus` absent: clean.
void finish_scan(db::Tx& tx, Actor const& actor, FileId file_id, std::optional<std::string> const& virus);
bool is_known_infected(db::Tx& tx, std::string const& sha256);

// Whether this actor may have the bytes: what is infected nobody, what waits for its scan only its owner.
BOOST_DEFINE_ENUM_CLASS(Hold, none, file_not_scanned, infected_file)
Hold hold_on(Actor const& actor, File const& file);

// What consumers of "file.analyzed" learn.
struct FileAnalyzed {
    FileId file_id;
    std::string file_name;
    FileStatus status{};
    std::optional<UserId> owner_id;
};
BOOST_DESCRIBE_STRUCT(FileAnalyzed, (), (file_id, file_name, status, owner_id))

// Whoever asks: for jobs.
std::optional<File> find_file_of(db::Tx& tx, CompanyId company_id, FileId file_id);
// Writes what the analysis has come to and tells of it. Nothing happens to a file that is gone or finished already.
void finish_file(db::Tx& tx, Actor const& actor, FileId file_id, Findings const& findings);

struct ReadFile {
    FileId file_id;
};
BOOST_DESCRIBE_STRUCT(ReadFile, (), (file_id))
BOOST_DEFINE_ENUM_CLASS(ReadFileRefusal, file_not_found)

// The bytes themselves.
BOOST_DEFINE_ENUM_CLASS(ReadContentRefusal, file_not_found, file_not_scanned, infected_file_not_allowed)
// A link to them, which is for anybody: whoever only has the file shared with him makes none.
BOOST_DEFINE_ENUM_CLASS(
    ReadLinkRefusal, file_not_found, file_not_scanned, infected_file_not_allowed, passing_on_not_allowed)
// A visible file with nothing against giving it away.
Outcome<File, ReadContentRefusal> find_fetchable(db::Tx& tx, Actor const& actor, FileId file_id);

struct ListDemoFiles {};
BOOST_DESCRIBE_STRUCT(ListDemoFiles, (), ())
// A list like all others, of one page.
struct DemoFiles {
    std::vector<FileView> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t page_size = 24;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(DemoFiles, (), (items, total, page, page_size, next_cursor))
BOOST_DEFINE_ENUM_CLASS(ListDemoFilesRefusal)

struct ReadPreview {
    FileId file_id;
    std::optional<Whole<64, 2048>> size; // pixels of the longer side, 800 when absent
    std::optional<bool> transparent;
};
BOOST_DESCRIBE_STRUCT(ReadPreview, (), (file_id, size, transparent))

BOOST_DEFINE_ENUM_CLASS(ModelDetail, full, low)
struct ReadModel {
    FileId file_id;
    std::optional<ModelDetail> detail; // full when absent
};
BOOST_DESCRIBE_STRUCT(ReadModel, (), (file_id, detail))
BOOST_DEFINE_ENUM_CLASS(ReadDerivedRefusal, file_not_found, preview_not_found)
BOOST_DEFINE_ENUM_CLASS(ReadModelRefusal, file_not_found, model_not_found)

BOOST_DEFINE_ENUM_CLASS(DeleteFileRefusal, file_not_found)

struct ReadLogo {
    std::optional<Text<0, 64>> v; // makes another address of another logo
    std::optional<Whole<1, 10'000>> size;
};
BOOST_DESCRIBE_STRUCT(ReadLogo, (), (v, size))

// A picture made small, for lists.
struct ReadThumbnail {
    FileId file_id;
    std::optional<Whole<1, 10'000>> size; // 400 when absent
    std::optional<Text<0, 64>> v;         // the beginning of the file's sha256: the answer may be kept for good
};
BOOST_DESCRIBE_STRUCT(ReadThumbnail, (), (file_id, size, v))
BOOST_DEFINE_ENUM_CLASS(ReadThumbnailRefusal, file_not_found, file_not_scanned, infected_file_not_allowed,
    not_a_picture, size_not_offered, unreadable_picture, picture_too_large)
// Whether files of this kind can be made small.
bool has_pixels(std::string_view kind);
// How large they are made, in pixels of the longer side.
inline constexpr std::int64_t thumbnail_sizes[] = {128, 400, 1200};
bool offers_size(std::int64_t size);
http::Download thumbnail_of(File const& file, std::filesystem::path const& made);
BOOST_DEFINE_ENUM_CLASS(ReadLogoRefusal, logo_not_found)

// What the outbox hears of a file.
struct FileChanged {
    std::string file_name;
    std::string kind;
    std::optional<UserId> owner_id;
};
BOOST_DESCRIBE_STRUCT(FileChanged, (), (file_name, kind, owner_id))
// As this actor sees it: with who has shared it with him.
FileView view_for(db::Tx& tx, Actor const& actor, File const& file);
std::optional<File> find_file(db::Tx& tx, CompanyId company_id, FileId file_id);
void add_terms(db::Tx& tx, File const& file);
void remove_terms(db::Tx& tx, File const& file);
void publish(db::Tx& tx, Actor const& actor, File const& file, std::string_view what);

// Somebody who has signed in keeps what he sent as a visitor, from the same browser.
struct Claim {
    FileId file_id;
    std::optional<UserId> visitor;
};
BOOST_DEFINE_ENUM_CLASS(ClaimFileRefusal, file_not_found)
Outcome<Claim, ClaimFileRefusal> prepare_claim(http::Work& work, Actor const& actor, ReadFile const& wish);
Outcome<FileView, ClaimFileRefusal> claim_file(db::Tx& tx, Actor const& actor, Claim const& claim);

} // namespace guildhall::files
