#pragma once
// The head of a request: request line and header fields, read strictly and without a copy.
// Written by hand because a parser that mends what it reads (Beast joins folded lines, takes two Hosts and unknown
// transfer codings) would need a second reader to refuse such requests, and two readers that disagree are how requests
// get smuggled. Where ours accepts, Beast must read the same: tests/fuzz/http_fuzz.cpp holds the two together.
#include "fault.hpp"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::edge {

struct HeadLimits {
    std::size_t target_bytes = 8'000;
    std::size_t bytes = 16'384; // the whole head
    std::size_t fields = 100;
};

struct Field {
    std::string_view name, value;
};

enum class Framing : std::uint8_t { none, length, chunked };

// Views point into the bytes that were parsed.
struct Head {
    std::string_view method;
    std::string target;         // origin form, or *
    std::string_view authority; // of a target in absolute form; empty otherwise
    std::vector<Field> fields;
    Framing framing = Framing::none;
    std::uint64_t length = 0; // of the body, when framing says so
    bool http_1_1 = true;
    bool keep_alive = true;
    bool expects_continue = false;
    bool accepts_gzip = false;
};

// Length of the head with its blank line, npos while it is incomplete. `searched` bytes are known to hold no end.
std::size_t find_head_end(std::string_view bytes, std::size_t searched);

// What is already wrong with a head that has not fully arrived, so that garbage is not waited for.
std::optional<Fault> check_unfinished_head(std::string_view bytes, HeadLimits const& limits);

// Reads a complete head, the blank line included, into `head`.
std::optional<Fault> parse_head(std::string_view bytes, HeadLimits const& limits, Head& head);

// Splits one field line, as in heads and trailers; the line comes without its line break.
std::optional<Fault> parse_field_line(std::string_view line, Field& field);

} // namespace guildhall::edge
