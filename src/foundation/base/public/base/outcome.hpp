#pragma once
// The answer of a use case, and what to do about bugs.
#include <cstdint>
#include <expected>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <string>
#include <vector>

namespace guildhall {

// A further member of a problem document: what a machine wants to know beside the code.
struct Fact {
    std::string name;
    std::string json; // its value, as JSON
};

// Why a rule says no: one word out of the use case's closed list, and what helps the caller to do better.
template <class Reason> struct Refused {
    Reason reason{};
    std::string detail;                           // a sentence for people; made from the word when empty
    std::string pointer;                          // JSON pointer of the member at fault, where one is
    std::vector<std::string> allowed;             // what would have been possible
    std::optional<std::int64_t> retry_after = {}; // seconds until asking again makes sense
    std::vector<Fact> facts = {};
};

// A value, or one reason out of a closed list. Exceptions never carry a business answer.
template <class Value, class Reason> using Outcome = std::expected<Value, Refused<Reason>>;

template <class Reason>
std::unexpected<Refused<Reason>> refuse(Reason reason, std::string detail = {}, std::string pointer = {})
{
    return std::unexpected(Refused<Reason>{reason, std::move(detail), std::move(pointer), {}});
}
template <class Reason>
std::unexpected<Refused<Reason>> refuse_for(std::int64_t seconds, Reason reason, std::string detail)
{
    return std::unexpected(Refused<Reason>{reason, std::move(detail), {}, {}, seconds});
}
template <class Reason>
std::unexpected<Refused<Reason>> refuse_allowing(Reason reason, std::vector<std::string> allowed)
{
    return std::unexpected(Refused<Reason>{reason, {}, {}, std::move(allowed)});
}

// The answer of a use case that has nothing to say but that it is done.
struct Nothing {};

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
