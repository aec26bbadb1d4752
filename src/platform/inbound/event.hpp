#pragma once
// What came, and what became of it.
#include "endpoint.hpp"
#include "jobs/job.hpp"
#include "label.hpp"

namespace guildhall::inbound {

// received → handled | ignored | failed; each of these → received again when somebody replays it.
// ignored: nothing of ours is meant. failed: it cannot be read, or its job was given up.
BOOST_DEFINE_ENUM_CLASS(EventStatus, received, handled, ignored, failed)

// What lists need.
struct EventRow {
    CompanyId company_id;
    InboundEventId id;
    EndpointId endpoint_id;
    std::string connector;
    std::string event_key;
    std::string event_name;
    EventStatus status{};
    std::string outcome; // in words
    std::optional<jobs::JobId> job_id;
    std::int64_t repeats = 0; // how often the same came again
    std::string content_type;
    std::int64_t size = 0;
    std::string remote_address;
    bool has_raw = true; // the bytes are still there
    Time received_at;
    std::optional<Time> settled_at;
};
BOOST_DESCRIBE_STRUCT(EventRow, (),
    (company_id, id, endpoint_id, connector, event_key, event_name, status, outcome, job_id, repeats, content_type,
        size, remote_address, has_raw, received_at, settled_at))
struct WholeEvent : EventRow {
    std::vector<KeptHeader> headers;
    db::Bytes body;
};
BOOST_DESCRIBE_STRUCT(WholeEvent, (EventRow), (headers, body))

struct InboundEvent {
    InboundEventId id;
    EndpointId endpoint_id;
    std::string connector;
    std::string event_key;
    std::string event_name;
    EventStatus status{};
    std::string outcome;
    std::optional<jobs::JobId> job_id;
    std::int64_t repeats = 0;
    std::string content_type;
    std::int64_t size = 0;
    std::string remote_address;
    bool has_raw = true;
    Time received_at;
    std::optional<Time> settled_at;
    std::vector<std::string> allowed_actions; // replay
};
BOOST_DESCRIBE_STRUCT(InboundEvent, (),
    (id, endpoint_id, connector, event_key, event_name, status, outcome, job_id, repeats, content_type, size,
        remote_address, has_raw, received_at, settled_at, allowed_actions))
struct InboundEventDetail : InboundEvent {
    std::vector<KeptHeader> headers; // without those that open something
    std::optional<std::string> body; // where it is text of at most 64 kB; the bytes are at …/body
};
BOOST_DESCRIBE_STRUCT(InboundEventDetail, (InboundEvent), (headers, body))
InboundEvent view_of(EventRow const& row);
http::Listing<EventRow, InboundEvent> const& event_listing();

struct EventPath {
    InboundEventId inbound_event_id;
};
BOOST_DESCRIBE_STRUCT(EventPath, (), (inbound_event_id))
BOOST_DEFINE_ENUM_CLASS(ReadEventRefusal, inbound_event_not_found)
Outcome<InboundEventDetail, ReadEventRefusal> read_event(db::Tx&, Actor const&, EventPath const&);

BOOST_DEFINE_ENUM_CLASS(ReadBodyRefusal, inbound_event_not_found, body_is_gone)
Outcome<http::Download, ReadBodyRefusal> read_body(db::Tx&, Actor const&, EventPath const&);

BOOST_DEFINE_ENUM_CLASS(ReplayRefusal, inbound_event_not_found, event_under_way, body_is_gone)
// Its handler sees it once more.
Outcome<InboundEvent, ReplayRefusal> replay_event(db::Tx&, Actor const&, EventPath const&);

std::optional<WholeEvent> find_event(db::Tx& tx, CompanyId company_id, InboundEventId id);
// Keeps it and asks for its handler; when the same is there already, notes that it came again. True when it is new.
bool keep_event(db::Tx& tx, WholeEvent& event);
// Ends its way, for now.
void settle(db::Tx& tx, WholeEvent event, EventStatus status, std::string const& words, Time now);
// A consumer of events: a job that was given up or cancelled handles nothing any more.
void hear_of_end(db::Tx& tx, jobs::Event const& event);
inline constexpr std::string_view job_has_died = "Its job has failed for good.",
                                  job_was_cancelled = "Its job was cancelled.";
// A consumer of events: those who look after incoming webhooks hear that one failed, once a day for each endpoint.
void tell_of_failure(db::Tx& tx, jobs::Event const& event);
struct EventSettled {
    EndpointId endpoint_id;
    std::string connector;
    std::string event_name;
    std::string outcome;
};
BOOST_DESCRIBE_STRUCT(EventSettled, (), (endpoint_id, connector, event_name, outcome))
// The bytes go first, what they were and that they came much later.
void forget_events(db::Tx& tx, CompanyId company_id, Time now);

inline constexpr std::string_view handle_job = "inbound.handle", forget_job = "inbound.forget";
struct HandleEvent {
    InboundEventId inbound_event_id;
};
BOOST_DESCRIBE_STRUCT(HandleEvent, (), (inbound_event_id))

} // namespace guildhall::inbound
