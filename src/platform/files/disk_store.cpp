// Bytes live under their hash, written once and never changed; what the worker makes of them lies beside them.
#include "files/disk_store.hpp"
#include "analysis_desk.hpp"
#include "arrivals.hpp"
#include "crypto/crypto.hpp"
#include "direct_transfers.hpp"
#include "file.hpp"
#include "log/log.hpp"
#include "share.hpp"
#include "virus_scanner.hpp"
#include <fcntl.h>
#include <fstream>
#include <thread>
#include <unistd.h>

namespace guildhall::files {

namespace {

// What the worker said of a content.
struct ContentAnalysis {
    std::int64_t engine_version = 0;
    std::optional<FileProblem> problem;
    std::optional<geometry::Analysis> analysis;
};
BOOST_DESCRIBE_STRUCT(ContentAnalysis, (), (engine_version, problem, analysis))

namespace fs = std::filesystem;

db::Find<ContentAnalysis, std::string> const find_content{
    tables, "FROM content_analysis WHERE sha256 = ?", db::Reach::all_companies};
db::Change<std::string, std::int64_t, std::optional<FileProblem>, std::optional<geometry::Analysis>, Time> const
    put_content{tables,
        "INSERT INTO content_analysis (sha256, engine_version, problem, analysis, created_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (sha256) DO UPDATE SET engine_version = excluded.engine_version, problem = excluded.problem, "
        "analysis = excluded.analysis, created_at = excluded.created_at",
        db::Reach::all_companies};

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

constexpr std::chrono::hours copy_time{7 * 24}; // of a content that lies in a bucket, too

bool is_step(fs::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string beginning(1024, '\0');
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    return beginning.find("ISO-10303-21") != beginning.npos;
}

FileProblem problem_of(geometry::Failure const& failure)
{
    return {std::string(reflect::word(failure.defect)),
        failure.detail.empty() ? "The file cannot be read." : failure.detail};
}

} // namespace

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

DiskStore::DiskStore(fs::path folder, db::Database& database, analysis::Analyst& analyst, StoreSettings settings)
    : folder_(std::move(folder))
    , database_(database)
    , analyst_(analyst)
    , settings_(std::move(settings))
    , rules_(settings_.limits)
    , desk_(std::make_unique<AnalysisDesk>(
          settings_.parallel_analyses ? settings_.parallel_analyses : std::thread::hardware_concurrency(),
          [this](
              std::string const& sha256, AnalysisDesk::Progress const& progress) { return judge(sha256, progress); }))
{
    fs::create_directories(folder_);
    direct_ = std::make_unique<DirectTransfers>(*this, settings_.secret);
    if (settings_.bucket) bucket_ = std::make_unique<Bucket>(*settings_.bucket);
    if (!settings_.clamd.empty()) scanner_ = std::make_unique<VirusScanner>(settings_.clamd);
}

DiskStore::~DiskStore() { analyst_.close(); }

Store::Deadline DiskStore::patience() const { return std::chrono::steady_clock::now() + settings_.price_patience; }

fs::path DiskStore::content_path(std::string const& sha256) const { return folder_ / sha256.substr(0, 2) / sha256; }

std::string DiskStore::bucket_key(std::string const& sha256)
{
    return "contents/" + sha256.substr(0, 2) + "/" + sha256;
}

void DiskStore::write_content(std::string const& sha256, std::string_view bytes)
{
    std::shared_lock const lock(contents_mutex_);
    write_durably(content_path(sha256), bytes);
    auto const key = bucket_key(sha256);
    if (bucket_ && !bucket_->has(key)) bucket_->put(key, std::string(bytes));
}

bool DiskStore::has(std::string const& sha256) const
{
    return fs::exists(content_path(sha256)) || (bucket_ && bucket_->has(bucket_key(sha256)));
}

fs::path DiskStore::here(std::string const& sha256)
{
    auto path = content_path(sha256);
    if (!bucket_) return path;
    std::error_code missing; // read again: it stays as long as one that has just come
    fs::last_write_time(path, fs::file_time_type::clock::now(), missing);
    if (!missing) return path;
    auto const bytes = bucket_->get(bucket_key(sha256), rules_.most_bytes({}));
    if (!bytes || crypto::sha256_hex(*bytes) != sha256)
        throw Unavailable("the object store has lost or changed a file");
    std::shared_lock const lock(contents_mutex_);
    write_durably(path, *bytes);
    return path;
}

fs::path DiskStore::derived_path(std::string const& sha256, std::string const& name) const
{
    return folder_ / "derived" / sha256.substr(0, 2) / (sha256 + "-" + std::to_string(engine_version) + "-" + name);
}

StoredContent DiskStore::keep(Actor const& actor, std::string const& file_name, std::string_view bytes)
{
    StoredContent content;
    content.file_name = clean_name(file_name);
    content.size = static_cast<std::int64_t>(bytes.size());
    content.sha256 = crypto::sha256_hex(bytes);
    content.kind = kind_of(bytes);
    // Noted before it is looked for: whoever cleans up either sees that, or has removed the bytes before we look.
    database_.write_now(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
        note_arrival(tx, actor, content.sha256, content.size);
        return true;
    });
    write_content(content.sha256, bytes);
    return judged(std::move(content));
}

