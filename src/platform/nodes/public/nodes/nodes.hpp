#pragma once
// What several nodes of one installation share through Redis.
#include "http/shared_limiter.hpp"
#include "jobs/event_reader.hpp"
#include "redis/link.hpp"
#include "redis/listener.hpp"

namespace guildhall::nodes {

struct Settings {
    redis::Place place;
    std::string prefix; // of keys and the channel: the same on all nodes of an installation, and no other's
    redis::LinkSettings link = {};
};

class Nodes final : public http::SharedLimiter {
public:
    explicit Nodes(Settings settings);
    ~Nodes() override; // stops

    // On Redis, by its clock. See http::SharedLimiter.
    bool ask(http::RateClass of, std::string const& caller, std::int64_t limit, Told told) override;

    // From now on others hear when this process has published something, and `on_news` is called, on a thread of its
    // own, when others have.
    void exchange_news(std::function<void()> on_news);
    // No news are told or heard any more.
    void be_silent();
    // The same, and questions that are open are answered with nothing.
    void stop();

    bool is_reachable() const { return link_ && link_->is_up(); }
    // Lines for /metrics.
    std::string metrics() const;

private:
    void tell_news();

    Settings const settings_;
    std::string const name_; // of this process, so that it does not hear itself
    std::unique_ptr<redis::Link> link_;
    std::unique_ptr<redis::Listener> listener_;
    std::unique_ptr<jobs::EventBell> bell_;
    std::atomic<bool> stopping_{false};
    std::atomic<std::int64_t> counted_here_{0}, told_{0}, heard_{0};
    std::thread thread_;
};

// What its answer to the script of the limits means.
http::SharedLimiter::Verdict verdict_of(std::optional<redis::Reply> const& reply);

} // namespace guildhall::nodes
