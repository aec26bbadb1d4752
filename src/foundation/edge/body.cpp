#include "body.hpp"
#include "syntax.hpp"
#include <algorithm>
#include <charconv>

namespace guildhall::edge {
namespace {

constexpr Fault too_large{413, "body_too_large", "The request body is too large."};
constexpr Fault no_memory{503, "busy", "The server holds too many request bodies at the moment; try again."};
constexpr Fault bad_chunk_size{400, "bad_chunk_size", "A chunk does not begin with its size in hexadecimal digits."};
constexpr Fault bad_chunk_end{400, "bad_chunk_end", "A chunk is not followed by CR LF."};
constexpr Fault bad_line{400, "bad_chunk_line", "A chunk or trailer line is malformed or too long."};

constexpr std::size_t longest_line = 4'096;
constexpr std::size_t most_size_digits = 16;

} // namespace

std::optional<Fault> BodyReader::begin(Framing framing, std::uint64_t length, std::uint64_t most_bytes)
{
    body_.clear();
    line_.clear();
    if (framing != Framing::none) reservation_ = Reservation(budget_);
    most_bytes_ = most_bytes;
    received_ = 0;
    overhead_ = 0;
    trailers_ = 0;
    left_ = length;
    switch (framing) {
    case Framing::none: state_ = State::done; break;
    case Framing::length: state_ = State::fixed; break;
    case Framing::chunked: state_ = State::chunk_line; break;
    }
    if (framing == Framing::length && length > most_bytes) return too_large;
    return std::nullopt;
}

std::optional<Fault> BodyReader::read(std::string_view& bytes)
{
    auto const before = bytes.size();
    std::optional<Fault> fault;
    while (!fault && !done() && !bytes.empty()) {
        switch (state_) {
        case State::fixed: fault = read_data(bytes, State::done); break;
        case State::chunk_data: fault = read_data(bytes, State::chunk_end); break;
        default: fault = read_line(bytes); break;
        }
    }
    received_ += before - bytes.size();
    return fault;
}

std::optional<Fault> BodyReader::read_data(std::string_view& bytes, State next)
{
    auto const size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
    if (!make_room(size)) return no_memory;
    body_.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    left_ -= size;
    if (left_ == 0) state_ = next;
    return std::nullopt;
}

void BodyReader::discard()
{
    std::string().swap(body_);
    reservation_ = Reservation();
}

// Reserves before it allocates, and what it allocates: capacity, not size.
bool BodyReader::make_room(std::size_t bytes)
{
    auto const needed = body_.size() + bytes;
    if (needed <= body_.capacity()) return true;
    auto const most_needed = state_ == State::fixed ? needed + static_cast<std::size_t>(left_) - bytes : needed * 2;
    auto const capacity = std::min(std::max(needed, body_.capacity() * 2), most_needed);
    if (!reservation_.grow_to(capacity)) return false;
    body_.reserve(capacity);
    return true;
}

// Gathers one line, which must end with CR LF, and hands it on.
std::optional<Fault> BodyReader::read_line(std::string_view& bytes)
{
    auto const line_feed = bytes.find('\n');
    auto const size = std::min(line_feed, bytes.size());
    if (line_.size() + size > longest_line) return bad_line;
    line_.append(bytes.substr(0, size));
    if (line_feed == std::string_view::npos) {
        bytes = {};
        // An over-long or wrong beginning need not be waited for.
        return state_ == State::chunk_end && line_ != "\r" ? std::optional(bad_chunk_end) : std::nullopt;
    }
    bytes.remove_prefix(size + 1);
    if (!line_.ends_with('\r')) return state_ == State::chunk_end ? bad_chunk_end : bad_line;
    line_.pop_back();
    auto fault = finish_line(line_);
    line_.clear();
    return fault;
}

std::optional<Fault> BodyReader::finish_line(std::string_view line)
{
    if (state_ == State::chunk_line) return read_chunk_line(line);
    if (state_ == State::trailer) return read_trailer(line);
    if (!line.empty()) return bad_chunk_end;
    state_ = State::chunk_line;
    return std::nullopt;
}

std::optional<Fault> BodyReader::read_chunk_line(std::string_view line)
{
    auto const digits = line.substr(0, line.find_first_not_of("0123456789abcdefABCDEF"));
    auto const extension = line.substr(digits.size());
    if (digits.empty() || digits.size() > most_size_digits) return bad_chunk_size;
    if (!extension.empty() && (extension.front() != ';' || !is_field_value(extension))) return bad_chunk_size;
    overhead_ += extension.size();
    if (overhead_ > limits_.bytes) return bad_line;

    std::uint64_t size = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), size, 16); // 16 digits always fit
    if (size > most_bytes_ || body_.size() > most_bytes_ - size) return too_large;
    left_ = size;
    state_ = size > 0 ? State::chunk_data : State::trailer;
    return std::nullopt;
}

// Trailers are checked and dropped: nobody here asks for them, and merged into the headers they could forge some.
std::optional<Fault> BodyReader::read_trailer(std::string_view line)
{
    if (line.empty()) {
        state_ = State::done;
        return std::nullopt;
    }
    overhead_ += line.size();
    if (overhead_ > limits_.bytes || ++trailers_ > limits_.fields) return bad_line;
    Field field;
    return parse_field_line(line, field);
}

} // namespace guildhall::edge
