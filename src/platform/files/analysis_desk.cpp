#include "analysis_desk.hpp"

namespace guildhall::files {

std::optional<Findings> Flight::wait_until(std::chrono::steady_clock::time_point deadline) const
{
    if (future_.wait_until(deadline) != std::future_status::ready) return std::nullopt;
    return future_.get();
}

AnalysisDesk::AnalysisDesk(std::size_t threads, Analyse analyse)
    : thread_count_(std::max<std::size_t>(threads, 1))
    , analyse_(std::move(analyse))
{
}

AnalysisDesk::~AnalysisDesk()
{
    {
        std::scoped_lock const lock(mutex_);
        closing_ = true;
        waiting_.clear();
    }
    something_new_.notify_all();
}

std::shared_ptr<Flight> AnalysisDesk::begin(std::string const& sha256)
{
    std::scoped_lock const lock(mutex_);
    auto& flight = flights_[sha256];
    if (flight) return flight;
    flight = std::make_shared<Flight>();
    flight->sha256_ = sha256;
    flight->task_ = std::packaged_task<Findings()>(
        [this, raw = flight.get()] { return analyse_(raw->sha256_, [raw](int percent) { raw->percent_ = percent; }); });
    flight->future_ = flight->task_.get_future();
    waiting_.push_back(flight);
    while (threads_.size() < thread_count_) threads_.emplace_back([this] { work(); });
    something_new_.notify_one();
    return flight;
}

std::shared_ptr<Flight> AnalysisDesk::find(std::string const& sha256) const
{
    std::scoped_lock const lock(mutex_);
    auto const found = flights_.find(sha256);
    return found == flights_.end() ? nullptr : found->second;
}

void AnalysisDesk::work()
{
    std::unique_lock lock(mutex_);
    while (true) {
        something_new_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
        if (closing_) return;
        auto const flight = waiting_.front();
        waiting_.pop_front();
        lock.unlock();
        flight->task_();
        lock.lock();
        flights_.erase(flight->sha256_);
    }
}

} // namespace guildhall::files
