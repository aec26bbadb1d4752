#pragma once
// Time zones: UTC, a fixed offset, or a name of the IANA database.
#include "base/time.hpp"
#include <memory>

namespace guildhall::jobs {

class Zone {
public:
    // "UTC", "+05:00", "Asia/Almaty"; nothing when unknown.
    static std::optional<Zone> parse(std::string_view name);
    static Zone utc() { return {}; }

    // What the zone's clock is ahead of UTC at an instant.
    std::chrono::seconds offset_at(Time instant) const;
    // The instant at which the zone's clock shows this.
    Time instant_of(std::chrono::local_time<std::chrono::microseconds> local) const;

private:
    struct Rules; // of a named zone
    std::chrono::seconds fixed_{0};
    std::shared_ptr<Rules const> rules_; // null: fixed
};

} // namespace guildhall::jobs