StoredContent DiskStore::judged(StoredContent content)
{
    if (scanner_) {
        auto const infected = database_.read_now(
            db::Scope::all_companies(), [&](db::Tx& tx) { return is_known_infected(tx, content.sha256); });
        content.scan = infected ? ScanState::infected : ScanState::waiting;
    }
    content.status = FileStatus::ready;
    if (!is_cad(content.kind)) return content;
    auto known = find_known(content.sha256);
    if (!known) desk_->begin(content.sha256);
    auto found = known.value_or(Findings{});
    content.status = found.status;
    content.problem = std::move(found.problem);
    content.analysis = std::move(found.analysis);
    return content;
}

std::optional<std::int64_t> DiskStore::wait_for_share(Actor const& actor, std::int64_t bytes)
{
    return database_.read_now(db::Scope::of(actor.company_id),
        [&](db::Tx& tx) { return files::wait_for_share(tx, actor, bytes, settings_.unclaimed_bytes); });
}

std::int64_t DiskStore::clean_up(Time now)
{
    auto const all = db::Scope::all_companies();
    auto const before = now - arrival_time;
    std::int64_t removed = 0;
    direct_->forget_uploads(before - sending_time);
    if (bucket_) drop_copies(now);
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

bool DiskStore::adopt(std::string const& sha256, std::string_view bytes)
{
    if (crypto::sha256_hex(bytes) != sha256) return false;
    write_content(sha256, bytes);
    return true;
}

void DiskStore::remove_bytes(std::string const& sha256)
{
    std::error_code ignored; // what cannot be removed stays, and does no harm
    // Derived files of every engine version go.
    for (auto const& entry : fs::directory_iterator(derived_path(sha256, "").parent_path(), ignored))
        if (entry.path().filename().string().starts_with(sha256 + "-")) fs::remove(entry.path(), ignored);
    fs::remove(content_path(sha256), ignored);
    if (bucket_) bucket_->remove(bucket_key(sha256));
}

// What the bucket holds lies here only to be read again soon.
void DiskStore::drop_copies(Time now)
{
    auto const before = fs::file_time_type::clock::now() - (system_now() - now) - copy_time;
    std::unique_lock const lock(contents_mutex_);
    std::error_code ignored;
    for (auto const& group : fs::directory_iterator(folder_, ignored)) {
        if (group.path().filename().string().size() != 2) continue; // pictures and meshes stay
        for (auto const& entry : fs::directory_iterator(group, ignored))
            if (entry.last_write_time(ignored) < before) fs::remove(entry.path(), ignored);
    }
}

std::optional<Findings> DiskStore::find_known(std::string const& sha256)
{
    auto known = database_.read_now(db::Scope::all_companies(), [&](db::Tx& tx) { return find_content(tx, sha256); });
    if (!known || known->engine_version != engine_version) return std::nullopt;
    auto const status = known->problem ? FileStatus::failed : FileStatus::ready;
    return Findings{status, std::move(known->problem), std::move(known->analysis)};
}

Findings DiskStore::findings(std::string const& sha256, Deadline deadline)
{
    if (auto known = find_known(sha256)) return std::move(*known);
    auto found = desk_->begin(sha256)->wait_until(deadline);
    return found ? std::move(*found) : Findings{};
}

// A worker that was killed or starved says nothing lasting about the file: the next upload tries again.
Findings DiskStore::judge(std::string const& sha256, std::function<void(int percent)> const& progress)
{
    if (auto known = find_known(sha256)) return std::move(*known);
    auto found = analyse(sha256, progress);
    bool const lasting =
        !found.problem || (found.problem->code != "analysis_crashed" && found.problem->code != "time_limit_exceeded");
    if (lasting)
        database_.write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
            put_content(tx, sha256, engine_version, found.problem, found.analysis, system_now());
            return true;
        });
    return found;
}

