#pragma once
// Live updates (PL-43): the outbox, told to open pages as server-sent events.
#include "http/router.hpp"
#include "jobs/event_reader.hpp"
#include <atomic>
#include <thread>

namespace guildhall::live {

// One kind of record that pages may hear of.
struct Topic {
    std::string kind;              // of the event's aggregate, e.g. "quote"
    std::optional<Right> sees_all; // who hears of everybody's; nobody when absent
    std::string owner;             // the payload's member with the user whose own record it is; empty: nobody's
};

struct Settings {
    std::vector<Topic> topics;
    std::function<Time()> clock = system_now;
    std::chrono::milliseconds poll{1'000};       // how often to look for events of other processes
    std::chrono::milliseconds heartbeat{20'000}; // a line of comment, so that dead connections are noticed
    std::size_t streams_per_user = 30;
};

struct OpenStream {
    std::optional<Text<1, 200>> topics; // separated by commas; all when absent
};
BOOST_DESCRIBE_STRUCT(OpenStream, (), (topics))
BOOST_DEFINE_ENUM_CLASS(OpenStreamRefusal, unknown_topic, too_many_requests)

struct OpenSocket {
    std::optional<Text<1, 200>> topics;
    std::optional<Uuid> since; // the last event that was heard: what came after it comes first
};
BOOST_DESCRIBE_STRUCT(OpenSocket, (), (topics, since))
BOOST_DEFINE_ENUM_CLASS(OpenSocketRefusal, upgrade_required, origin_not_allowed, unknown_topic, too_many_requests)

struct Subscription;

class Hub {
public:
    // Database and authenticator must outlive it.
    Hub(db::Database& database, http::Authenticator const& authenticator, Settings settings);
    ~Hub(); // stops
    Hub(Hub const&) = delete;
    Hub& operator=(Hub const&) = delete;

    // Starts the thread that delivers.
    void start();
    // Ends all streams and the thread.
    void stop();
    // Another node has published something: look now, and not only when the second is over. From any thread.
    void look_now();
    // Delivers what is there, in the calling thread; for tests and programs without the thread.
    void deliver_now();

    // The answer to a request for a stream: what it missed comes first.
    Outcome<http::EventStream, OpenStreamRefusal> open(http::Work& work, Actor const& actor, OpenStream const& wish);
    // The same over a WebSocket.
    Outcome<http::SocketAnswer, OpenSocketRefusal> open_socket(
        http::Work& work, Actor const& actor, OpenSocket const& wish);
    void add_routes(http::Router& routes);
    std::size_t open_streams() const;

private:
    using Subscriptions = std::vector<std::unique_ptr<Subscription>>;
    void run();
    // False: he listens often enough.
    bool admit(std::unique_ptr<Subscription> one);
    // Where he begins to hear; what he is told at once.
    void welcome(db::Database& database, Subscription& one, std::optional<Uuid> const& seen, http::Stream& stream);
    void deliver(CompanyId company, Subscriptions const& all);
    void check_standing(CompanyId company, Subscriptions const& all);
    void forget_gone();

    db::Database& database_;
    http::Authenticator const& authenticator_;
    Settings const settings_;
    std::shared_ptr<jobs::EventBell> bell_;
    http::Stream::Room room_;
    mutable std::mutex mutex_; // of subscriptions_; held while delivering, never while waiting
    std::map<CompanyId, Subscriptions> subscriptions_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

} // namespace guildhall::live
