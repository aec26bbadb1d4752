#pragma once
// The default store: a folder in the data directory, and the analysis worker.
#include "analysis/analyst.hpp"
#include "files/files.hpp"
#include <filesystem>
#include <shared_mutex>

namespace guildhall::files {

struct ContentAnalysis;

class DiskStore final : public Store {
public:
    // All callers of a company may send `unclaimed_bytes` a day that become nobody's file.
    DiskStore(
        std::filesystem::path folder, db::Database& database, analysis::Analyst& analyst, std::int64_t unclaimed_bytes);
    StoredContent keep(Actor const& actor, std::string const& file_name, std::string_view bytes) override;
    std::optional<std::int64_t> wait_for_share(Actor const& actor, std::int64_t bytes) override;
    // Removes bytes that have been nobody's file for a day; a job calls it. Returns how many contents went. Only one
    // process at a time may clean a folder.
    std::int64_t clean_up(Time now);
    std::filesystem::path content_path(std::string const& sha256) const;
    // The picture in this size; made now if it is not there yet. Nothing for files that cannot be drawn.
    std::optional<std::filesystem::path> preview(std::string const& sha256, std::int64_t size, bool transparent);
    // The model for the browser; made now if it is not there yet. Nothing for files that have none.
    std::optional<std::filesystem::path> model(std::string const& sha256);
    void add_routes(http::Router& routes);

private:
    void judge(StoredContent& content);
    std::optional<ContentAnalysis> analyse(std::string const& sha256, std::string_view kind);
    void remove_bytes(std::string const& sha256);
    std::filesystem::path derived_path(std::string const& sha256, std::string const& name) const;

    std::filesystem::path folder_;
    db::Database& database_;
    analysis::Analyst& analyst_;
    std::int64_t unclaimed_bytes_;
    // Shared by those who write contents, held alone by who removes one.
    std::shared_mutex contents_mutex_;
};

} // namespace guildhall::files