// A price waits for the measures alone. Picture and model of a mesh are made when somebody first looks at them: its
// triangles are read again in no time. A STEP file takes long to read, and is read once for all three.
Findings DiskStore::analyse(std::string const& sha256, std::function<void(int percent)> const& progress)
{
    analysis::Options options;
    auto const file = here(sha256);
    if (!is_step(file)) {
        options.picture.reset();
        options.glb = false;
    }
    options.allowance.wall = settings_.longest_analysis;
    options.progress = progress;
    auto result = analyst_.analyze(file, options);
    if (!result) return {FileStatus::failed, problem_of(result.error()), {}};
    if (!result->png.empty()) write_durably(derived_path(sha256, "800.png"), result->png);
    keep_model(sha256, {std::move(result->glb), std::move(result->light_glb)});
    return {FileStatus::ready, {}, std::move(result->analysis)};
}

void DiskStore::keep_model(std::string const& sha256, analysis::BrowserModel const& model)
{
    if (!model.light_glb.empty()) write_durably(derived_path(sha256, "light.glb"), model.light_glb);
    if (!model.glb.empty())
        write_durably(derived_path(sha256, "model.glb"), model.glb); // the last: then both are there
}

void DiskStore::keep_derived(fs::path const& path, std::string_view bytes) { write_durably(path, bytes); }

FileView DiskStore::live_view(db::Tx& tx, Actor const& actor, File const& file)
{
    auto view = view_for(tx, actor, file);
    if (file.status != FileStatus::analyzing) return view;
    if (auto const flight = desk_->find(file.sha256)) view.progress = flight->percent();
    return view;
}

void DiskStore::add_jobs(jobs::Registry& registry)
{
    registry.handle(analyze_job, [this](jobs::JobContext& job) { finish(job); });
    registry.handle(scan_job, [this](jobs::JobContext& job) { scan(job); },
        {.backoff = {.first = std::chrono::seconds(10), .most = std::chrono::minutes(10)}});
    registry.handle(older_scans_job, [this](jobs::JobContext& job) { scan_older(job); });
    registry.schedule({.name = older_scans_job,
        .cron = "23 * * * *",
        .per = jobs::Per::company,
        .fire = [this](db::Tx& tx, jobs::Firing const& firing) {
            if (scanner_) ask_for_older_scans(tx, firing.company_id, firing.now);
        }});
    registry.consume("files.shares", open_waiting_shares);
    add_notices(registry);
}

// Survives a restart: the analysis begins anew where nobody else has begun it.
void DiskStore::finish(jobs::JobContext& job)
{
    auto const file_id = job.payload<AnalyzeFile>().file_id;
    auto const file = job.database().read_now(
        db::Scope::of(job.company_id()), [&](db::Tx& tx) { return find_file_of(tx, job.company_id(), file_id); });
    if (!file || file->status != FileStatus::analyzing) return;
    constexpr std::chrono::milliseconds between_reports{500};
    Findings found;
    while (found.status == FileStatus::analyzing) {
        if (job.cancelled()) return;
        if (auto const flight = desk_->find(file->sha256))
            job.progress(flight->percent(), "measuring " + file->file_name);
        found = findings(file->sha256, std::chrono::steady_clock::now() + between_reports);
    }
    job.complete([&](db::Tx& tx) { finish_file(tx, job.actor(), file_id, found); });
}

std::optional<fs::path> DiskStore::preview(std::string const& sha256, std::int64_t size, bool transparent)
{
    auto const path = derived_path(sha256, std::to_string(size) + (transparent ? "t" : "") + ".png");
    if (fs::exists(path)) return path;
    auto const picture =
        analyst_.render(here(sha256), {.width = size, .height = size * 3 / 4, .transparent = transparent});
    if (!picture) return std::nullopt;
    write_durably(path, *picture);
    return path;
}

std::optional<fs::path> DiskStore::model(std::string const& sha256, bool light)
{
    auto const path = derived_path(sha256, "model.glb"), light_path = derived_path(sha256, "light.glb");
    if (!fs::exists(path))
        if (auto made = analyst_.model(here(sha256))) keep_model(sha256, *made);
    if (light && fs::exists(light_path)) return light_path;
    return fs::exists(path) ? std::optional(path) : std::nullopt;
}

} // namespace guildhall::files
