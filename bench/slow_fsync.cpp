// A slower disk: preloaded (LD_PRELOAD) into a program, fsync and fdatasync take SLOW_FSYNC_US microseconds longer.
#include <chrono>
#include <cstdlib>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace {

void wait_longer()
{
    auto const* const setting = std::getenv("SLOW_FSYNC_US");
    std::this_thread::sleep_for(std::chrono::microseconds(setting ? std::strtol(setting, nullptr, 10) : 0));
}

} // namespace

extern "C" int fsync(int file)
{
    wait_longer();
    return static_cast<int>(::syscall(SYS_fsync, file));
}

extern "C" int fdatasync(int file)
{
    wait_longer();
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}
