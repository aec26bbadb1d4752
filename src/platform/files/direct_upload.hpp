#pragma once
// Bytes that come directly to where they are kept, by a URL signed for them alone, and become a file afterwards
// (PL-31).
#include "grant.hpp"
#include "upload.hpp"

namespace guildhall::files {

using UploadId = Id<struct DirectUploadTag>;

// So long may the bytes be sent; and so long afterwards they may become a file (arrival_time).
inline constexpr std::chrono::minutes sending_time{60};

struct UploadRow {
    CompanyId company_id;
    UploadId id;
    std::optional<UserId> owner_id;
    std::optional<Purpose> purpose;
    std::string file_name;
    std::int64_t size = 0;             // announced: the most that is taken
    std::optional<std::string> sha256; // of what came
    std::optional<FileId> file_id;     // what it has become
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(UploadRow, (), (company_id, id, owner_id, purpose, file_name, size, sha256, file_id, created_at))

std::optional<UploadRow> find_upload(db::Tx& tx, CompanyId company_id, UploadId id);
// The bytes are here. False when they were already.
bool note_received(db::Tx& tx, Actor const& actor, UploadId id, std::string const& sha256);
// Of all companies: begun before then, at most 500; and what makes them forgotten.
std::vector<UploadRow> old_uploads(db::Tx& tx, Time before);
void forget_upload(db::Tx& tx, UploadRow const& row);

struct BeginUpload {
    Text<1, 255> file_name;
    Whole<1, 1'000'000'000'000> size; // bytes, the most that will be sent
    std::optional<Purpose> purpose;
};
BOOST_DESCRIBE_STRUCT(BeginUpload, (), (file_name, size, purpose))
BOOST_DEFINE_ENUM_CLASS(BeginUploadRefusal, file_too_large, too_many_uploads, plan_limit_reached)

struct FormField {
    std::string name, value;
};
BOOST_DESCRIBE_STRUCT(FormField, (), (name, value))
// How to send the bytes: a form with these fields, and the bytes as its last part.
struct DirectUpload {
    UploadId id;
    std::string method = "POST";
    std::string url;
    std::vector<FormField> fields;
    std::string file_field = "file";
    std::int64_t most_bytes = 0;
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(DirectUpload, (), (id, method, url, fields, file_field, most_bytes, expires_at))

// Writes the row of an upload whose size has been judged.
UploadRow begin_upload(db::Tx& tx, Actor const& actor, BeginUpload const& wish);

struct SendBytes {
    UploadId upload_id;
    std::optional<Text<0, 2000>> token;
};
BOOST_DESCRIBE_STRUCT(SendBytes, (), (upload_id, token))
BOOST_DEFINE_ENUM_CLASS(SendBytesRefusal, link_not_allowed, expired_link_not_allowed, already_received,
    exactly_one_file, empty_file, file_too_large, too_many_uploads)

struct CompleteUpload {
    UploadId upload_id;
    std::optional<Whole<0, 30>> wait; // seconds to wait for the measures; a setting of the server when absent
};
BOOST_DESCRIBE_STRUCT(CompleteUpload, (), (upload_id, wait))
struct ReceivedUpload {
    UploadRow upload;
    std::optional<StoredContent> content; // absent: it has become a file before
};
BOOST_DEFINE_ENUM_CLASS(CompleteUploadRefusal, upload_not_found, upload_not_received, unsupported_kind, file_too_large,
    infected_file, plan_limit_reached)
// Completing again answers with the same file.
Outcome<FileView, CompleteUploadRefusal> complete_upload(db::Tx& tx, Actor const& actor, ReceivedUpload const& done);

// What the web app asks before it sends anything.
struct ReadUploadRules {};
BOOST_DESCRIBE_STRUCT(ReadUploadRules, (), ())
struct UploadRules {
    std::int64_t direct_above = 0; // bytes; what is larger is better sent directly
    std::vector<PurposeRule> purposes;
    bool scanned = false; // for viruses, before others can fetch it
};
BOOST_DESCRIBE_STRUCT(UploadRules, (), (direct_above, purposes, scanned))
BOOST_DEFINE_ENUM_CLASS(ReadUploadRulesRefusal)

// A link that shows the bytes to whoever has it.
struct FileLink {
    std::string url;
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(FileLink, (), (url, expires_at))
inline constexpr std::chrono::minutes link_time{15};
struct FollowLink {
    FileId file_id;
    std::optional<Text<0, 2000>> token;
};
BOOST_DESCRIBE_STRUCT(FollowLink, (), (file_id, token))
BOOST_DEFINE_ENUM_CLASS(FollowLinkRefusal, link_not_allowed, expired_link_not_allowed, file_not_found)

} // namespace guildhall::files
