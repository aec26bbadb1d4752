#include "analysis/descriptor.hpp"
#include "base/outcome.hpp"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace guildhall::analysis {
namespace {

void require(bool holds, char const* what)
{
    if (!holds) throw Unavailable(std::string(what) + ": " + std::strerror(errno));
}

} // namespace

Pipe make_pipe()
{
    int ends[2];
    require(pipe2(ends, O_CLOEXEC) == 0, "cannot make a pipe");
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Pipe make_socket_pair()
{
    int ends[2];
    require(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0, "cannot make a socket pair");
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Descriptor memory_file(std::span<std::byte const> content)
{
    Descriptor file(memfd_create("upload", MFD_CLOEXEC));
    require(bool(file), "cannot make a file in memory");
    require(write_all(file.get(), content), "cannot fill a file in memory");
    return file;
}

// Through syscall(): the header of this C library declares pidfd_open without C linkage.
Descriptor process_descriptor(pid_t pid) { return Descriptor(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))); }

bool write_all(int fd, std::span<std::byte const> bytes)
{
    while (!bytes.empty()) {
        auto const written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace guildhall::analysis
