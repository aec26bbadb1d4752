#include "relay.hpp"
#include "db/queries.hpp"
#include "event_tables.hpp"
#include "lane.hpp"
#include "log/log.hpp"
#include "parallel_writes.hpp"
#include "parked_events.hpp"
#include <algorithm>

namespace guildhall::jobs {
namespace {

constexpr std::size_t batch_size = 20; // events in one transaction: the writer is not held for long
constexpr std::int64_t most_tries = 6; // 1 + 2 + 4 + 8 + 16 seconds, then the event is parked
Backoff const consumer_backoff{.first = std::chrono::seconds(1), .most = std::chrono::seconds(60), .jitter = 0};

struct EventLane {
    CompanyId company_id;
    std::int64_t last_position = 0;
};
BOOST_DESCRIBE_STRUCT(EventLane, (), (company_id, last_position))

struct EventCursor {
    CompanyId company_id;
    std::string consumer;
    std::int64_t position = 0, attempts = 0;
    std::optional<Time> next_try_at = {};
    std::string error = {};
};
BOOST_DESCRIBE_STRUCT(EventCursor, (), (company_id, consumer, position, attempts, next_try_at, error))

db::Select<EventLane, CompanyId> const select_event_lanes{
    event_tables, "FROM event_lane WHERE company_id >= ? ORDER BY company_id LIMIT 500", db::Reach::all_companies};
db::Find<EventLane, CompanyId> const find_event_lane{event_tables, "FROM event_lane WHERE company_id = ?"};
db::Select<EventCursor, CompanyId> const select_cursors{event_tables, "FROM event_cursor WHERE company_id = ?"};
db::Find<EventCursor, CompanyId, std::string> const find_cursor{
    event_tables, "FROM event_cursor WHERE company_id = ? AND consumer = ?"};
db::Insert<EventCursor> const save_cursor{event_tables, "event_cursor",
    " ON CONFLICT (company_id, consumer) DO UPDATE SET position = excluded.position, attempts = excluded.attempts, "
    "next_try_at = excluded.next_try_at, error = excluded.error"};
db::Select<Event, CompanyId, std::int64_t, std::int64_t> const select_events_after{
    event_tables, "FROM event WHERE company_id = ? AND position > ? ORDER BY position LIMIT ?"};
db::Change<std::string, Time> const register_consumer{event_tables,
    "INSERT INTO event_consumer (name, registered_at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
    db::Reach::all_companies};
db::Find<Time, std::string> const find_registration{
    event_tables, "registered_at FROM event_consumer WHERE name = ?", db::Reach::all_companies};

EventCursor cursor_of(db::Tx& tx, CompanyId company, Consumer const& consumer)
{
    return find_cursor(tx, company, consumer.name).value_or(EventCursor{company, consumer.name});
}

std::string error_text(std::exception_ptr const& error)
{
    try {
        std::rethrow_exception(error);
    } catch (std::exception const& exception) {
        return exception.what();
    } catch (...) {
        return "unknown";
    }
}

void begin_singly(auto& delivery)
{
    delivery.limit = 1;
    delivery.singly = batch_size;
}

} // namespace

Relay::Relay(db::Database& database, std::vector<Consumer> const& consumers, Time now, trace::Tracer* tracer)
    : database_(database)
    , tracer_(tracer)
{
    for (auto const& consumer : consumers) consumers_.push_back({&consumer, now});
    if (consumers.empty()) return;
    database.write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
        // Where nothing has happened yet, whatever comes is later, also when its clock is turned back (the demo's
        // past).
        auto const since = select_event_lanes(tx, CompanyId{}).empty() ? Time{} : now;
        for (auto& known : consumers_) {
            register_consumer(tx, known.consumer->name, since);
            known.registered_at = find_registration(tx, known.consumer->name).value();
        }
        return true;
    });
}

std::size_t Relay::deliver_all(Time now)
{
    if (consumers_.empty()) return 0;
    std::size_t count = 0;
    for (CompanyId from{};;) {
        auto const page =
            database_.read_now(db::Scope::all_companies(), [&](db::Tx& tx) { return select_event_lanes(tx, from); });
        std::set<CompanyId> behind;
        for (auto const& lane : page) {
            auto const settled = settled_.find(lane.company_id);
            if (settled == settled_.end() || settled->second < lane.last_position) behind.insert(lane.company_id);
        }
        count += deliver(behind, now);
        if (page.size() < lanes_per_page) return count;
        from = key_after(page.back().company_id);
    }
}

