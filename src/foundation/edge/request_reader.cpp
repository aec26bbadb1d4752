#include "request_reader.hpp"
#include <utility>

namespace guildhall::edge {

RequestReader::Step RequestReader::advance(std::string_view& bytes)
{
    switch (state_) {
    case State::head: return read_head(bytes);
    case State::before_body: return Step::head;
    case State::body: return read_body(bytes);
    case State::broken: break;
    }
    return Step::fault;
}

RequestReader::Step RequestReader::read_head(std::string_view& bytes)
{
    // Old clients send a line break too many after a body (RFC 9112, 2.2).
    while (bytes.starts_with("\r\n")) {
        bytes.remove_prefix(2);
        searched_ = 0;
    }
    auto const end = find_head_end(bytes, searched_);
    if (end == std::string_view::npos) {
        searched_ = bytes.size();
        auto const fault = check_unfinished_head(bytes, limits_);
        return fault ? fail(*fault) : Step::hungry;
    }
    searched_ = 0;
    if (auto const fault = parse_head(bytes.substr(0, end), limits_, head_)) return fail(*fault);
    fill_request();
    bytes.remove_prefix(end);
    state_ = State::before_body;
    return Step::head;
}

void RequestReader::fill_request()
{
    request_ = {};
    request_.method = head_.method;
    request_.target = head_.target;
    std::size_t bytes = 0;
    for (auto const& field : head_.fields) bytes += field.name.size() + field.value.size();
    request_.headers.reserve(head_.fields.size() + 1, bytes + head_.authority.size() + 4);
    // The authority of an absolute target takes the place of Host (RFC 9112, 3.2.2).
    if (!head_.authority.empty()) request_.headers.add("Host", head_.authority);
    for (auto const& [name, value] : head_.fields)
        if (head_.authority.empty() || !http::same_name(name, "host")) request_.headers.add(name, value);
}

void RequestReader::begin_body(std::uint64_t most_bytes)
{
    if (auto const fault = body_.begin(head_.framing, head_.length, most_bytes))
        fail(*fault);
    else
        state_ = State::body;
}

RequestReader::Step RequestReader::read_body(std::string_view& bytes)
{
    if (auto const fault = body_.read(bytes)) return fail(*fault);
    return body_.done() ? Step::request : Step::hungry;
}

http::Request RequestReader::take_request()
{
    state_ = State::head;
    request_.body = body_.take_body();
    return std::move(request_);
}

RequestReader::Step RequestReader::fail(Fault const& fault)
{
    fault_ = fault;
    abandon(); // the connection may linger for seconds
    return Step::fault;
}

void RequestReader::abandon()
{
    state_ = State::broken;
    body_.discard();
}

} // namespace guildhall::edge
