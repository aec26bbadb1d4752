#include "threemf_package.hpp"
#include "failure.hpp"
#include "part_name.hpp"
#include <zip.h>

namespace guildhall::geometry {
namespace {

constexpr std::string_view model_relationship = "http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel";

struct EntryCloser {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Entry = std::unique_ptr<zip_file_t, EntryCloser>;

// Unpacks one entry and keeps count, whatever sizes the directory claims.
class EntrySource {
public:
    EntrySource(std::string part, Entry entry, std::size_t packed_size, ThreemfLimits const& limits,
        std::shared_ptr<std::size_t> unpacked)
        : part_(std::move(part))
        , entry_(std::move(entry))
        , packed_size_(packed_size)
        , limits_(&limits)
        , unpacked_(std::move(unpacked))
    {
    }

    std::expected<std::size_t, Failure> operator()(std::span<char> buffer)
    {
        auto const got = zip_fread(entry_.get(), buffer.data(), buffer.size());
        if (got < 0)
            return damaged("{} cannot be unpacked: {}.", part_, zip_error_strerror(zip_file_get_error(entry_.get())));
        auto const count = static_cast<std::size_t>(got);
        here_ += count;
        *unpacked_ += count;
        if (*unpacked_ > limits_->unpacked_bytes)
            return fail(Defect::too_complex, "The package unpacks to more than {} MB.", limits_->unpacked_bytes >> 20);
        if (here_ > limits_->unpacked_before_ratio && here_ / limits_->unpacked_per_packed_byte > packed_size_)
            return fail(Defect::too_complex, "{} unpacks to more than {} times its size.", part_,
                limits_->unpacked_per_packed_byte);
        return count;
    }

private:
    std::string part_;
    Entry entry_;
    std::size_t packed_size_;
    ThreemfLimits const* limits_;
    std::shared_ptr<std::size_t> unpacked_;
    std::size_t here_ = 0;
};

} // namespace

std::string part_name_of_path(std::string_view path)
{
    while (path.starts_with('/')) path.remove_prefix(1);
    return std::string(path);
}

void ThreemfPackage::Closer::operator()(zip* archive) const { zip_discard(archive); }

ThreemfPackage::ThreemfPackage(zip* archive, ThreemfLimits const& limits)
    : archive_(archive)
    , limits_(&limits)
    , unpacked_(std::make_shared<std::size_t>(0))
{
}

std::expected<ThreemfPackage, Failure> ThreemfPackage::open(
    std::span<std::byte const> bytes, ThreemfLimits const& limits)
{
    zip_error_t error;
    zip_error_init(&error);
    auto const complaint = [&] {
        auto answer = damaged("The package cannot be opened: {}.", zip_error_strerror(&error));
        zip_error_fini(&error);
        return answer;
    };
    auto const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) return complaint();
    auto const archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive == nullptr) {
        zip_source_free(source);
        return complaint();
    }
    ThreemfPackage package(archive, limits);
    auto const entries = zip_get_num_entries(archive, 0);
    if (static_cast<std::size_t>(entries) > limits.package_entries)
        return fail(Defect::too_complex, "The package has {} entries; at most {} are accepted.", entries,
            limits.package_entries);
    return package;
}

std::expected<std::string, Failure> ThreemfPackage::start_part()
{
    auto relationships = scan("_rels/.rels");
    if (!relationships) return std::unexpected(relationships.error());
    std::string start;
    while (auto const tag = relationships->next()) {
        if (tag->is_end || xml_local_name(tag->name) != "Relationship") continue;
        if (tag->attribute("Type") != model_relationship) continue;
        auto const target = tag->attribute("Target");
        if (!target) return relationships->complaint("the relationship to the model has no target");
        if (!start.empty()) return relationships->complaint("the package has more than one start part");
        start = part_name_of_path(resolve_xml_text(*target));
    }
    if (relationships->failure()) return std::unexpected(*relationships->failure());
    if (start.empty()) return damaged("The package does not say which part is the 3D model (_rels/.rels).");
    return start;
}

std::expected<XmlScanner, Failure> ThreemfPackage::scan(std::string const& part)
{
    auto const shown = part_name_from(part);
    auto const index = zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE);
    zip_stat_t entry_status;
    if (index < 0 || zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &entry_status) != 0)
        return damaged("The package has no part {}.", shown);
    if ((entry_status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && entry_status.encryption_method != ZIP_EM_NONE)
        return fail(Defect::unsupported_feature, "{} is encrypted.", shown);
    Entry entry(zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
    if (entry == nullptr)
        return damaged("{} cannot be unpacked: {}.", shown, zip_error_strerror(zip_get_error(archive_.get())));
    return XmlScanner(shown, EntrySource(shown, std::move(entry), entry_status.comp_size, *limits_, unpacked_));
}

} // namespace guildhall::geometry
