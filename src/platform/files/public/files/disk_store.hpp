#pragma once
// The store: a folder in the data directory, before a bucket of an S3-compatible store where one is set, and the
// analysis worker, which reads files.
#include "analysis/analyst.hpp"
#include "files/bucket.hpp"
#include "files/files.hpp"
#include "jobs/registry.hpp"
#include <filesystem>
#include <functional>
#include <memory>
#include <shared_mutex>

namespace guildhall::files {

class AnalysisDesk;
class DirectTransfers;
class VirusScanner;

struct StoreSettings {
    std::chrono::milliseconds upload_patience{2'000}; // how long an upload waits for the measures of its files
    std::chrono::milliseconds price_patience{30'000}; // the same of a price or a quote, which needs them
    std::chrono::seconds longest_analysis{90};        // of one file; beyond it, it is too complex
    std::size_t parallel_analyses = 0;                // 0: one for each processor
    // All callers of a company may send so much a day that becomes nobody's file.
    std::int64_t unclaimed_bytes = 5'000'000'000;
    SizeLimits limits;
    std::int64_t direct_above = 16 << 20;      // bytes; what is larger, the web app sends directly
    std::string secret = std::string(32, '?'); // signs URLs
    std::optional<BucketSettings> bucket;      // where contents are kept; without one, in the folder alone
    std::string clamd;                         // host:port or the path of a socket; empty: nothing is scanned
};

class DiskStore final : public Store {
public:
    DiskStore(
        std::filesystem::path folder, db::Database& database, analysis::Analyst& analyst, StoreSettings settings = {});
    // Breaks off what is being analysed; the jobs of files that wait for it begin anew at the next start.
    ~DiskStore() override;
    StoredContent keep(Actor const& actor, std::string const& file_name, std::string_view bytes) override;
    std::optional<std::int64_t> wait_for_share(Actor const& actor, std::int64_t bytes) override;
    Findings findings(std::string const& sha256, Deadline deadline) override;
    Deadline patience() const override;
    PurposeRules const& purposes() const override { return rules_; }
    // Removes bytes that have been nobody's file for a day; a job calls it. Returns how many contents went. Only one
    // process at a time may clean a folder.
    std::int64_t clean_up(Time now);
    // Bytes that come from another installation with their company. False, and nothing is kept, when they have another
    // hash.
    bool adopt(std::string const& sha256, std::string_view bytes);
    // Where the folder keeps these bytes, if it does.
    std::filesystem::path content_path(std::string const& sha256) const;
    // Whether the folder or the bucket keeps them.
    bool has(std::string const& sha256) const;
    // The bytes as a file of this machine, brought from the bucket if they lie only there.
    std::filesystem::path here(std::string const& sha256);
    // The picture in this size; made now if it is not there yet. Nothing for files that cannot be drawn.
    std::optional<std::filesystem::path> preview(std::string const& sha256, std::int64_t size, bool transparent);
    // A picture as WebP of at most so many pixels (one of thumbnail_sizes); made now if it is not there yet. What
    // cannot be read is known from then on.
    std::expected<std::filesystem::path, geometry::Failure> thumbnail(std::string const& sha256, std::int64_t size);
    // The mesh for a browser; `light` is a simplified one where there are very many triangles, the same elsewhere.
    // Made now if it is not there, for instance after a new release draws differently.
    std::optional<std::filesystem::path> model(std::string const& sha256, bool light);
    void add_routes(http::Router& routes);
    void add_jobs(jobs::Registry& registry);

private:
    friend class DirectTransfers;
    static std::string bucket_key(std::string const& sha256);
    void write_content(std::string const& sha256, std::string_view bytes);
    void remove_bytes(std::string const& sha256);
    void drop_copies(Time now);
    void add_derived_routes(http::Router& routes);
    void add_thumbnail_route(http::Router& routes);
    void keep_derived(std::filesystem::path const& path, std::string_view bytes);
    // A content whose bytes lie here, with what is known of it; begins to analyse what is not.
    StoredContent judged(StoredContent content);
    void scan(jobs::JobContext& job);
    void scan_older(jobs::JobContext& job);
    std::optional<Findings> find_known(std::string const& sha256);
    Findings judge(std::string const& sha256, std::function<void(int percent)> const& progress);
    Findings analyse(std::string const& sha256, std::function<void(int percent)> const& progress);
    void keep_model(std::string const& sha256, analysis::BrowserModel const& model);
    void finish(jobs::JobContext& job);
    // With the progress of an analysis that goes on in this process.
    FileView live_view(db::Tx& tx, Actor const& actor, File const& file);
    std::filesystem::path derived_path(std::string const& sha256, std::string const& name) const;

    std::filesystem::path folder_;
    db::Database& database_;
    analysis::Analyst& analyst_;
    StoreSettings settings_;
    PurposeRules rules_;
    std::unique_ptr<DirectTransfers> direct_;
    std::unique_ptr<Bucket> bucket_;        // none: contents lie in the folder alone
    std::unique_ptr<VirusScanner> scanner_; // none: nothing is scanned
    // Shared by those who write contents, held alone by who removes one.
    std::shared_mutex contents_mutex_;
    std::unique_ptr<AnalysisDesk> desk_;
};

} // namespace guildhall::files
