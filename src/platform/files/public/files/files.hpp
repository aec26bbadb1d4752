#pragma once
// Stored files: bytes by content hash, owners and access, and what is known about CAD files (PL-30, PL-33, MF-01,
// MF-04…07).
#include "geometry/analysis.hpp"
#include "http/router.hpp"
#include "http/search_terms.hpp"

namespace guildhall::files {

using FileId = Id<struct FileTag>;

BOOST_DEFINE_ENUM_CLASS(FileStatus, analyzing, ready, failed)
// private_: owner and staff. demo: everybody, visitors too.
BOOST_DEFINE_ENUM_CLASS(FileAccess, private_, demo)

// Why a file has no analysis.
struct FileProblem {
    std::string code;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(FileProblem, (), (code, message))

// One row of the file table: a name somebody gave to a content.
struct File {
    CompanyId company_id;
    FileId id;
    std::optional<UserId> owner_id; // absent: the company's own (demo files), or a visitor's
    FileAccess access = FileAccess::private_;
    std::string file_name;
    std::string kind; // stl | step | 3mf | pdf | …
    std::int64_t size = 0;
    std::string sha256;
    FileStatus status = FileStatus::analyzing;
    std::optional<FileProblem> problem;
    std::optional<geometry::Analysis> analysis; // of CAD files that are ready
    Time created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(File, (),
    (company_id, id, owner_id, access, file_name, kind, size, sha256, status, problem, analysis, created_at, version))

// What clients see.
struct FileView {
    FileId id;
    std::string file_name;
    std::string kind;
    std::int64_t size = 0;
    std::string sha256;
    FileStatus status = FileStatus::ready;
    std::optional<FileProblem> problem;
    std::optional<geometry::Analysis> analysis;
    std::optional<std::string> preview_url;
    std::optional<std::string> model_url;
    FileAccess access = FileAccess::private_;
    std::optional<UserId> owner_id;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(FileView, (),
    (id, file_name, kind, size, sha256, status, problem, analysis, preview_url, model_url, access, owner_id,
        created_at))
FileView view_of(File const& file);

// A file that comes inside a JSON body.
struct InlineFile {
    Text<1, 255> file_name;
    std::string content_base64;
};
BOOST_DESCRIBE_STRUCT(InlineFile, (), (file_name, content_base64))

// Bytes that are stored and judged, but not yet anybody's row.
struct StoredContent {
    std::string file_name; // cleaned: no directories, no control characters
    std::string kind;
    std::int64_t size = 0;
    std::string sha256;
    FileStatus status = FileStatus::analyzing;
    std::optional<FileProblem> problem;
    std::optional<geometry::Analysis> analysis;
};

// The file, when this actor may see it: own, demo, or with files_read. Nothing otherwise.
std::optional<File> find_visible(db::Tx& tx, Actor const& actor, FileId file_id);
// The company's demo files, at most 24.
std::vector<File> demo_files(db::Tx& tx, CompanyId company_id);
// Writes the row. Returns it.
File add_file(db::Tx& tx, Actor const& actor, StoredContent const& content, FileAccess access = FileAccess::private_);

// Whether that file may be a logo: a PNG or JPEG of the company's people.
bool is_picture(db::Tx& tx, Actor const& actor, Uuid const& file_id);

// What the palette finds: files whose names have words that begin like all of these.
std::vector<http::SearchHit> search(db::Tx& tx, Actor const& actor, http::SearchWords const& words, std::size_t most);

// Keeps bytes and analyses CAD files, in its own worker process. Thread-safe; blocks: for the work pool only.
class Store {
public:
    virtual ~Store() = default;
    // Stores the bytes and, for CAD kinds, analyses them (once per content). Nothing else is written.
    virtual StoredContent keep(std::string const& file_name, std::string_view bytes) = 0;
};

std::vector<db::Migration> migrations();

} // namespace guildhall::files
