#pragma once
// Stored files: bytes by content hash, owners and access, and what is known about CAD files (PL-30, PL-33, MF-01,
// MF-04…07).
#include "files/purposes.hpp"
#include "geometry/analysis.hpp"
#include "http/router.hpp"
#include "http/search_terms.hpp"
#include "plans/plans.hpp"

namespace guildhall::files {

using FileId = Id<struct FileTag>;
using FileShareId = Id<struct FileShareTag>;

BOOST_DEFINE_ENUM_CLASS(FileStatus, analyzing, ready, failed)
// Of the virus scanner (PL-32). not_scanned: the server has none. Until it is clean, nobody but the owner gets the
// bytes.
BOOST_DEFINE_ENUM_CLASS(ScanState, not_scanned, waiting, clean, infected)
// private_: owner, staff and whom it is shared with. demo: everybody, visitors too.
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
    ScanState scan = ScanState::not_scanned;
    std::optional<std::string> virus; // what the scanner calls it
};
BOOST_DESCRIBE_STRUCT(File, (),
    (company_id, id, owner_id, access, file_name, kind, size, sha256, status, problem, analysis, created_at, version,
        scan, virus))

// How somebody has come to a file that is not his own.
struct ReceivedShare {
    FileShareId share_id;
    std::string by; // a name; the company's when customers are told of its people
    Time at;
};
BOOST_DESCRIBE_STRUCT(ReceivedShare, (), (share_id, by, at))

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
    std::optional<std::int64_t> progress; // of the analysis, per cent, while it goes on
    std::optional<std::string> preview_url;
    std::optional<std::string> model_url;
    FileAccess access = FileAccess::private_;
    std::optional<UserId> owner_id;
    Time created_at;
    ScanState scan = ScanState::not_scanned;
    std::optional<std::string> virus;
    std::optional<ReceivedShare> shared_with_me;
};
BOOST_DESCRIBE_STRUCT(FileView, (),
    (id, file_name, kind, size, sha256, status, problem, analysis, progress, preview_url, model_url, access, owner_id,
        created_at, scan, virus, shared_with_me))
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
    ScanState scan = ScanState::not_scanned;
};

// The file, when this actor may see it: own, demo, shared with him, or with files_read. Nothing otherwise.
std::optional<File> find_visible(db::Tx& tx, Actor const& actor, FileId file_id);
// The company's demo files, at most 24.
std::vector<File> demo_files(db::Tx& tx, CompanyId company_id);
// Writes the row. Returns it. A file that is still analysed is finished by a job, and "file.analyzed" tells when.
File add_file(db::Tx& tx, Actor const& actor, StoredContent const& content, FileAccess access = FileAccess::private_);

// What an analysis has come to: still going on, ready, or failed with a problem.
struct Findings {
    FileStatus status = FileStatus::analyzing;
    std::optional<FileProblem> problem;
    std::optional<geometry::Analysis> analysis;
};

// Whether that file may be a logo: a PNG or JPEG of the company's people in which no virus can be.
bool is_picture(db::Tx& tx, Actor const& actor, Uuid const& file_id);

// What the palette finds: files whose names have words that begin like all of these.
std::vector<http::SearchHit> search(db::Tx& tx, Actor const& actor, http::SearchWords const& words, std::size_t most);

// The contents that files of the company are made of, each once.
struct OwnedContent {
    std::string sha256;
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(OwnedContent, (), (sha256, size))
// Why the plan has no room for them; add_file counts what comes in, and asks nobody.
std::optional<plans::Overrun> no_storage(db::Tx& tx, Actor const& actor, std::vector<StoredContent> const& contents);
// Companies whose files have other sizes together than their plan has counted.
std::vector<std::string> verify(db::Tx& tx);
std::vector<OwnedContent> contents_of(db::Tx& tx, CompanyId company_id);
// The company goes: what it has is nobody's from now on, and the next cleaning removes what no other company has
// either. Needs a transaction over all companies.
void leave_contents(db::Tx& tx, CompanyId company_id, Time now);

// Keeps bytes and analyses CAD files, in its own worker process. Thread-safe; blocks: for the work pool only.
class Store {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    virtual ~Store() = default;
    // Stores the bytes and, for CAD kinds, begins to analyse them unless they are known (once per content). Unless they
    // become a file of this actor by add_file, they are gone after a day.
    virtual StoredContent keep(Actor const& actor, std::string const& file_name, std::string_view bytes) = 0;
    // Seconds until this actor may send so many bytes that will be nobody's file; nothing: now.
    virtual std::optional<std::int64_t> wait_for_share(Actor const&, std::int64_t) { return std::nullopt; }
    // What the analysis of a stored content has come to by `deadline` at the latest; begins it where it does not go on.
    virtual Findings findings(std::string const& sha256, Deadline deadline) = 0;
    // Until when a request that came now waits for measures it needs.
    virtual Deadline patience() const = 0;
    // Which kinds and sizes are taken.
    virtual PurposeRules const& purposes() const;
};

// Until when a request waits that says so itself, in seconds.
inline Store::Deadline patience_of(Store const& store, std::optional<Whole<0, 30>> const& wait)
{
    return wait ? std::chrono::steady_clock::now() + std::chrono::seconds(wait->value) : store.patience();
}

// Waits for the measures of a File or StoredContent that is still analysed; it may still be so afterwards, and is when
// there is no time to wait.
template <class Content> void await_findings(Store& store, Content& content, Store::Deadline deadline)
{
    if (content.status != FileStatus::analyzing || std::chrono::steady_clock::now() >= deadline) return;
    auto found = store.findings(content.sha256, deadline);
    content.status = found.status;
    content.problem = std::move(found.problem);
    content.analysis = std::move(found.analysis);
}

std::vector<db::Migration> migrations();

} // namespace guildhall::files
