// Bytes live under their hash, written once and never changed; what the worker makes of them lies beside them.
#include "files/disk_store.hpp"
#include "arrivals.hpp"
#include "crypto/crypto.hpp"
#include "file.hpp"
#include "geometry/file_kind.hpp"
#include "log/log.hpp"
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace guildhall::files {

// What the worker said of a content.
struct ContentAnalysis {
    std::int64_t engine_version = 0;
    std::optional<FileProblem> problem;
    std::optional<geometry::Analysis> analysis;
};
BOOST_DESCRIBE_STRUCT(ContentAnalysis, (), (engine_version, problem, analysis))

namespace {

namespace fs = std::filesystem;

db::Find<ContentAnalysis, std::string> const find_known{
    tables, "FROM content_analysis WHERE sha256 = ?", db::Reach::all_companies};
db::Change<std::string, std::int64_t, std::optional<FileProblem>, std::optional<geometry::Analysis>, Time> const
    put_known{tables,
        "INSERT INTO content_analysis (sha256, engine_version, problem, analysis, created_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (sha256) DO UPDATE SET engine_version = excluded.engine_version, problem = excluded.problem, "
        "analysis = excluded.analysis, created_at = excluded.created_at",
        db::Reach::all_companies};

bool is_cad(std::string_view kind) { return kind == "stl" || kind == "step" || kind == "3mf"; }

// Names are for people only: no directories, no control characters, never empty, at most 255 characters.
std::string clean_name(std::string_view name)
{
    auto const slash = name.find_last_of("/\\");
    if (slash != name.npos) name.remove_prefix(slash + 1);
    std::string clean;
    for (char c : name)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) clean += c;
    while (reflect::code_points(clean) > 255) clean.pop_back();
    if (!reflect::is_utf8(clean) || clean.find_first_not_of(" .") == clean.npos) return "file";
    return clean;
}

// Written under a name of its own, made durable, then moved into place: no reader ever sees half a file.
void write_durably(fs::path const& path, std::string_view bytes)
{
    if (fs::exists(path)) return;
    fs::create_directories(path.parent_path());
    auto const draft = path.string() + "." + crypto::hex(crypto::random_bytes(8)) + ".part";
    auto const file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) throw Unavailable("cannot write " + draft);
    bool good = true;
    while (good && !bytes.empty()) {
        auto const n = ::write(file, bytes.data(), bytes.size());
        good = n > 0;
        if (good) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    good = good && ::fdatasync(file) == 0;
    good = ::close(file) == 0 && good;
    std::error_code error;
    if (good) fs::rename(draft, path, error);
    if (good && !error) return;
    fs::remove(draft, error);
    throw Unavailable("cannot store a file: the disk is full or not writable");
}

FileProblem problem_of(geometry::Failure const& failure)
{
    return {std::string(reflect::word(failure.defect)),
        failure.detail.empty() ? "The file cannot be read." : failure.detail};
}

} // namespace

DiskStore::DiskStore(fs::path folder, db::Database& database, analysis::Analyst& analyst, std::int64_t unclaimed_bytes)
    : folder_(std::move(folder))
    , database_(database)
    , analyst_(analyst)
    , unclaimed_bytes_(unclaimed_bytes)
{
    fs::create_directories(folder_);
}

fs::path DiskStore::content_path(std::string const& sha256) const { return folder_ / sha256.substr(0, 2) / sha256; }

fs::path DiskStore::derived_path(std::string const& sha256, std::string const& name) const
{
    return folder_ / "derived" / sha256.substr(0, 2) / (sha256 + "-" + name);
}

StoredContent DiskStore::keep(Actor const& actor, std::string const& file_name, std::string_view bytes)
{
    StoredContent content;
    content.file_name = clean_name(file_name);
    content.size = static_cast<std::int64_t>(bytes.size());
    content.sha256 = crypto::sha256_hex(bytes);
    content.kind = geometry::to_string(geometry::file_kind_of(std::as_bytes(std::span(bytes))));
    // Noted before it is looked for: whoever cleans up either sees that, or has removed the bytes before we look.
    database_.write_now(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
        note_arrival(tx, actor, content.sha256, content.size);
        return true;
    });
    {
        std::shared_lock const lock(contents_mutex_);
        write_durably(content_path(content.sha256), bytes);
    }
    content.status = FileStatus::ready;
    if (is_cad(content.kind)) judge(content);
    return content;
}

