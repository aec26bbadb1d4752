#include "sandbox.hpp"
#include "analysis/shadow_memory.hpp"
#include <cerrno>
#include <csignal>
#include <memory>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace guildhall::analysis {
namespace {

bool limit(__rlimit_resource resource, std::int64_t soft, std::int64_t hard)
{
    rlimit const value{static_cast<rlim_t>(soft), static_cast<rlim_t>(hard)};
    return setrlimit(resource, &value) == 0;
}

bool set_limits(Job const& job)
{
    return limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_CPU, job.cpu_seconds, job.cpu_seconds + 1) &&
           limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_NOFILE, 16, 16) && limit(RLIMIT_NPROC, 0, 0) &&
           (has_shadow_memory || limit(RLIMIT_AS, job.memory_bytes, job.memory_bytes));
}

// What allocating, computing, writing the result and dying need. Reading the clock and `times` are OpenCASCADE's.
constexpr int allowed_calls[] = {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(fstat),
    SCMP_SYS(newfstatat), SCMP_SYS(lseek), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect),
    SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(times), SCMP_SYS(getrusage), SCMP_SYS(getrandom),
    SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(tgkill), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(sysinfo), SCMP_SYS(exit), SCMP_SYS(exit_group)};

// Asked for by libraries that take no for an answer.
constexpr int refused_calls[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(access), SCMP_SYS(faccessat),
    SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(getcwd), SCMP_SYS(uname),
    SCMP_SYS(ioctl), SCMP_SYS(prctl)};

// A sanitizer finds out through a pipe whether memory can be read.
constexpr int sanitizer_calls[] = {SCMP_SYS(pipe), SCMP_SYS(pipe2)};

bool filter_system_calls()
{
    std::unique_ptr<void, void (*)(scmp_filter_ctx)> const filter(seccomp_init(SCMP_ACT_KILL_PROCESS), seccomp_release);
    if (!filter) return false;
    for (auto const call : allowed_calls)
        if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
    for (auto const call : sanitizer_calls)
        if (has_shadow_memory && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
    for (auto const call : refused_calls)
        if (seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EACCES), call, 0) != 0) return false;
    return seccomp_load(filter.get()) == 0;
}

} // namespace

bool enter_sandbox(Job const& job, pid_t parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) return false;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    return set_limits(job) && filter_system_calls();
}

} // namespace guildhall::analysis
