#pragma once
// Where a Redis server is, and who we are there.
#include <expected>
#include <string>

namespace guildhall::redis {

struct Place {
    std::string host, socket; // one of the two
    int port = 6379;
    std::string user, password; // may be empty
    int database = 0;
};

// redis://[[user]:password@]host[:port][/database], or unix:///path/of/socket. The error is a sentence that says what
// to write.
std::expected<Place, std::string> parse_place(std::string const& url);

} // namespace guildhall::redis
