#include "archive.hpp"
#include "base/outcome.hpp"
#include <zip.h>

namespace guildhall::company_data {
namespace {

constexpr std::size_t longest_line = 64'000'000;

struct Member {
    Member(zip_t* archive, std::string const& name)
        : file(zip_fopen(archive, name.c_str(), 0))
    {
    }
    ~Member()
    {
        if (file) zip_fclose(file);
    }
    Member(Member const&) = delete;
    Member& operator=(Member const&) = delete;
    zip_file_t* file;
};

void tell(zip_t*, double done, void* progress)
{
    auto const& hear = *static_cast<std::function<void(double)> const*>(progress);
    if (hear) hear(done);
}

} // namespace

ArchiveWriter::ArchiveWriter(std::filesystem::path path)
    : path_(std::move(path))
{
    int error = 0;
    zip_ = zip_open(path_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!zip_) throw Unavailable("cannot write " + path_.string());
}

ArchiveWriter::~ArchiveWriter()
{
    if (zip_) zip_discard(zip_);
}

void ArchiveWriter::add(std::string const& name, std::string text)
{
    auto const& kept = *texts_.emplace_back(std::make_unique<std::string>(std::move(text)));
    auto* const source = zip_source_buffer(zip_, kept.data(), kept.size(), 0);
    if (!source || zip_file_add(zip_, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0)
        throw Unavailable("cannot add " + name + " to " + path_.string());
}

void ArchiveWriter::add_file(std::string const& name, std::filesystem::path const& file, bool packed)
{
    auto* const source = zip_source_file(zip_, file.c_str(), 0, -1);
    auto const index = source ? zip_file_add(zip_, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) throw Unavailable("cannot add " + name + " to " + path_.string());
    auto const method = packed ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    zip_set_file_compression(zip_, static_cast<zip_uint64_t>(index), method, packed ? 0 : 3);
}

void ArchiveWriter::finish(std::function<void(double)> const& progress)
{
    auto hear = progress;
    zip_register_progress_callback_with_state(zip_, 0.01, tell, nullptr, &hear);
    if (zip_close(zip_) != 0) throw Unavailable("cannot write " + path_.string() + ": " + zip_strerror(zip_));
    zip_ = nullptr;
}

ArchiveReader::ArchiveReader(std::filesystem::path const& path)
{
    int error = 0;
    zip_ = zip_open(path.c_str(), ZIP_RDONLY, &error);
    if (!zip_) throw Unreadable{path.string() + " is not a zip archive"};
}

ArchiveReader::~ArchiveReader() { zip_discard(zip_); }

std::optional<std::string> ArchiveReader::read(std::string const& name, std::uint64_t most) const
{
    zip_stat_t facts;
    if (zip_stat(zip_, name.c_str(), 0, &facts) != 0) return std::nullopt;
    if (facts.size > most) throw Unreadable{name + " is too large"};
    Member const member(zip_, name);
    std::string text(facts.size, '\0');
    if (!member.file || zip_fread(member.file, text.data(), text.size()) != static_cast<zip_int64_t>(text.size()))
        throw Unreadable{name + " cannot be read"};
    return text;
}

bool ArchiveReader::read_lines(std::string const& name, std::function<void(std::string_view)> const& take) const
{
    if (zip_name_locate(zip_, name.c_str(), 0) < 0) return false;
    Member const member(zip_, name);
    if (!member.file) throw Unreadable{name + " cannot be read"};
    std::string waiting, piece(1 << 16, '\0');
    for (;;) {
        auto const size = zip_fread(member.file, piece.data(), piece.size());
        if (size < 0) throw Unreadable{name + " is damaged"};
        waiting.append(piece, 0, static_cast<std::size_t>(size));
        std::size_t start = 0;
        for (auto end = waiting.find('\n'); end != waiting.npos; end = waiting.find('\n', start)) {
            if (end > start) take(std::string_view(waiting).substr(start, end - start));
            start = end + 1;
        }
        waiting.erase(0, start);
        if (waiting.size() > longest_line) throw Unreadable{name + " has a line that is too long"};
        if (size > 0) continue;
        if (!waiting.empty()) take(waiting);
        return true;
    }
}

} // namespace guildhall::company_data
