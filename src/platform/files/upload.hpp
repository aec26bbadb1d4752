#pragma once
#include "file.hpp"
#include "files/upload.hpp"

namespace guildhall::files {

Outcome<PreparedFiles, UploadRefusal> prepare_files(
    http::Work& work, Actor const& actor, UploadFiles const& wish, Store& store, std::chrono::milliseconds patience);
Outcome<UploadedFiles, UploadRefusal> upload_files(db::Tx& tx, Actor const& actor, PreparedFiles const& prepared);

} // namespace guildhall::files
