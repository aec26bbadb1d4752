#include "server_state.hpp"
#include <utility>

namespace guildhall::edge {

std::optional<Admission> Admission::ask(ServerState& state, Address const& peer)
{
    auto const& settings = state.settings;
    std::lock_guard const guard(state.mutex);
    if (state.open >= settings.connection_limit) return std::nullopt;
    std::optional<Address> counted;
    if (settings.connection_limit_per_address > 0 && !state.proxies.contains(peer)) {
        counted = subscriber(peer);
        auto& open = state.open_by_subscriber[*counted];
        if (open >= settings.connection_limit_per_address) return std::nullopt;
        ++open;
    }
    ++state.open;
    return Admission(state, counted);
}

Admission::Admission(Admission&& other) noexcept
    : state_(std::exchange(other.state_, nullptr))
    , counted_(other.counted_)
{
}

Admission::~Admission()
{
    if (!state_) return;
    std::lock_guard const guard(state_->mutex);
    if (counted_) {
        auto const place = state_->open_by_subscriber.find(*counted_);
        if (--place->second == 0) state_->open_by_subscriber.erase(place);
    }
    // Under the lock: once the waiting thread sees zero it may destroy the state.
    if (--state_->open == 0) state_->all_closed.notify_all();
}

bool wait_until_all_closed(ServerState& state, std::chrono::milliseconds time)
{
    std::unique_lock lock(state.mutex);
    return state.all_closed.wait_for(lock, time, [&] { return state.open == 0; });
}

} // namespace guildhall::edge
