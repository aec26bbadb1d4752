#pragma once
// What all threads of one server share.
#include "address.hpp"
#include "edge/server.hpp"
#include "memory_budget.hpp"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace guildhall::edge {

struct ServerState {
    ServerState(Settings given, http::Handler& behind, Networks trusted)
        : settings(std::move(given))
        , handler(behind)
        , proxies(std::move(trusted))
    {
    }

    Settings const settings;
    http::Handler& handler;
    Networks const proxies;
    std::shared_ptr<MemoryBudget> const budget = std::make_shared<MemoryBudget>(settings.body_memory_limit);
    std::atomic<std::uint64_t> accepted = 0, refused = 0, requests = 0, faults = 0;

    // The connections that are open, kept by Admission.
    mutable std::mutex mutex;
    std::condition_variable all_closed;
    std::size_t open = 0;
    std::map<Address, std::size_t> open_by_subscriber;
};

// A connection's place among those allowed at once; free again when it dies.
class Admission {
public:
    // Nothing when a limit is reached.
    static std::optional<Admission> ask(ServerState& state, Address const& peer);
    Admission(Admission&& other) noexcept;
    Admission& operator=(Admission&&) = delete;
    ~Admission();

private:
    Admission(ServerState& state, std::optional<Address> counted)
        : state_(&state)
        , counted_(counted)
    {
    }
    ServerState* state_;
    std::optional<Address> counted_;
};

// Waits until no connection is open; false when that takes longer than the time given.
bool wait_until_all_closed(ServerState& state, std::chrono::milliseconds time);

} // namespace guildhall::edge
