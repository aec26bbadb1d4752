#include "export.hpp"
#include "http/listing.hpp"

namespace guildhall::company_data {
namespace {

http::Listing<ExportRow, CompanyExport> const listing{{.tables = &tables,
                                                          .table = "company_export",
                                                          .filters = {"state", "created_at"},
                                                          .orderings = {"created_at"},
                                                          .default_ordering = "-created_at"},
    [](db::Tx&, Actor const&) { return [](ExportRow&& row) { return shown_export(row); }; }};

} // namespace

CompanyData::CompanyData(
    db::Database& database, files::DiskStore& store, std::filesystem::path folder, std::string secret)
    : database_(database)
    , store_(store)
    , folder_(std::move(folder))
    , secret_(std::move(secret))
{
}

std::filesystem::path CompanyData::path_of(CompanyId company_id, Uuid const& export_id) const
{
    return folder_ / to_string(company_id) / (to_string(export_id) + ".zip");
}

void CompanyData::add_routes(http::Router& r)
{
    r.list("/api/v1/company/exports", listing,
        {.summary = "Archives of everything the company has", .needs = Right::company_manage});
    r.post("/api/v1/company/exports", start_export,
        {.summary = "Have an archive made of everything the company has",
            .description = "A zip of JSON lines, one file a table, and of all files. A job makes it; it is kept for a "
                           "week. `guildhall import` brings it into another installation.",
            .needs = Right::company_manage,
            .success = 202,
            .when_suspended = true});
    r.get("/api/v1/company/exports/{export_id}", read_export,
        {.summary = "How an archive stands", .needs = Right::company_manage});
    r.get("/api/v1/company/exports/{export_id}/content",
        [this](
            db::Tx& tx, Actor const& actor, ExportPath const& wish) -> Outcome<http::Download, ExportContentRefusal> {
            auto const row = find_export(tx, actor.company_id, wish.export_id);
            if (!row) return refuse(ExportContentRefusal::export_not_found);
            if (row->state != ExportState::ready)
                return refuse(
                    ExportContentRefusal::export_not_ready, "It is being made, was given up, or its week is over.");
            return http::Download{path_of(row->company_id, row->id.uuid), {}, "application/zip",
                "company-" + to_string(row->id).substr(0, 8) + ".zip", to_string(row->id), true};
        },
        {.summary = "The archive itself", .needs = Right::company_manage});
    r.work("POST", "/api/v1/company/removal", begin_removal,
        {.summary = "Remove the company with everything it has, for good",
            .description = "Nobody comes in any more at once; a job removes the rest. `guildhall removals` prints the "
                           "signed certificate of what went.",
            .needs = Right::company_manage,
            .success = 202,
            .example = R"({"company_name":"Iron & Thread","current_password":"correct horse battery"})",
            .repeatable = true,
            .when_suspended = true});
}

void CompanyData::add_jobs(jobs::Registry& registry)
{
    registry.handle(export_job, [this](jobs::JobContext& job) { write_archive(job); });
    registry.handle(removal_job, [this](jobs::JobContext& job) { remove_company(job); });
    registry.handle("company.exports_expire", [this](jobs::JobContext& job) { forget_archives(job.now()); });
    registry.consume("company.exports", hear_of_end);
    registry.schedule(
        {.name = "company.exports_expire", .cron = "30 4 * * *", .fire = [](db::Tx& tx, jobs::Firing const& firing) {
             jobs::enqueue(
                 tx, firing.company_id, firing.now, {.kind = "company.exports_expire", .unique_key = "daily"});
         }});
}

} // namespace guildhall::company_data
