#pragma once
// Bodies of type multipart/form-data (RFC 7578), read in place.
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::http {

struct Part {
    std::string name;
    // What the sender calls the file: UTF-8 without control characters, but otherwise anything, "../../etc/passwd"
    // included. Show it to people; never open a path made from it.
    std::optional<std::string> file_name;
    std::string content_type = "text/plain"; // as the sender claims
    std::string_view content;                // points into the body
};

struct MultipartLimits {
    std::size_t parts = 200;
    std::size_t header_bytes = 8 * 1024; // of one part
};

// The parts in order; `body` must outlive them. The reason is a sentence for the sender.
std::expected<std::vector<Part>, std::string> parse_multipart(
    std::string_view content_type, std::string_view body, MultipartLimits const& limits = {});

} // namespace guildhall::http
