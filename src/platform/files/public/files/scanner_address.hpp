#pragma once
// Where a clamd listens.
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::files {

struct ScannerAddress {
    std::string host, port; // of TCP
    std::string socket;     // path of a Unix socket, when the host is empty
};
// "127.0.0.1:3310", "[::1]:3310" or "/run/clamav/clamd.ctl"; nothing when it is neither.
std::optional<ScannerAddress> parse_scanner_address(std::string_view text);

} // namespace guildhall::files
