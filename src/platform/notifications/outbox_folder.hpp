#pragma once
// The folder where messages lie that no carrier is configured for: a developer reads them there.
#include "message.hpp"
#include <filesystem>

namespace guildhall::notifications {

// Writes ID.txt, and beside it ID.eml when there is a mail, ID.http when a sandbox says what it would have sent.
// Readable by the owner alone, as codes and links are in it.
void keep_in_outbox(std::filesystem::path const& folder, MessageRow const& row, std::string const& mail = {},
    std::string const& request = {});

} // namespace guildhall::notifications
