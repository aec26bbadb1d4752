#pragma once
// Files that come with a request, for modules that take them along with something else (quotes, prices).
#include "files/files.hpp"

namespace guildhall::files {

BOOST_DEFINE_ENUM_CLASS(UploadRefusal, no_file, too_many_files, malformed_base64, empty_file, unsupported_kind,
    file_too_large, infected_file, plan_limit_reached)

struct RawFile {
    std::string name;
    std::string bytes;
};
// All files of the request: multipart parts and the one inside the JSON, none of them empty.
std::expected<std::vector<RawFile>, Refused<UploadRefusal>> take_files(
    http::Work& work, std::optional<InlineFile> const& inside_json);
// Stores and analyses them, all at the same time; refuses kinds and sizes that the purpose does not take. What is not
// measured by `deadline` comes back as it is, and is measured further.
std::expected<std::vector<StoredContent>, Refused<UploadRefusal>> keep_all(Store& store, Actor const& actor,
    std::vector<RawFile> const& files, Store::Deadline deadline, std::optional<Purpose> purpose = {});

} // namespace guildhall::files
