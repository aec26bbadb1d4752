#pragma once
// The answer of a use case, and what to do about bugs.
#include <expected>
#include <source_location>
#include <stdexcept>

namespace guildhall {

// A value, or one reason out of a closed list. Exceptions never carry a business answer.
template <class Value, class Reason> using Outcome = std::expected<Value, Reason>;

template <class Reason> std::unexpected<Reason> refuse(Reason reason) { return std::unexpected(reason); }

// A bug in this program: the transaction rolls back, the caller gets 500 and an error id.
struct Bug : std::logic_error {
    using std::logic_error::logic_error;
};

// Disk, database or network failed: the transaction rolls back, the caller gets 503 and may try again.
struct Unavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

[[noreturn]] void report_bug(char const* what, std::source_location where);

// States what must hold here if the program is right; throws Bug with the place when it does not.
inline void check(bool holds, char const* what, std::source_location where = std::source_location::current())
{
    if (!holds) report_bug(what, where);
}

} // namespace guildhall
