#pragma once
// How much memory the request bodies of all connections may take together.
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

namespace guildhall::edge {

class MemoryBudget {
public:
    explicit MemoryBudget(std::uint64_t limit)
        : limit_(limit)
    {
    }
    bool take(std::uint64_t bytes)
    {
        auto const before = used_.fetch_add(bytes, std::memory_order_relaxed);
        if (bytes <= limit_ && before <= limit_ - bytes) return true;
        give_back(bytes);
        return false;
    }
    void give_back(std::uint64_t bytes) { used_.fetch_sub(bytes, std::memory_order_relaxed); }
    std::uint64_t used() const { return used_.load(std::memory_order_relaxed); }

private:
    std::uint64_t limit_;
    std::atomic<std::uint64_t> used_ = 0;
};

// A share of the budget, given back when it dies.
class Reservation {
public:
    Reservation() = default;
    explicit Reservation(std::shared_ptr<MemoryBudget> budget)
        : budget_(std::move(budget))
    {
    }
    Reservation(Reservation&& other) noexcept
        : budget_(std::move(other.budget_))
        , bytes_(std::exchange(other.bytes_, 0))
    {
    }
    Reservation& operator=(Reservation&& other) noexcept
    {
        std::swap(budget_, other.budget_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    ~Reservation()
    {
        if (budget_ && bytes_ > 0) budget_->give_back(bytes_);
    }
    // False, and nothing changes, when the budget does not allow it.
    bool grow_to(std::uint64_t bytes)
    {
        if (bytes <= bytes_) return true;
        if (!budget_->take(bytes - bytes_)) return false;
        bytes_ = bytes;
        return true;
    }

private:
    std::shared_ptr<MemoryBudget> budget_;
    std::uint64_t bytes_ = 0;
};

} // namespace guildhall::edge
