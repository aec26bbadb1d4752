#pragma once
#include "file.hpp"
#include "files/upload.hpp"

namespace guildhall::files {

// Why a purpose does not take such a file; `name` is for people.
std::optional<Refused<UploadRefusal>> misfit(
    PurposeRule const& rule, std::string const& name, std::string const& kind, std::int64_t size);
std::optional<Refused<UploadRefusal>> known_infection(StoredContent const& content);
Outcome<PreparedFiles, UploadRefusal> prepare_files(
    http::Work& work, Actor const& actor, UploadFiles const& wish, Store& store, std::chrono::milliseconds patience);
Outcome<UploadedFiles, UploadRefusal> upload_files(db::Tx& tx, Actor const& actor, PreparedFiles const& prepared);

} // namespace guildhall::files
