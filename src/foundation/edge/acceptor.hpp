#pragma once
// Takes connections in and gives each to the lane with the fewest.
#include "lane.hpp"
#include "poller.hpp"
#include "server_state.hpp"
#include <cstdint>
#include <memory>
#include <vector>

namespace guildhall::edge {

class Acceptor final : private Watcher {
public:
    // Listens at once, works as soon as the first lane runs. Throws Unavailable when the address cannot be had.
    Acceptor(ServerState& state, std::vector<std::unique_ptr<Lane>>& lanes);
    std::uint16_t port() const { return port_; }
    // From any thread, while the lanes run; returns once every connection that has come in is with a lane.
    void stop();

private:
    void on_events(std::uint32_t events) override;
    bool accept_waiting();
    void welcome(Descriptor socket, Address const& peer);
    void turn_away(Descriptor& socket);
    void rest();
    void go_on();

    ServerState& state_;
    std::vector<std::unique_ptr<Lane>>& lanes_;
    Descriptor listener_;
    std::uint16_t port_ = 0;
    bool resting_ = false;
};

} // namespace guildhall::edge
