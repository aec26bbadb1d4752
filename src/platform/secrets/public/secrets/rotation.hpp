#pragma once
// Looking through everything that is sealed, and sealing it with a new key.
#include "db/database.hpp"
#include "secrets/keyring.hpp"
#include <functional>
#include <map>

namespace guildhall::secrets {

// The values of one column by the key that sealed them.
struct ColumnCensus {
    std::string column;                         // "webhook.secret"
    std::map<std::string, std::int64_t> by_key; // "" for values that do not name theirs
    std::int64_t to_seal_anew = 0;              // open, but not with the current key or without its name
    std::vector<std::string> unreadable;        // "webhook.secret of company … row …: …", a hundred at most
    std::int64_t unreadable_count = 0;
};
std::vector<ColumnCensus> take_census(db::Database& database, Keyring const& keyring);
// Of every value that no key opens, one sentence.
std::vector<std::string> faults_of(std::vector<ColumnCensus> const& census);

struct Rotation {
    std::int64_t sealed_anew = 0;
    std::int64_t left = 0; // changed by others meanwhile, or not to be opened
};
// Seals with the current key whatever another one has sealed. Each batch is its own transaction; whoever reads
// meanwhile finds values that one of the ring's keys opens. Begun again it does what is left. `after_batch` hears how
// many are done.
Rotation rotate(db::Database& database, Keyring const& keyring, std::int64_t batch = 200,
    std::function<void(Rotation const&)> const& after_batch = {});

} // namespace guildhall::secrets
