// The request reader of the edge on arbitrary bytes. Beside crashes it looks for two kinds of disagreement:
// the same bytes in other pieces, and the same bytes read by Boost.Beast. A server and a proxy that read different
// requests out of one stream are how requests get smuggled.
#include "request_reader.hpp"
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace guildhall;
namespace wire = boost::beast::http;

constexpr std::size_t most_body_bytes = 1 << 20;

struct Reading {
    std::vector<http::Request> requests;
    std::string fault;
};

Reading read(std::string_view stream, std::size_t piece)
{
    auto const budget = std::make_shared<edge::MemoryBudget>(most_body_bytes * 2);
    edge::RequestReader reader({}, budget);
    Reading reading;
    std::string waiting;
    for (; !stream.empty(); stream.remove_prefix(std::min(piece, stream.size()))) {
        waiting += stream.substr(0, piece);
        std::string_view bytes = waiting;
        for (auto step = reader.advance(bytes); step != edge::RequestReader::Step::hungry;
            step = reader.advance(bytes)) {
            if (step == edge::RequestReader::Step::fault) {
                reading.fault = reader.fault().code;
                return reading;
            }
            if (step == edge::RequestReader::Step::head) reader.begin_body(most_body_bytes);
            if (step != edge::RequestReader::Step::request) continue;
            reading.requests.push_back(reader.take_request());
            static_cast<void>(reader.take_reservation());
        }
        waiting = bytes;
    }
    return reading;
}

void expect(bool holds, char const* what)
{
    if (holds) return;
    std::cerr << what << '\n';
    std::abort();
}

using Fields = std::vector<std::pair<std::string, std::string>>;

Fields sorted_fields(http::Headers const& headers)
{
    Fields fields;
    for (auto const& [name, value] : headers) fields.emplace_back(name, value);
    std::ranges::sort(fields);
    return fields;
}

Fields sorted_fields(wire::fields const& headers)
{
    Fields fields;
    for (auto const& field : headers) fields.emplace_back(field.name_string(), field.value());
    std::ranges::sort(fields);
    return fields;
}

void expect_same(http::Request const& ours, wire::request<wire::string_body> const& theirs, Fields const& their_fields)
{
    expect(ours.method == theirs.method_string(), "Beast reads another method");
    expect(ours.body == theirs.body(), "Beast reads another body");
    auto const absolute = !theirs.target().starts_with('/') && theirs.target() != "*";
    if (absolute) return; // ours is in origin form, with another Host
    expect(ours.target == theirs.target(), "Beast reads another target");
    expect(sorted_fields(ours.headers) == their_fields, "Beast reads other fields");
}

// Where Beast refuses, there is nothing to compare; it knows the grammar of chunk extensions, for one.
void compare_with_beast(std::string_view stream, std::vector<http::Request> const& requests)
{
    for (auto const& request : requests) {
        while (stream.starts_with("\r\n")) stream.remove_prefix(2);
        wire::request_parser<wire::string_body> parser;
        parser.header_limit(1 << 20);
        parser.body_limit(most_body_bytes);
        Fields fields;
        while (!parser.is_done()) {
            boost::system::error_code error;
            auto const used = parser.put(boost::asio::buffer(stream.data(), stream.size()), error);
            if (error) return;
            stream.remove_prefix(used);
            if (parser.is_header_done() && fields.empty()) {
                fields = sorted_fields(parser.get().base());
                parser.eager(true); // trailers would be mixed with the fields
            }
            if (used == 0) break;
        }
        expect(parser.is_done(), "Beast waits for more than we have taken");
        expect_same(request, parser.get(), fields);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size == 0) return 0;
    std::string_view const stream(reinterpret_cast<char const*>(data) + 1, size - 1);
    auto const whole = read(stream, std::max<std::size_t>(stream.size(), 1));
    auto const pieces = read(stream, data[0] % 64u + 1);

    expect(pieces.requests.size() == whole.requests.size(), "other requests in other pieces");
    for (std::size_t i = 0; i < whole.requests.size(); ++i) {
        auto const &one = whole.requests[i], &other = pieces.requests[i];
        expect(one.method == other.method && one.target == other.target && one.body == other.body, "other in pieces");
        expect(sorted_fields(one.headers) == sorted_fields(other.headers), "other fields in other pieces");
    }
    // Pieces may show the same mistake from another side, but never make it disappear.
    if (!whole.fault.empty()) expect(!pieces.fault.empty(), "no fault in pieces");
    compare_with_beast(stream, whole.requests);
    return 0;
}
