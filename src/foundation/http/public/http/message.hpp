#pragma once
// One request and its answer, free of any server library: the edge fills and sends them, the router works on them.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace guildhall::http {

// Header fields in order of arrival; names are compared without regard to case.
class Headers {
public:
    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    // The first value of that name, empty when there is none.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
    std::string method; // as sent, e.g. GET
    std::string target; // origin form as sent, e.g. /api/v1/quotes?page=2
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

struct Response {
    unsigned status = 200;
    Headers headers; // content-length, date, connection and content-encoding are the edge's business
    std::variant<std::string, FileSlice, std::string_view> body; // string_view: bytes that live as long as the program
};

// Answers a request exactly once, from any thread. Dropping it unanswered closes the connection.
using Respond = std::move_only_function<void(Response)>;

// What stands behind the edge.
class Handler {
public:
    virtual ~Handler() = default;
    // How many body bytes a request may carry; asked before the body is read. Beyond it: 413 and close.
    virtual std::uint64_t body_limit(std::string_view method, std::string_view target) const = 0;
    // Called on an I/O thread; must not block. Work that takes longer answers later through `respond`.
    virtual void handle(Request request, Respond respond) = 0;
    // The body of an error the edge itself answers (bad request line, too large …), as a problem document.
    virtual Response problem(unsigned status, std::string_view code, std::string_view detail) const = 0;
};

} // namespace guildhall::http
