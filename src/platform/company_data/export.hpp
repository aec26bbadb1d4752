#pragma once
// Archives that a company asked for.
#include "company_data/company_data.hpp"
#include "db/queries.hpp"
#include "jobs/outbox.hpp"

namespace guildhall::company_data {

inline db::Tables const tables{{"company_export", "company_removal"}};

using ExportId = Id<struct CompanyExportTag>;
// failed: its job was cancelled, or given up after all attempts.
BOOST_DEFINE_ENUM_CLASS(ExportState, waiting, ready, expired, failed)

struct ExportRow {
    CompanyId company_id;
    ExportId id;
    ExportState state = ExportState::waiting;
    std::optional<std::int64_t> size, row_count, file_count;
    UserId created_by;
    Time created_at;
    std::optional<Time> finished_at, expires_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ExportRow, (),
    (company_id, id, state, size, row_count, file_count, created_by, created_at, finished_at, expires_at, version))

struct CompanyExport {
    ExportId id;
    ExportState state = ExportState::waiting;
    std::optional<std::int64_t> size; // bytes
    std::optional<std::int64_t> row_count, file_count;
    UserId created_by;
    Time created_at;
    std::optional<Time> finished_at, expires_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(CompanyExport, (),
    (id, state, size, row_count, file_count, created_by, created_at, finished_at, expires_at, version))
CompanyExport shown_export(ExportRow const& row);

inline constexpr std::chrono::days archive_lifetime{7};
inline constexpr char const* export_job = "company.export";
inline constexpr char const* removal_job = "company.remove";

struct ExportPayload {
    ExportId export_id;
};
BOOST_DESCRIBE_STRUCT(ExportPayload, (), (export_id))

struct StartExport {};
BOOST_DESCRIBE_STRUCT(StartExport, (), ())
BOOST_DEFINE_ENUM_CLASS(StartExportRefusal, export_under_way)
Outcome<CompanyExport, StartExportRefusal> start_export(db::Tx&, Actor const&, StartExport const&);

struct ExportPath {
    ExportId export_id;
};
BOOST_DESCRIBE_STRUCT(ExportPath, (), (export_id))
BOOST_DEFINE_ENUM_CLASS(ExportRefusal, export_not_found)
Outcome<CompanyExport, ExportRefusal> read_export(db::Tx&, Actor const&, ExportPath const&);
BOOST_DEFINE_ENUM_CLASS(ExportContentRefusal, export_not_found, export_not_ready)

std::optional<ExportRow> find_export(db::Tx& tx, CompanyId company_id, ExportId id);
void finish_export(db::Tx& tx, Actor const& actor, ExportRow row);
// A consumer of events: an archive whose job has ended without it does not wait any more.
void hear_of_end(db::Tx& tx, jobs::Event const& event);
// Those whose time has passed, of all companies; each is marked as expired.
std::vector<ExportRow> expire_exports(db::Tx& tx, Time now);

struct RemoveCompany {
    Text<1, 200> company_name; // as it is written: nobody removes a company by a slip
    Text<1, 200> current_password;
};
BOOST_DESCRIBE_STRUCT(RemoveCompany, (), (company_name, current_password))
BOOST_DEFINE_ENUM_CLASS(RemoveCompanyRefusal, owner_only_not_allowed, first_company_not_allowed, wrong_name,
    wrong_password, too_many_attempts)
struct RemovalBegun {
    Uuid removal_id; // asked for with `guildhall removals`
};
BOOST_DESCRIBE_STRUCT(RemovalBegun, (), (removal_id))
Outcome<RemovalBegun, RemoveCompanyRefusal> begin_removal(http::Work&, Actor const&, RemoveCompany const&);

struct RemovalPayload {
    Uuid removal_id;
    Uuid removed_company;
};
BOOST_DESCRIBE_STRUCT(RemovalPayload, (), (removal_id, removed_company))
std::string signature_of(Removal const& removal, std::string_view secret);

} // namespace guildhall::company_data
