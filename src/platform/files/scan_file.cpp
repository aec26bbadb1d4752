// A file is looked at by the virus scanner before anybody but its owner gets it (PL-32).
#include "audit/audit.hpp"
#include "file.hpp"
#include "files/disk_store.hpp"
#include "jobs/outbox.hpp"
#include "virus_scanner.hpp"

namespace guildhall::files {
namespace {

db::Change<ScanState, std::optional<std::string>, CompanyId, FileId> const put_scan{
    tables, "UPDATE file SET scan = ?, virus = ?, version = version + 1 WHERE company_id = ? AND id = ?"};
db::Find<std::string, std::string> const find_infected{
    tables, "virus FROM infected_content WHERE sha256 = ?", db::Reach::all_companies};
db::Change<std::string, std::string, Time> const put_infected{tables,
    "INSERT INTO infected_content (sha256, virus, found_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    db::Reach::all_companies};

struct FileScanned {
    std::string file_name;
    ScanState scan{};
    std::optional<std::string> virus;
    std::optional<UserId> owner_id;
};
BOOST_DESCRIBE_STRUCT(FileScanned, (), (file_name, scan, virus, owner_id))

} // namespace

bool is_known_infected(db::Tx& tx, std::string const& sha256) { return find_infected(tx, sha256).has_value(); }

Hold hold_on(Actor const& actor, File const& file)
{
    if (file.scan == ScanState::infected) return Hold::infected_file;
    if (file.scan == ScanState::waiting && !actor.owns(file.owner_id)) return Hold::file_not_scanned;
    return Hold::none;
}

Outcome<File, ReadContentRefusal> find_fetchable(db::Tx& tx, Actor const& actor, FileId file_id)
{
    using enum ReadContentRefusal;
    auto file = find_visible(tx, actor, file_id);
    if (!file) return refuse(file_not_found);
    auto const hold = hold_on(actor, *file);
    if (hold == Hold::infected_file)
        return refuse(infected_file_not_allowed, "A virus was found in this file: " + file->virus.value_or("") + ".");
    if (hold == Hold::file_not_scanned)
        return refuse(file_not_scanned, "This file waits for its virus scan; try again in a moment.");
    return std::move(*file);
}

void finish_scan(db::Tx& tx, Actor const& actor, FileId file_id, std::optional<std::string> const& virus)
{
    auto file = find_file(tx, actor.company_id, file_id);
    if (!file || file->scan == ScanState::clean || file->scan == ScanState::infected) return;
    auto const scan = virus ? ScanState::infected : ScanState::clean;
    put_scan(tx, scan, virus, actor.company_id, file_id);
    if (virus) put_infected(tx, file->sha256, *virus, actor.now);
    FileScanned const news{file->file_name, scan, virus, file->owner_id};
    auto const* what = virus ? "file.infected" : "file.scanned";
    audit::record(tx, actor, {what, "file", file_id.uuid, {}, reflect::to_json(news)});
    jobs::publish(tx, actor, "file", file_id, what, news);
}

// What the scanner does not answer is thrown, and tried again later; the file stays held.
void DiskStore::scan(jobs::JobContext& job)
{
    auto const file_id = job.payload<ScanFile>().file_id;
    auto const file = job.database().read_now(
        db::Scope::of(job.company_id()), [&](db::Tx& tx) { return find_file(tx, job.company_id(), file_id); });
    if (!file || file->scan != ScanState::waiting) return;
    if (!scanner_) throw Unavailable("no virus scanner is set (clamd-address), and the file waits for one");
    auto const verdict = scanner_->scan(here(file->sha256));
    if (verdict.is_too_large)
        return job.give_up("The scanner takes no file this large: raise StreamMaxLength and MaxFileSize of clamd.");
    job.complete([&](db::Tx& tx) { finish_scan(tx, job.actor(), file_id, verdict.virus); });
}

} // namespace guildhall::files
