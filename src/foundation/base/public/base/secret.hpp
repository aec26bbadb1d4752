#pragma once
// A value that must never leave the program by JSON or log: it has no reader, no writer and no stream operator.
#include <string>
#include <utility>

namespace guildhall {

template <class T> class Secret {
public:
    Secret() = default;
    explicit Secret(T value)
        : value_(std::move(value))
    {
    }
    // The only way to the value; grep for reveal() to see every place that handles it.
    T const& reveal() const { return value_; }

private:
    T value_{};
};

} // namespace guildhall
