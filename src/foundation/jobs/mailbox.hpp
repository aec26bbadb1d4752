#pragma once
// Tells the runners of this process, after a commit, which companies have new work; polling finds the rest.
#include "base/uuid.hpp"
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>

namespace guildhall::jobs {

class Mailbox {
public:
    enum class Topic { events, jobs };
    explicit Mailbox(Topic topic);
    ~Mailbox();
    Mailbox(Mailbox const&) = delete;
    Mailbox& operator=(Mailbox const&) = delete;

    // To every open mailbox of the process; cheap when there is none.
    static void announce(Topic topic, CompanyId company);

    void put(CompanyId company);
    // Waits for letters, at most this long; ring() and close() end the wait too.
    std::set<CompanyId> wait(std::chrono::milliseconds at_most);
    // Ends a wait without a letter.
    void ring();
    void close();
    bool closed() const;

private:
    Topic topic_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::set<CompanyId> companies_;
    bool rung_ = false, closed_ = false;
};

} // namespace guildhall::jobs
