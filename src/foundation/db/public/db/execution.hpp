#pragma once
// One run of one prepared statement, the same on every engine.
#include "base/uuid.hpp"
#include "trace/trace.hpp"
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace guildhall::db {

class Execution {
public:
    virtual ~Execution() = default;

    // Parameters, counted from 1. Values are copied.
    virtual void bind_null(int at) = 0;
    virtual void bind_integer(int at, std::int64_t) = 0;
    virtual void bind_real(int at, double) = 0;
    virtual void bind_text(int at, std::string_view) = 0;
    virtual void bind_bytes(int at, std::string_view) = 0;
    virtual void bind_uuid(int at, Uuid const&) = 0;
    // The same for values that live until reset(): an engine in the same process need not copy them.
    virtual void lend_text(int at, std::string_view value) { bind_text(at, value); }
    virtual void lend_bytes(int at, std::string_view value) { bind_bytes(at, value); }
    virtual void lend_uuid(int at, Uuid const& value) { bind_uuid(at, value); }

    // Runs the statement whose result nobody reads; the engine may send it later, but before the commit.
    virtual void perform() = 0;
    // Moves to the next row; false after the last. The first call runs the statement.
    virtual bool step() = 0;
    // Rows inserted, updated or deleted; runs the statement to its end.
    virtual std::int64_t changed_rows() = 0;
    // Done with it: forgets parameters and rows.
    virtual void reset() = 0;

    // Columns of the current row, counted from 0. Views live until the next step().
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::string bytes(int column) const = 0;
    virtual Uuid uuid(int column) const = 0;
};

// Resets at the end of the scope, whatever happens in it.
class Cursor {
public:
    explicit Cursor(Execution& execution, trace::Span span = {})
        : execution_(execution)
        , span_(std::move(span))
    {
    }
    ~Cursor() { execution_.reset(); }
    Cursor(Cursor const&) = delete;
    Cursor& operator=(Cursor const&) = delete;
    Execution* operator->() const { return &execution_; }
    Execution& operator*() const { return execution_; }

private:
    Execution& execution_;
    trace::Span span_; // of what is done with the statement, rows included
};

} // namespace guildhall::db
