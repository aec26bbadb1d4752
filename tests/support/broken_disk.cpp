// Preloaded (LD_PRELOAD) into a program, its disk takes nothing more as soon as the file BROKEN_WHEN is there.
#include <cerrno>
#include <cstdlib>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

bool is_broken()
{
    auto const* const sign = std::getenv("BROKEN_WHEN");
    return sign && ::access(sign, F_OK) == 0;
}

int sync(long call, int file)
{
    if (!is_broken()) return static_cast<int>(::syscall(call, file));
    errno = EIO;
    return -1;
}

} // namespace

extern "C" int fsync(int file) { return sync(SYS_fsync, file); }
extern "C" int fdatasync(int file) { return sync(SYS_fdatasync, file); }
