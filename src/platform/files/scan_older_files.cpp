// Files that were kept before there was a virus scanner are looked at once there is one (PL-32).
#include "file.hpp"
#include "files/disk_store.hpp"
#include "virus_scanner.hpp"

namespace guildhall::files {
namespace {

constexpr std::size_t files_at_once = 100;

struct Unscanned {
    FileId id;
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(Unscanned, (), (id, sha256))
db::Select<Unscanned, CompanyId, FileId> const select_unscanned{
    tables, "FROM file WHERE company_id = ? AND scan = 'not_scanned' AND id > ? ORDER BY id LIMIT 100"};

} // namespace

void ask_for_older_scans(db::Tx& tx, CompanyId company_id, Time now)
{
    if (select_unscanned(tx, company_id, FileId{}).empty()) return;
    jobs::enqueue(tx, company_id, now, {.kind = older_scans_job, .unique_key = "older"});
}

// Begins behind what it has done when it is broken off: that is scanned now. Until then they are given out as before.
void DiskStore::scan_older(jobs::JobContext& job)
{
    if (!scanner_) return;
    auto const scope = db::Scope::of(job.company_id());
    std::int64_t seen = 0, too_large = 0;
    for (FileId last{};;) {
        auto const page =
            database_.read_now(scope, [&](db::Tx& tx) { return select_unscanned(tx, job.company_id(), last); });
        for (auto const& file : page) {
            if (job.cancelled()) return;
            job.progress(0, std::to_string(++seen) + " files");
            auto const verdict = scanner_->scan(here(file.sha256));
            too_large += verdict.is_too_large ? 1 : 0;
            if (!verdict.is_too_large)
                database_.write_now(
                    scope, [&](db::Tx& tx) { return finish_scan(tx, job.actor(), file.id, verdict.virus), true; });
        }
        if (page.size() < files_at_once) break;
        last = page.back().id;
    }
    auto note = std::to_string(seen) + " files";
    if (too_large > 0) note += ", " + std::to_string(too_large) + " too large for the scanner";
    job.complete([](db::Tx&) {}, note);
}

} // namespace guildhall::files
