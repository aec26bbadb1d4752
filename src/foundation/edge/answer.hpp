#pragma once
// Turns a handler's Response into the bytes of one answer.
#include "compression.hpp"
#include "http/message.hpp"
#include "output.hpp"
#include <cstddef>
#include <string>
#include <string_view>

namespace guildhall::edge {

// What the request and the state of the connection say about its answer.
struct AnswerTerms {
    bool head_only = false;
    bool http_1_1 = true;
    bool keep_alive = true;
    bool accepts_gzip = false;
    bool chunked = false; // the length is not known: HTTP/1.1 clients get chunks, others read until the end
};

// Writes the answers of one thread.
class AnswerWriter {
public:
    explicit AnswerWriter(std::size_t gzip_from)
        : gzip_from_(gzip_from)
    {
    }
    // `date` is an IMF-fixdate.
    void write(http::Response&& response, AnswerTerms const& terms, std::string_view date, Output& output);

private:
    void write_headers(http::Response const& response, bool encoded);
    bool encode(http::Response& response, AnswerTerms const& terms);

    std::size_t gzip_from_;
    Compressor compressor_;
    std::string head_; // kept for its capacity
};

// Whether status, header names and values can be sent as they are; a line break in a value would start a new header.
bool is_sendable(http::Response const& response);

} // namespace guildhall::edge
