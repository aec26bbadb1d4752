#pragma once
// Everything of one company: out of this installation as an archive, into another, and gone with proof (PL-13).
#include "files/disk_store.hpp"
#include "identity/identity.hpp"

namespace guildhall::company_data {

class CompanyData {
public:
    // Archives lie in `folder`. `secret` signs certificates of removal; the same one proves them.
    CompanyData(db::Database& database, files::DiskStore& store, std::filesystem::path folder, std::string secret);
    void add_routes(http::Router& routes);
    void add_jobs(jobs::Registry& registry);

private:
    void write_archive(jobs::JobContext& job);
    void remove_company(jobs::JobContext& job);
    void forget_archives(Time now);
    std::filesystem::path path_of(CompanyId company_id, Uuid const& export_id) const;

    db::Database& database_;
    files::DiskStore& store_;
    std::filesystem::path folder_;
    std::string secret_;
};

struct Imported {
    CompanyId company_id;
    std::string company_name;
    std::int64_t row_count = 0;
    std::int64_t file_count = 0;
};
// Brings the company of an archive into this installation, whole or not at all. A sentence when it cannot be: no
// archive, made by another version, or the company is here already.
std::expected<Imported, std::string> import_company(
    db::Database& database, files::DiskStore& store, std::filesystem::path const& archive);

// A company that was removed.
struct Removal {
    Uuid id;
    Uuid removed_company;
    Time asked_at;
    std::optional<Time> finished_at;
    std::string row_counts; // JSON: table → rows
    std::int64_t file_count = 0;
    std::int64_t file_bytes = 0;
    std::int64_t audit_position = 0; // the end of its audit chain
    std::string audit_hash;
    std::string signature; // HMAC-SHA256 of all the above
};
BOOST_DESCRIBE_STRUCT(Removal, (),
    (id, removed_company, asked_at, finished_at, row_counts, file_count, file_bytes, audit_position, audit_hash,
        signature))
std::vector<Removal> removals(db::Tx& tx);
// Whether this installation's secret made the signature.
bool is_genuine(Removal const& removal, std::string_view secret);

std::vector<db::Migration> migrations();

} // namespace guildhall::company_data
