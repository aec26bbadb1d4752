#pragma once
// One open stream: who listens to what, and how far he has heard.
#include "live/hub.hpp"
#include <map>

namespace guildhall::live {

// Which topics somebody listens to, as many as the hub knows. A client of a socket may change its mind at any moment.
class Choice {
public:
    explicit Choice(std::vector<bool> topics)
        : topics_(std::move(topics))
    {
    }
    std::vector<bool> now() const
    {
        std::lock_guard const lock(mutex_);
        return topics_;
    }
    void change(std::vector<bool> topics)
    {
        std::lock_guard const lock(mutex_);
        topics_ = std::move(topics);
    }

private:
    mutable std::mutex mutex_;
    std::vector<bool> topics_;
};

// How a listener is spoken to: in blocks of text/event-stream, or in frames of a WebSocket.
enum class Voice { events, socket };

struct Subscription {
    http::Claims claims;
    Voice voice = Voice::events;
    std::shared_ptr<Choice> choice;
    // As they were when he was last looked up: enough to pass over what is not for him. What he is told, he is told
    // after another look.
    Rights rights;
    std::int64_t position = 0;
    std::weak_ptr<http::Stream> stream;
};

std::string say_ready(Voice voice);
std::string say_resync(Voice voice);  // too much was missed: ask for everything anew
std::string say_nothing(Voice voice); // so that dead connections are noticed
std::string say_event(Voice voice, jobs::EventId id, std::string const& event_json);
// What a socket answers to {"topics":["quote","job"]}: the choice, or what is wrong with the message.
std::string hear_choice(std::vector<Topic> const& known, Choice& choice, std::string_view message);

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

// What this listener may know of an event, as JSON; nothing when it is not for his ears. Who sees all hears the same as
// every other who does, which `for_all` keeps.
struct Told {
    jobs::Event event;
    Topic const* topic = nullptr; // none that anybody may listen to
    std::optional<UserId> owner = {};
    std::optional<std::string> number = {};
    std::optional<std::string> for_all = {};
};
Told told_of(std::vector<Topic> const& topics, jobs::Event event);
bool may_concern(Subscription const& one, Told const& told);
std::optional<std::string> told_to(Actor const& listener, Told& told);

// What one company's listeners have not heard yet, in one reading transaction.
struct News {
    db::Tx& tx;
    http::Authenticator const& authenticator;
    std::vector<Topic> const& topics;
    CompanyId company;
    Time now;
    std::int64_t last;                                  // position
    std::map<std::int64_t, std::vector<Told>> portions; // by the position behind which they begin

    // As much as the stream has room for. A listener whose session has ended hears nothing more.
    void tell(Subscription& one, http::Stream& stream);

private:
    enum class Heard { yes, no_room, gone };
    std::vector<Told>& portion_after(std::int64_t position);
    Heard tell_event(Subscription& one, std::vector<bool> const& topics_chosen, http::Stream& stream, Told& told,
        std::optional<Actor>& listener);
};

} // namespace guildhall::live
