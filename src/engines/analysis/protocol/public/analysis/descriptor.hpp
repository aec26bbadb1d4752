#pragma once
// File descriptors with an owner.
#include <cstddef>
#include <span>
#include <sys/types.h>
#include <unistd.h>
#include <utility>

namespace guildhall::analysis {

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd)
        : fd_(fd)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : fd_(std::exchange(other.fd_, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(fd_, other.fd_);
        other.reset();
        return *this;
    }
    ~Descriptor() { reset(); }
    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }
    explicit operator bool() const { return fd_ >= 0; }
    void reset()
    {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }

private:
    int fd_ = -1;
};

struct Pipe {
    Descriptor read_end, write_end;
};

// All of these are closed on exec. They throw Unavailable when the system is short of something.
Pipe make_pipe();
Pipe make_socket_pair(); // keeps message borders; either end may be called either
Descriptor memory_file(std::span<std::byte const> content);

// Readable once the process has ended; empty when there is no such process.
Descriptor process_descriptor(pid_t pid);

// Writes everything, waiting where needed; false when the reader is gone.
bool write_all(int fd, std::span<std::byte const> bytes);

} // namespace guildhall::analysis
