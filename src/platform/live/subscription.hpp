#pragma once
// One open stream: who listens to what, and how far he has heard.
#include "live/hub.hpp"
#include <map>

namespace guildhall::live {

struct Subscription {
    http::Claims claims;
    std::vector<bool> topics; // as many as the hub knows
    std::int64_t position = 0;
    std::weak_ptr<http::Stream> stream;
};

// "topics=quote,job" as flags; nothing when a word is unknown.
std::optional<std::vector<bool>> chosen_topics(std::vector<Topic> const& known, std::string_view wish);
std::string topic_words(std::vector<Topic> const& known);

// What a page is told about an event: small, so that it asks for the rest itself.
struct Record {
    std::string kind;
    Uuid id;
};
BOOST_DESCRIBE_STRUCT(Record, (), (kind, id))
struct LiveEvent {
    jobs::EventId id;
    std::string type; // "quote.accepted"
    Record record;
    std::optional<std::string> number;
    Time at;
    std::optional<UserId> actor; // for customers only when it was they themselves
};
BOOST_DESCRIBE_STRUCT(LiveEvent, (), (id, type, record, number, at, actor))

constexpr std::int64_t most_behind = 2'000; // events; asking for everything anew is cheaper then
constexpr std::string_view resync = "event: resync\ndata: {}\n\n";

// The text/event-stream block of the event for this listener; nothing when it is not for his ears.
std::optional<std::string> block_for(Actor const& listener, Topic const& topic, jobs::Event const& event);

// What one company's listeners have not heard yet, in one reading transaction.
struct News {
    db::Tx& tx;
    http::Authenticator const& authenticator;
    std::vector<Topic> const& topics;
    CompanyId company;
    Time now;
    std::int64_t last;                                         // position
    std::map<std::int64_t, std::vector<jobs::Event>> portions; // by the position behind which they begin

    // As much as the stream has room for. A listener whose session has ended hears nothing more.
    void tell(Subscription& one, http::Stream& stream);

private:
    enum class Heard { yes, no_room, gone };
    Heard tell_event(Subscription& one, http::Stream& stream, jobs::Event const& event, std::optional<Actor>& listener);
};

} // namespace guildhall::live
