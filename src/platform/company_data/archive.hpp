#pragma once
// Zip archives on disk (libzip).
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct zip; // of libzip

namespace guildhall::company_data {

// Writes an archive; nothing lies at the path before finish().
class ArchiveWriter {
public:
    explicit ArchiveWriter(std::filesystem::path path);
    ~ArchiveWriter();
    ArchiveWriter(ArchiveWriter const&) = delete;
    ArchiveWriter& operator=(ArchiveWriter const&) = delete;
    void add(std::string const& name, std::string text);
    // The file must stay as it is until finish(). Stored without compressing it again when `packed`.
    void add_file(std::string const& name, std::filesystem::path const& file, bool packed);
    // Throws Unavailable when the disk does not take it. `progress` hears from 0 to 1.
    void finish(std::function<void(double)> const& progress);

private:
    std::filesystem::path path_;
    zip* zip_;
    std::vector<std::unique_ptr<std::string>> texts_; // libzip reads them at the end
};

// Throws Unreadable with a sentence when it is no archive, or a member cannot be read.
struct Unreadable {
    std::string why;
};
class ArchiveReader {
public:
    explicit ArchiveReader(std::filesystem::path const& path);
    ~ArchiveReader();
    ArchiveReader(ArchiveReader const&) = delete;
    ArchiveReader& operator=(ArchiveReader const&) = delete;
    // Nothing when there is no such member. At most that many bytes.
    std::optional<std::string> read(std::string const& name, std::uint64_t most) const;
    // Line after line, without ever holding the whole; false when there is no such member.
    bool read_lines(std::string const& name, std::function<void(std::string_view)> const& take) const;

private:
    zip* zip_;
};

} // namespace guildhall::company_data
