// A company goes, with everything it has; a signed certificate says what went.
#include "archive_format.hpp"
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "export.hpp"

namespace guildhall::company_data {
namespace {

db::Insert<Removal> const insert_removal{tables, "company_removal"};
db::Find<Removal, Uuid> const find_removal{tables, "FROM company_removal WHERE id = ?", db::Reach::all_companies};
db::Select<Removal> const select_removals{
    tables, "FROM company_removal ORDER BY asked_at, id", db::Reach::all_companies};
db::Change<std::string, std::int64_t, std::int64_t, std::int64_t, std::string, Uuid> const note_contents{tables,
    "UPDATE company_removal SET row_counts = ?, file_count = ?, file_bytes = ?, audit_position = ?, audit_hash = ? "
    "WHERE id = ?",
    db::Reach::all_companies};
db::Change<Time, std::string, Uuid> const note_end{
    tables, "UPDATE company_removal SET finished_at = ?, signature = ? WHERE id = ?", db::Reach::all_companies};

constexpr std::int64_t rows_at_once = 5'000; // what others wait for, at most

std::string count_rows(db::Tx& tx, CompanyId company_id)
{
    std::string counts = "{";
    for (auto const& table : db::tenant_tables(tx)) {
        auto const count = db::count_rows(tx, table, company_id);
        if (count > 0) counts += (counts.size() > 1 ? ",\"" : "\"") + table.name + "\":" + std::to_string(count);
    }
    return counts + "}";
}

} // namespace

std::string signature_of(Removal const& removal, std::string_view secret)
{
    auto unsigned_one = removal;
    unsigned_one.signature.clear();
    return crypto::hex(crypto::hmac_sha256(secret, "company removal" + reflect::to_json(unsigned_one)));
}

bool is_genuine(Removal const& removal, std::string_view secret)
{
    return crypto::equal_in_constant_time(removal.signature, signature_of(removal, secret));
}

std::vector<Removal> removals(db::Tx& tx) { return select_removals(tx); }

Outcome<RemovalBegun, RemoveCompanyRefusal> begin_removal(
    http::Work& work, Actor const& actor, RemoveCompany const& wish)
{
    using enum RemoveCompanyRefusal;
    auto const company = work.read(
        db::Scope::of(actor.company_id), [&](db::Tx& tx) { return companies::get_company(tx, actor.company_id); });
    if (actor.role != Role::owner) return refuse(owner_only_not_allowed, "Only an owner removes a company.");
    if (company.is_first)
        return refuse(first_company_not_allowed, "Visitors belong to this company: remove the installation instead.");
    if (wish.company_name.value != company.name.value)
        return refuse(wrong_name, "Write the name of the company as it is.", "/company_name");
    switch (identity::judge_password(work, actor, wish.current_password.value)) {
    case identity::PasswordVerdict::locked:
        return refuse(too_many_attempts, "Too many failed attempts; try again later.");
    case identity::PasswordVerdict::wrong:
        return refuse(wrong_password, "The current password is not right.", "/current_password");
    case identity::PasswordVerdict::right: break;
    }

    // From here on it goes. Nobody comes in any more; what is left to do outlives the company's own queue.
    RemovalBegun begun{make_uuid(actor.now)};
    work.database.write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
        audit::record(tx, actor, {"company.removal_began", "company", actor.company_id.uuid, {}, {}});
        identity::shut_out_everybody(tx, actor.company_id, actor.now);
        insert_removal(tx, {begun.removal_id, actor.company_id.uuid, actor.now, {}, "", 0, 0, 0, "", ""});
        jobs::enqueue(tx, jobs::no_company, actor.now,
            jobs::new_job(removal_job, RemovalPayload{begun.removal_id, actor.company_id.uuid}));
        return true;
    });
    return begun;
}

// May be broken off and begun again at any point: what is gone is gone, and what was counted stays counted.
void CompanyData::remove_company(jobs::JobContext& job)
{
    auto const payload = job.payload<RemovalPayload>();
    CompanyId const company_id{payload.removed_company};
    auto const all = db::Scope::all_companies();
    auto const find = [&](db::Tx& tx) { return find_removal(tx, payload.removal_id); };
    auto removal = database_.read_now(all, find);
    check(removal.has_value(), "a removal that is under way is known");
    if (removal->row_counts.empty()) {
        database_.write_now(all, [&](db::Tx& tx) {
            std::int64_t bytes = 0;
            auto const contents = files::contents_of(tx, company_id);
            for (auto const& content : contents) bytes += content.size;
            auto const head = audit::head_of(tx, company_id);
            note_contents(tx, count_rows(tx, company_id), static_cast<std::int64_t>(contents.size()), bytes,
                head.position, head.hash, payload.removal_id);
            files::leave_contents(tx, company_id, job.now());
            return true;
        });
        removal = database_.read_now(all, find);
    }
    auto const every = database_.read_now(all, [](db::Tx& tx) { return db::tenant_tables(tx); });
    for (auto table = every.rbegin(); table != every.rend(); ++table)
        for (std::int64_t gone = rows_at_once; gone == rows_at_once;) {
            if (job.cancelled()) throw Unavailable("the removal goes on later");
            database_.write_now(all, [&](db::Tx& tx) {
                gone = db::delete_rows(tx, every, *table, company_id, rows_at_once);
                return true;
            });
        }
    store_.clean_up(job.now());
    std::error_code ignored;
    std::filesystem::remove_all(folder_ / to_string(company_id), ignored);
    removal->finished_at = job.now();
    auto const signature = signature_of(*removal, secret_);
    job.complete([&](db::Tx& tx) { note_end(tx, *removal->finished_at, signature, payload.removal_id); }, "removed");
}

} // namespace guildhall::company_data
