#pragma once
// Nobody saw the end of an attempt: where the carrier can be asked what it has, it is not sent again unasked (PL-53).
#include "attempt.hpp"

namespace guildhall::notifications {

BOOST_DEFINE_ENUM_CLASS(LookupEnd, has_it, has_it_not, cannot_say)
struct Judgement {
    LookupEnd end = LookupEnd::cannot_say;
    std::optional<Sighting> sighting = {}; // of has_it
};
// Ids that our attempts bear are other messages. One that bears none and reads otherwise may be this one all the same:
// carriers change texts. Pure.
Judgement judge(Sightings const& sightings, std::function<bool(std::string const&)> const& is_ours);

// A carrier may still be at work on what it was given when the connection went.
inline constexpr std::chrono::minutes appears_within{10};

// Asks after the attempt that was cut off. True when the carrier has not got it, so that it may be sent; otherwise the
// job has its end, or its next time.
bool may_send_after(jobs::JobContext& job, MessageRow& row, AttemptRow attempt, std::optional<Carrier> const& carrier);

} // namespace guildhall::notifications
