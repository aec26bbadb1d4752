#pragma once
// Analyses contents in threads of its own: each once, however many ask for it at the same time (MF-07).
#include "files/files.hpp"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace guildhall::files {

// One content on its way through the desk. Whoever holds it may wait for it.
class Flight {
public:
    // What was found; nothing before `deadline`. Throws what the analysis threw.
    std::optional<Findings> wait_until(std::chrono::steady_clock::time_point deadline) const;
    std::int64_t percent() const { return percent_; }

private:
    friend class AnalysisDesk;
    std::string sha256_;
    std::packaged_task<Findings()> task_; // carries what the analysis throws to those who wait
    std::shared_future<Findings> future_;
    std::atomic<std::int64_t> percent_{0};
};

class AnalysisDesk {
public:
    using Progress = std::function<void(int percent)>;
    // Runs in a thread of the desk; an earlier flight of the same content may have found everything meanwhile.
    using Analyse = std::function<Findings(std::string const& sha256, Progress const& progress)>;

    AnalysisDesk(std::size_t threads, Analyse analyse);
    // Waits for the analyses that run; those that wait for their turn are broken off.
    ~AnalysisDesk();
    AnalysisDesk(AnalysisDesk const&) = delete;
    AnalysisDesk& operator=(AnalysisDesk const&) = delete;

    // The flight of this content, begun now unless it is on its way. The first one starts the threads.
    std::shared_ptr<Flight> begin(std::string const& sha256);
    // The flight of this content if it is on its way.
    std::shared_ptr<Flight> find(std::string const& sha256) const;

private:
    void work();

    std::size_t thread_count_;
    Analyse analyse_;
    mutable std::mutex mutex_;
    std::condition_variable something_new_;
    std::map<std::string, std::shared_ptr<Flight>> flights_; // guarded by mutex_, like all below
    std::deque<std::shared_ptr<Flight>> waiting_;
    bool closing_ = false;
    std::vector<std::jthread> threads_;
};

} // namespace guildhall::files
