#pragma once
// The use cases of files, and what they may refuse.
#include "db/queries.hpp"
#include "files/upload.hpp"

namespace guildhall::files {

inline db::Tables const tables{{"file", "content_analysis", "content_arrival", "retained_content"}};

// So long may bytes lie in the store without being anybody's file.
inline constexpr std::chrono::hours arrival_time{24};

// A rise makes every content be analysed anew.
inline constexpr std::int64_t engine_version = 1;

struct UploadFiles {
    std::optional<Text<1, 255>> file_name; // with content_base64: one file inside the JSON
    std::optional<std::string> content_base64;
};
BOOST_DESCRIBE_STRUCT(UploadFiles, (), (file_name, content_base64))
struct PreparedFiles {
    std::vector<StoredContent> contents;
};
struct UploadedFiles {
    std::vector<FileView> items;
};
BOOST_DESCRIBE_STRUCT(UploadedFiles, (), (items))

struct ReadFile {
    FileId file_id;
};
BOOST_DESCRIBE_STRUCT(ReadFile, (), (file_id))
BOOST_DEFINE_ENUM_CLASS(ReadFileRefusal, file_not_found)

struct ReadPreview {
    FileId file_id;
    std::optional<Whole<64, 2048>> size; // pixels of the longer side, 800 when absent
    std::optional<bool> transparent;
};
BOOST_DESCRIBE_STRUCT(ReadPreview, (), (file_id, size, transparent))
BOOST_DEFINE_ENUM_CLASS(ReadDerivedRefusal, file_not_found, preview_not_found)
BOOST_DEFINE_ENUM_CLASS(ReadModelRefusal, file_not_found, model_not_found)

BOOST_DEFINE_ENUM_CLASS(DeleteFileRefusal, file_not_found)

} // namespace guildhall::files
