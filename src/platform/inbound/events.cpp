// The events of a company: keeping, reading, handing them to their handlers again, forgetting.
#include "audit/audit.hpp"
#include "event.hpp"
#include "http/uri.hpp"
#include "jobs/outbox.hpp"

namespace guildhall::inbound {
namespace {

constexpr std::chrono::days raw_kept_for{30}, known_for{400};
constexpr std::int64_t most_attempts = 8, most_shown = 64 * 1024;

db::Insert<WholeEvent> const insert_event{
    tables, "inbound_event", " ON CONFLICT (company_id, endpoint_id, event_key) DO NOTHING"};
db::Update<WholeEvent> const update_event{tables, "inbound_event"};
db::Find<WholeEvent, CompanyId, InboundEventId> const find_whole{
    tables, "FROM inbound_event WHERE company_id = ? AND id = ?"};
db::Find<WholeEvent, CompanyId, jobs::JobId> const find_of_job{
    tables, "FROM inbound_event WHERE company_id = ? AND job_id = ?"};
db::Change<CompanyId, EndpointId, std::string> const count_repeat{tables,
    "UPDATE inbound_event SET repeats = repeats + 1 WHERE company_id = ? AND endpoint_id = ? AND event_key = ?"};
db::Change<jobs::JobId, CompanyId, InboundEventId> const set_job{
    tables, "UPDATE inbound_event SET job_id = ? WHERE company_id = ? AND id = ?"};
db::Change<bool, std::string, db::Bytes, CompanyId, bool, Time> const forget_bytes{tables,
    "UPDATE inbound_event SET has_raw = ?, headers = ?, body = ? WHERE company_id = ? AND has_raw = ? AND received_at "
    "< ?"};
db::Change<CompanyId, Time> const forget_rows{
    tables, "DELETE FROM inbound_event WHERE company_id = ? AND received_at < ?"};

void tell_of_event(db::Tx& tx, Actor const& actor, std::string_view what, EventRow const& row)
{
    jobs::publish(tx, actor, "inbound_event", row.id, what,
        EventSettled{row.endpoint_id, row.connector, row.event_name, row.outcome});
}

jobs::JobId ask_for_handler(db::Tx& tx, EventRow const& row, Time now)
{
    auto job = jobs::new_job(std::string(handle_job), HandleEvent{row.id});
    job.priority = jobs::JobPriority::high; // somebody waits for what it says: a code's delivery, a payment
    job.max_attempts = most_attempts;
    return jobs::enqueue(tx, row.company_id, now, job);
}

} // namespace

InboundEvent view_of(EventRow const& row)
{
    InboundEvent view{row.id, row.endpoint_id, row.connector, row.event_key, row.event_name, row.status, row.outcome,
        row.job_id, row.repeats, row.content_type, row.size, row.remote_address, row.has_raw, row.received_at,
        row.settled_at, {}};
    if (row.status != EventStatus::received && row.has_raw) view.allowed_actions = {"replay"};
    return view;
}

http::Listing<EventRow, InboundEvent> const& event_listing()
{
    static http::Listing<EventRow, InboundEvent> const listing{
        {.tables = &tables,
            .table = "inbound_event",
            .filters = {"endpoint_id", "connector", "status", "event_name", "event_key", "received_at"},
            .orderings = {"received_at"},
            .default_ordering = "-received_at"},
        [](db::Tx&, Actor const&) { return [](EventRow&& row) { return view_of(row); }; }};
    return listing;
}

std::optional<WholeEvent> find_event(db::Tx& tx, CompanyId company_id, InboundEventId id)
{
    return find_whole(tx, company_id, id);
}

bool keep_event(db::Tx& tx, WholeEvent& event)
{
    event.id = tx.new_id<InboundEventId>();
    if (!insert_event.inserted(tx, event)) {
        count_repeat(tx, event.company_id, event.endpoint_id, event.event_key);
        return false;
    }
    set_job(tx, ask_for_handler(tx, event, event.received_at), event.company_id, event.id);
    return true;
}

void settle(db::Tx& tx, WholeEvent event, EventStatus status, std::string const& words, Time now)
{
    event.status = status;
    event.outcome = words;
    event.settled_at = now;
    update_event(tx, event);
    if (status != EventStatus::failed) return;
    Actor actor;
    actor.company_id = event.company_id;
    actor.now = now;
    tell_of_event(tx, actor, "inbound_event.failed", event);
}

void hear_of_end(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "job.dead" && event.name != "job.cancelled") return;
    if (event.payload_as<jobs::JobEnded>().kind != handle_job) return;
    auto const row = find_of_job(tx, event.company_id, {event.aggregate_id});
    if (!row || row->status != EventStatus::received) return;
    settle(tx, *row, EventStatus::failed, std::string(event.name == "job.dead" ? job_has_died : job_was_cancelled),
        event.occurred_at);
}

void forget_events(db::Tx& tx, CompanyId company_id, Time now)
{
    forget_rows(tx, company_id, now - known_for);
    forget_bytes(tx, false, "[]", {}, company_id, true, now - raw_kept_for);
}

Outcome<InboundEventDetail, ReadEventRefusal> read_event(db::Tx& tx, Actor const& actor, EventPath const& wish)
{
    auto whole = find_whole(tx, actor.company_id, wish.inbound_event_id);
    if (!whole) return refuse(ReadEventRefusal::inbound_event_not_found);
    InboundEventDetail detail{view_of(*whole), std::move(whole->headers), {}};
    auto& text = whole->body.value;
    auto const is_text = text.find('\0') == text.npos && http::is_utf8(text);
    if (whole->has_raw && is_text && whole->size <= most_shown) detail.body = std::move(text);
    return detail;
}

Outcome<http::Download, ReadBodyRefusal> read_body(db::Tx& tx, Actor const& actor, EventPath const& wish)
{
    auto whole = find_whole(tx, actor.company_id, wish.inbound_event_id);
    if (!whole) return refuse(ReadBodyRefusal::inbound_event_not_found);
    if (!whole->has_raw) return refuse(ReadBodyRefusal::body_is_gone, "Bytes are kept for 30 days.");
    http::Download download;
    download.bytes = std::move(whole->body.value);
    download.content_type = "application/octet-stream"; // a stranger's words: nobody's browser is to run them
    download.file_name = to_string(whole->id) + ".bin";
    download.etag = to_string(whole->id);
    return download;
}

Outcome<InboundEvent, ReplayRefusal> replay_event(db::Tx& tx, Actor const& actor, EventPath const& wish)
{
    using enum ReplayRefusal;
    auto event = find_whole(tx, actor.company_id, wish.inbound_event_id);
    if (!event) return refuse(inbound_event_not_found);
    if (event->status == EventStatus::received) return refuse(event_under_way, "It is handled by itself.");
    if (!event->has_raw) return refuse(body_is_gone, "Bytes are kept for 30 days.");

    // From here on it succeeds.
    auto const before = reflect::to_json(view_of(*event));
    event->status = EventStatus::received;
    event->outcome.clear();
    event->settled_at.reset();
    event->job_id = ask_for_handler(tx, *event, actor.now);
    update_event(tx, *event);
    audit::record(tx, actor,
        {"inbound_event.replayed", "inbound_event", event->id.uuid, before, reflect::to_json(view_of(*event))});
    tell_of_event(tx, actor, "inbound_event.replayed", *event);
    return view_of(*event);
}

} // namespace guildhall::inbound
