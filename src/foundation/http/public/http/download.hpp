#pragma once
// A route's answer that is a file, not JSON.
#include <cstdint>
#include <string>

namespace guildhall::http {

struct Download {
    std::string path; // of the stored file; empty when `bytes` holds the content
    std::string bytes;
    std::string content_type; // decided from content when it was stored
    std::string file_name;    // offered to the person who saves it
    std::string etag;         // without quotes
    bool attachment = true;   // false: browsers may show it
};

} // namespace guildhall::http
