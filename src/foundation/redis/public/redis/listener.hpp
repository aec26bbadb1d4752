#pragma once
// What others say on one channel of a Redis server.
#include "redis/place.hpp"
#include <atomic>
#include <chrono>
#include <functional>
#include <string_view>
#include <thread>

namespace guildhall::redis {

class Listener {
public:
    // `hear` is called on the listener's thread, also (with nothing) each time it has come to listen: something may
    // have been missed before.
    Listener(Place place, std::string channel, std::function<void(std::string_view message)> hear);
    ~Listener();
    Listener(Listener const&) = delete;
    Listener& operator=(Listener const&) = delete;
    bool is_up() const { return up_; }

private:
    void run();
    void listen();
    bool pause(std::chrono::milliseconds time);

    Place const place_;
    std::string const channel_;
    std::function<void(std::string_view)> const hear_;
    int stop_ = -1; // an eventfd: readable when it is time to stop
    std::atomic<bool> up_{false};
    std::thread thread_;
};

} // namespace guildhall::redis