std::size_t Relay::deliver(std::set<CompanyId> const& companies, Time now)
{
    std::vector<Delivery> open;
    for (auto const& company : companies) std::ranges::move(deliveries_of(company, now), std::back_inserter(open));
    auto count = deliver_together(open);
    while (!open.empty()) {
        run_round(open, now);
        for (auto const& delivery : open) count += delivery.taken;
        std::erase_if(open, [&](Delivery& delivery) { return !go_on(delivery, now); });
    }
    return count;
}

std::vector<Relay::Delivery> Relay::deliveries_of(CompanyId company, Time now)
{
    std::optional<EventLane> lane;
    std::vector<EventCursor> cursors;
    database_.read(db::Scope::of(company), [&](db::Tx& tx) {
        lane = find_event_lane(tx, company);
        cursors = select_cursors(tx, company);
    });
    if (!lane) return {};
    std::vector<Delivery> deliveries;
    bool all_through = true;
    for (auto const& known : consumers_) {
        auto const cursor = std::ranges::find(cursors, known.consumer->name, &EventCursor::consumer);
        auto const is_new = cursor == cursors.end();
        if (!is_new && cursor->position >= lane->last_position) continue;
        all_through = false;
        Delivery delivery{.known = known, .company = company, .limit = batch_size};
        if (!is_new) delivery.start = cursor->position;
        if (!is_new && cursor->next_try_at) { // it has failed before: alone, and one by one
            if (*cursor->next_try_at > now) continue;
            delivery.limit = delivery.singly = 1;
        }
        deliveries.push_back(std::move(delivery));
    }
    if (all_through) settled_[company] = lane->last_position;
    return deliveries;
}

// Nearly always all consumers of a company have seen the same, and none fails. Leaves those of whom that is not true,
// who go on by themselves.
std::size_t Relay::deliver_together(std::vector<Delivery>& open) const
{
    std::vector<Convoy> convoys;
    std::vector<Delivery> alone;
    for (auto& delivery : open) {
        auto const same = std::ranges::find_if(convoys,
            [&](Convoy const& convoy) { return convoy.company == delivery.company && convoy.start == delivery.start; });
        if (delivery.limit == 1)
            alone.push_back(std::move(delivery));
        else if (same != convoys.end())
            same->members.push_back(std::move(delivery));
        else
            convoys.push_back({delivery.company, delivery.start, {delivery}});
    }
    std::size_t count = 0;
    while (!convoys.empty()) {
        run_together(convoys);
        for (auto& convoy : convoys) {
            if (convoy.has_arrived) {
                count += convoy.events.size() * convoy.members.size();
                continue;
            }
            if (convoy.members.size() == 1) begin_singly(convoy.members.front()); // it is the one at fault
            std::ranges::move(convoy.members, std::back_inserter(alone));
        }
        std::erase_if(convoys, [](Convoy const& convoy) {
            return !convoy.has_arrived || convoy.events.size() < batch_size; // nothing is left for them
        });
        for (auto& convoy : convoys) convoy.start = convoy.events.back().position;
    }
    open = std::move(alone);
    return count;
}

void Relay::run_together(std::vector<Convoy>& convoys) const
{
    trace::Span const span(tracer_, trace::Kind::internal, "deliver events");
    trace::Within const within(span.context());
    ParallelWrites writes(database_);
    for (auto& convoy : convoys) {
        auto const scope = db::Scope::of(convoy.company);
        // Events do not change, and their positions have no gaps: what is read here is what a transaction would read.
        database_.read(scope,
            [&](db::Tx& tx) { convoy.events = select_events_after(tx, convoy.company, convoy.start, batch_size); });
        convoy.has_arrived = convoy.events.empty();
        if (convoy.has_arrived) continue;
        writes.write(
            scope, [&](db::Tx& tx) { return convoy.has_arrived = take_together(tx, convoy); },
            [&convoy](std::exception_ptr error) {
                if (error) convoy.has_arrived = false;
            });
    }
}

// False, with nothing changed, when one of them does not stand at the start any more: another node has moved it.
bool Relay::take_together(db::Tx& tx, Convoy& convoy) const
{
    auto const cursors = select_cursors(tx, convoy.company);
    for (auto const& member : convoy.members) {
        auto const cursor = std::ranges::find(cursors, member.known.consumer->name, &EventCursor::consumer);
        auto const position = cursor == cursors.end() ? 0 : cursor->position;
        if (position != convoy.start || (cursor != cursors.end() && cursor->next_try_at)) return false;
    }
    for (auto const& member : convoy.members) {
        take_all(tx, member.known, convoy.events);
        save_cursor(tx, {convoy.company, member.known.consumer->name, convoy.events.back().position});
    }
    return true;
}