std::optional<std::int64_t> DiskStore::wait_for_share(Actor const& actor, std::int64_t bytes)
{
    return database_.read_now(db::Scope::of(actor.company_id),
        [&](db::Tx& tx) { return files::wait_for_share(tx, actor, bytes, unclaimed_bytes_); });
}

std::int64_t DiskStore::clean_up(Time now)
{
    auto const all = db::Scope::all_companies();
    auto const before = now - arrival_time;
    std::int64_t removed = 0;
    for (;;) {
        auto const contents = database_.read_now(all, [&](db::Tx& tx) { return old_arrivals(tx, before); });
        if (contents.empty()) return removed;
        for (auto const& sha256 : contents) {
            std::unique_lock const lock(contents_mutex_);
            bool free = false;
            database_.write_now(all, [&](db::Tx& tx) { return free = let_go(tx, sha256, before), true; });
            if (!free) continue;
            remove_bytes(sha256);
            ++removed;
        }
    }
}

void DiskStore::remove_bytes(std::string const& sha256)
{
    std::error_code ignored; // what cannot be removed stays, and does no harm
    auto const derived = derived_path(sha256, "");
    for (auto const& entry : fs::directory_iterator(derived.parent_path(), ignored))
        if (entry.path().filename().string().starts_with(derived.filename().string()))
            fs::remove(entry.path(), ignored);
    fs::remove(content_path(sha256), ignored);
}

void DiskStore::judge(StoredContent& content)
{
    auto known =
        database_.read_now(db::Scope::all_companies(), [&](db::Tx& tx) { return find_known(tx, content.sha256); });
    if (!known || known->engine_version != engine_version) {
        known = analyse(content.sha256, content.kind);
        // A worker that was killed or starved says nothing lasting about the file: the next upload tries again.
        auto const lasting = !known->problem || (known->problem->code != "analysis_crashed" &&
                                                    known->problem->code != "time_limit_exceeded");
        if (lasting)
            database_.write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
                put_known(tx, content.sha256, engine_version, known->problem, known->analysis, system_now());
                return true;
            });
    }
    content.problem = known->problem;
    content.analysis = known->analysis;
    content.status = known->problem ? FileStatus::failed : FileStatus::ready;
}

// A price waits for the measures alone. Picture and model of a mesh are made when somebody first looks at them: its
// triangles are read again in no time. A STEP file takes long to read, and is read once for all three.
std::optional<ContentAnalysis> DiskStore::analyse(std::string const& sha256, std::string_view kind)
{
    analysis::Options options;
    if (kind != "step") options = {.unit = {}, .picture = {}, .glb = false, .allowance = {}};
    auto result = analyst_.analyze(content_path(sha256), options);
    if (!result) return ContentAnalysis{engine_version, problem_of(result.error()), {}};
    if (!result->png.empty()) write_durably(derived_path(sha256, "800.png"), result->png);
    if (!result->glb.empty()) write_durably(derived_path(sha256, "model.glb"), result->glb);
    return ContentAnalysis{engine_version, {}, std::move(result->analysis)};
}

std::optional<fs::path> DiskStore::preview(std::string const& sha256, std::int64_t size, bool transparent)
{
    auto const path = derived_path(sha256, std::to_string(size) + (transparent ? "t" : "") + ".png");
    if (fs::exists(path)) return path;
    auto const picture =
        analyst_.render(content_path(sha256), {.width = size, .height = size * 3 / 4, .transparent = transparent});
    if (!picture) return std::nullopt;
    write_durably(path, *picture);
    return path;
}

std::optional<fs::path> DiskStore::model(std::string const& sha256)
{
    auto const path = derived_path(sha256, "model.glb");
    if (fs::exists(path)) return path;
    auto const model = analyst_.model(content_path(sha256));
    if (!model || model->empty()) return std::nullopt;
    write_durably(path, *model);
    return path;
}

} // namespace guildhall::files
