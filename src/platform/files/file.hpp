#pragma once
// The use cases of files, and what they may refuse.
#include "db/queries.hpp"
#include "files/upload.hpp"

namespace guildhall::files {

inline db::Tables const tables{{"file", "content_analysis", "file_term"}};

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

struct ReadLogo {
    std::optional<Text<0, 40>> v; // makes another address of another logo
};
BOOST_DESCRIBE_STRUCT(ReadLogo, (), (v))
BOOST_DEFINE_ENUM_CLASS(ReadLogoRefusal, logo_not_found)

// What the outbox hears of a file.
struct FileChanged {
    std::string file_name;
    std::string kind;
    std::optional<UserId> owner_id;
};
BOOST_DESCRIBE_STRUCT(FileChanged, (), (file_name, kind, owner_id))
std::optional<File> find_file(db::Tx& tx, CompanyId company_id, FileId file_id);
void add_terms(db::Tx& tx, File const& file);
void remove_terms(db::Tx& tx, File const& file);
void publish(db::Tx& tx, Actor const& actor, File const& file, std::string_view what);

} // namespace guildhall::files
