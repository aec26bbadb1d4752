#pragma once
// The body of an answer that goes on for as long as somebody listens: written from any thread, sent by the edge.
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace guildhall::http {

// A small buffer between one writer and one connection. The edge alone keeps it alive: writers hold it weakly, and find
// it gone when the client has left.
class Stream {
public:
    // Called, from any thread and under no lock, when a writer that was refused may try again.
    using Room = std::shared_ptr<std::function<void()> const>;
    explicit Stream(std::size_t limit, Room room = nullptr)
        : limit_(limit)
        , room_(std::move(room))
    {
    }
    Stream(Stream const&) = delete;
    Stream& operator=(Stream const&) = delete;

    // Adds to what waits to be sent. False, and nothing is kept, when that would be more than the limit.
    bool write(std::string_view bytes);
    // The answer ends after what waits.
    void finish();

    // For the edge. `wake` is called, from any thread, when something waits that did not before; at most once per take.
    void attach(std::function<void()> wake);
    struct Taken {
        std::string bytes;
        bool finished = false; // nothing comes after these
    };
    Taken take();

private:
    void tell(std::unique_lock<std::mutex>& lock);

    std::size_t const limit_;
    Room const room_;
    std::mutex mutex_;
    std::function<void()> wake_;
    std::string waiting_;
    bool finished_ = false, told_ = false, refused_ = false;
};

// An answer of server-sent events (text/event-stream).
struct EventStream {
    std::shared_ptr<Stream> stream;
};

} // namespace guildhall::http