void Relay::take_all(db::Tx& tx, KnownConsumer const& known, std::vector<Event> const& events) const
{
    for (auto const& event : events)
        if (event.occurred_at >= known.registered_at) take(tx, *known.consumer, event);
}

// What a consumer does goes on with the trace of the change that it hears of.
void Relay::take(db::Tx& tx, Consumer const& consumer, Event const& event) const
{
    auto const changed_in = tracer_ ? trace::parse_kept(event.trace_context.value_or("")) : std::nullopt;
    trace::Span span(tracer_, trace::Kind::consumer, "process " + event.name, changed_in);
    if (span.is_recording()) {
        span.set("messaging.system", std::string("guildhall"));
        span.set("messaging.operation.type", std::string("process"));
        span.set("messaging.destination.name", event.name);
        span.set("messaging.message.id", to_string(event.id));
        span.set("messaging.consumer.group.name", consumer.name);
        span.set("guildhall.company_id", to_string(event.company_id));
    }
    trace::Within const within(span.context());
    consumer.take(tx, event);
}

// The body of one transaction: a batch of events, their effects and the cursor behind them.
bool Relay::take_some(db::Tx& tx, Delivery& delivery, Time now) const
{
    auto const& consumer = *delivery.known.consumer;
    delivery.taken = 0;
    auto cursor = cursor_of(tx, delivery.company, consumer);
    delivery.start = cursor.position;
    if (cursor.next_try_at && *cursor.next_try_at > now) return false; // another node has just failed on it
    auto const events =
        select_events_after(tx, delivery.company, cursor.position, static_cast<std::int64_t>(delivery.limit));
    if (events.empty()) return false;
    take_all(tx, delivery.known, events);
    save_cursor(tx, {delivery.company, consumer.name, events.back().position});
    delivery.taken = events.size();
    return true;
}

void Relay::run_round(std::vector<Delivery>& deliveries, Time now) const
{
    trace::Span const span(tracer_, trace::Kind::internal, "deliver events");
    trace::Within const within(span.context());
    ParallelWrites writes(database_);
    for (auto& delivery : deliveries) {
        delivery.error.reset();
        writes.write(
            db::Scope::of(delivery.company), [&, now](db::Tx& tx) { return take_some(tx, delivery, now); },
            [&delivery](std::exception_ptr error) {
                if (!error) return;
                delivery.taken = 0;
                delivery.error = error_text(error);
            });
    }
}

// After a transaction: is there more to do for this consumer and company now?
bool Relay::go_on(Delivery& delivery, Time now) const
{
    if (!delivery.error) {
        auto const more = delivery.taken == delivery.limit;
        if (delivery.limit == 1 && delivery.singly > 0 && --delivery.singly == 0) delivery.limit = batch_size;
        return more;
    }
    if (delivery.limit > 1) return begin_singly(delivery), true;
    return note_failure(delivery, now);
}

// True when the event was parked and the next one may come.
bool Relay::note_failure(Delivery const& delivery, Time now) const
{
    auto const& consumer = *delivery.known.consumer;
    std::vector<Event> failed;
    EventCursor cursor;
    bool parks = false;
    auto const noted = database_.write_now(db::Scope::of(delivery.company), [&](db::Tx& tx) {
        cursor = cursor_of(tx, delivery.company, consumer);
        if (cursor.position != delivery.start) return false; // another node got through
        failed = select_events_after(tx, delivery.company, cursor.position, 1);
        if (failed.empty()) return false;
        parks = ++cursor.attempts >= most_tries;
        cursor.error = *delivery.error;
        cursor.next_try_at = now + delay_after(consumer_backoff, cursor.attempts, 0.5);
        if (parks) park(tx, consumer, failed.front(), cursor.error, now);
        save_cursor(tx, parks ? EventCursor{delivery.company, consumer.name, failed.front().position} : cursor);
        return true;
    });
    if (!noted) return false;
    log::write(parks ? log::Level::error : log::Level::warning, parks ? "event_parked" : "event_failed",
        {{"consumer", consumer.name}, {"event", failed.front().name}, {"event_id", to_string(failed.front().id)},
            {"attempt", cursor.attempts}, {"error", cursor.error}});
    return parks;
}

std::int64_t passed_position(db::Tx& tx, CompanyId company, std::vector<Consumer> const& consumers)
{
    auto const lane = find_event_lane(tx, company);
    auto passed = lane ? lane->last_position : 0;
    for (auto const& consumer : consumers) passed = std::min(passed, cursor_of(tx, company, consumer).position);
    return passed;
}

} // namespace guildhall::jobs
