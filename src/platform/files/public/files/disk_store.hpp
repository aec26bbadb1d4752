#pragma once
// The default store: a folder in the data directory, and the analysis worker.
#include "analysis/analyst.hpp"
#include "files/files.hpp"
#include <filesystem>

namespace guildhall::files {

struct ContentAnalysis;

class DiskStore final : public Store {
public:
    DiskStore(std::filesystem::path folder, db::Database& database, analysis::Analyst& analyst);
    StoredContent keep(std::string const& file_name, std::string_view bytes) override;
    std::filesystem::path content_path(std::string const& sha256) const;
    // The picture in this size; made now if it is not there yet. Nothing for files that cannot be drawn.
    std::optional<std::filesystem::path> preview(std::string const& sha256, std::int64_t size, bool transparent);
    // The model for the browser; made now if it is not there yet. Nothing for files that have none.
    std::optional<std::filesystem::path> model(std::string const& sha256);
    void add_routes(http::Router& routes);

private:
    void judge(StoredContent& content);
    std::optional<ContentAnalysis> analyse(std::string const& sha256, std::string_view kind);
    std::filesystem::path derived_path(std::string const& sha256, std::string const& name) const;

    std::filesystem::path folder_;
    db::Database& database_;
    analysis::Analyst& analyst_;
};

} // namespace guildhall::files
