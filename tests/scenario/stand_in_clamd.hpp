#pragma once
// Answers as clamd does, for scenarios: whoever sends "virus-for-tests" has one.
#include <atomic>
#include <string>
#include <thread>

namespace guildhall::scenario {

class StandInClamd {
public:
    StandInClamd();
    ~StandInClamd();
    StandInClamd(StandInClamd const&) = delete;
    StandInClamd& operator=(StandInClamd const&) = delete;

    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    // While it is away it hangs up on everybody.
    void be_away(bool away) { is_away_ = away; }

private:
    void serve();

    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> is_away_{false};
    std::jthread thread_;
};

} // namespace guildhall::scenario
