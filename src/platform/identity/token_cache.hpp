#pragma once
// Access tokens whose signature was found genuine, so that a client who asks often is not checked anew each time.
#include "tokens.hpp"
#include <array>
#include <mutex>
#include <vector>

namespace guildhall::identity {

// For all threads. Holds a few thousand tokens; a newcomer takes the place of an older one. Whether session and user
// still stand is asked of the database, at every request.
class TokenCache {
public:
    // As read_access_token; `secret` is the same in every call.
    std::optional<AccessClaims> read(std::string_view secret, std::string_view token, Time now);

private:
    struct Known {
        std::string token;
        AccessClaims claims;
    };
    struct Shelf {
        std::mutex mutex;
        std::vector<Known> places;
    };
    static constexpr std::size_t shelves = 16, places_on_shelf = 256;
    std::array<Shelf, shelves> shelves_;
};

} // namespace guildhall::identity
