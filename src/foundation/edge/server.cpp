#include "edge/server.hpp"
#include "acceptor.hpp"
#include "lane.hpp"
#include "server_state.hpp"
#include <mutex>
#include <stdexcept>
#include <utility>

namespace guildhall::edge {
namespace {

void require_setting(bool holds, char const* sentence)
{
    if (!holds) throw std::invalid_argument(sentence);
}

Settings checked(Settings settings)
{
    using std::chrono::milliseconds;
    require_setting(
        settings.threads >= 1 && settings.threads <= 1024, "The number of I/O threads is between 1 and 1024.");
    require_setting(settings.target_limit >= 1 && settings.header_limit >= settings.target_limit,
        "The header limit includes the target, so it cannot be smaller.");
    require_setting(settings.pipeline_limit >= 1, "At least one request per connection must be allowed.");
    require_setting(settings.connection_limit >= 1, "At least one connection must be allowed.");
    require_setting(settings.transfer_rate >= 1, "The transfer rate is at least one byte per second.");
    for (auto const timeout : {settings.idle_timeout, settings.header_timeout, settings.transfer_grace,
             settings.linger_timeout, settings.stop_timeout})
        require_setting(timeout > milliseconds{0}, "Time-outs are positive.");
    return settings;
}

Networks checked_networks(std::vector<std::string> const& texts)
{
    auto networks = Networks::parse(texts);
    if (!networks) throw std::invalid_argument("Trusted proxies: " + networks.error());
    return std::move(*networks);
}

} // namespace

class Server::Running {
public:
    Running(Settings const& settings, http::Handler& handler)
        : state_(settings, handler, checked_networks(settings.trusted_proxies))
    {
    }
    ~Running() { stop(); }

    void start()
    {
        std::lock_guard const guard(mutex_);
        if (!lanes_.empty()) return;
        for (unsigned i = 0; i < state_.settings.threads; ++i) lanes_.push_back(std::make_unique<Lane>(state_));
        try {
            acceptor_ = std::make_unique<Acceptor>(state_, lanes_);
        } catch (...) {
            lanes_.clear();
            throw;
        }
        port_ = acceptor_->port();
        for (auto const& lane : lanes_) lane->start();
    }

    void stop()
    {
        std::lock_guard const guard(mutex_);
        if (!acceptor_) return;
        acceptor_->stop();
        for (auto const& lane : lanes_) lane->drain();
        wait_until_all_closed(state_, state_.settings.stop_timeout);
        for (auto const& lane : lanes_) lane->stop();
        acceptor_.reset();
        lanes_.clear();
    }

    std::uint16_t port() const { return port_; }

    Counters counters() const
    {
        std::lock_guard const guard(state_.mutex);
        return {state_.accepted, state_.refused, state_.open, state_.requests, state_.faults, state_.budget->used()};
    }

private:
    ServerState state_;
    std::mutex mutex_; // of start and stop
    std::vector<std::unique_ptr<Lane>> lanes_;
    std::unique_ptr<Acceptor> acceptor_;
    std::uint16_t port_ = 0;
};

Server::Server(Settings settings, http::Handler& handler)
    : running_(std::make_unique<Running>(checked(std::move(settings)), handler))
{
}

Server::~Server() = default;

void Server::start() { running_->start(); }

std::uint16_t Server::port() const { return running_->port(); }

void Server::stop() { running_->stop(); }

Counters Server::counters() const { return running_->counters(); }

} // namespace guildhall::edge
