#pragma once
// One request and its answer, free of any server library: the edge fills and sends them, the router works on them.
#include "http/stream.hpp"
#include "http/web_socket.hpp"
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace guildhall::http {

// Whether two header names are the same: letters A to Z compare without regard to case.
bool same_name(std::string_view left, std::string_view right);

// Whether a Content-Type is this media type, whatever parameters follow ("application/json; charset=utf-8").
bool is_media_type(std::string_view content_type, std::string_view wanted);

// Header fields in order of arrival; names are compared without regard to case.
// All text lies in one block, so that a request costs two allocations however many fields it has.
class Headers {
public:
    using Field = std::pair<std::string_view, std::string_view>;

    class Iterator {
    public:
        using value_type = Field;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;
        Iterator() = default;
        Iterator(Headers const& headers, std::size_t index)
            : headers_(&headers)
            , index_(index)
        {
        }
        Field operator*() const { return headers_->field(index_); }
        Iterator& operator++()
        {
            ++index_;
            return *this;
        }
        Iterator operator++(int)
        {
            auto const before = *this;
            ++index_;
            return before;
        }
        friend bool operator==(Iterator const&, Iterator const&) = default;

    private:
        Headers const* headers_ = nullptr;
        std::size_t index_ = 0;
    };

    // Makes room for that many fields and bytes of names and values.
    void reserve(std::size_t fields, std::size_t bytes);
    void add(std::string_view name, std::string_view value);
    // The first value of that name, empty when there is none. Valid until the next add.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;
    std::size_t size() const { return places_.size(); }
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, places_.size()}; }

private:
    struct Place {
        std::size_t offset, name_length, value_length;
    };
    Field field(std::size_t index) const;
    Place const* find(std::string_view name) const;

    std::string text_;
    std::vector<Place> places_;
};

struct Request {
    std::string method; // as sent, e.g. GET
    std::string target; // origin form as sent, e.g. /api/v1/quotes?page=2, or * (OPTIONS only)
    Headers headers;
    std::string body;           // complete, transfer coding removed
    std::string remote_address; // peer, or the client named by a trusted proxy
    bool secure = false;        // came over TLS, or a trusted proxy says so
};

// Part of an open file, sent without being read into memory. The file is closed with the last copy.
struct FileSlice {
    std::shared_ptr<int const> descriptor;
    std::uint64_t offset = 0, length = 0;
};

// Opens a file for reading as a whole; no descriptor inside when it cannot be opened or is no regular file.
FileSlice open_file(std::string const& path);

struct Response {
    unsigned status = 200;
    Headers headers; // content-length, date, connection and content-encoding are the edge's business
    // string_view: bytes that live as long as the program. Stream: sent as it is written, until it is finished.
    // WebSocket: the connection becomes one; status and headers count for nothing.
    std::variant<std::string, FileSlice, std::string_view, std::shared_ptr<Stream>, std::shared_ptr<WebSocket>> body;
};

// Answers a request exactly once, from any thread. Dropping it unanswered closes the connection.
using Respond = std::move_only_function<void(Response)>;

// What stands behind the edge.
class Handler {
public:
    virtual ~Handler() = default;
    // How many body bytes a request may carry; asked before the body is read. Beyond it: 413 and close.
    virtual std::uint64_t body_limit(std::string_view method, std::string_view target) const = 0;
    // Asked on an I/O thread when a head announces a large body: the answer for a request that would be turned away
    // anyway, so that nobody can make the server hold bytes for nothing. Nothing: read the body. Of the request only
    // the head is there, without the address.
    virtual std::optional<Response> refuse_unread(Request const&) const { return std::nullopt; }
    // Called on an I/O thread; must not block. Work that takes longer answers later through `respond`.
    // Several requests of one connection run at once only when all of them are safe (GET, HEAD, OPTIONS).
    virtual void handle(Request request, Respond respond) = 0;
    // The body of an error the edge itself answers (bad request line, too large …), as a problem document.
    // Called on any I/O thread.
    virtual Response problem(unsigned status, std::string_view code, std::string_view detail) const = 0;
};

} // namespace guildhall::http
