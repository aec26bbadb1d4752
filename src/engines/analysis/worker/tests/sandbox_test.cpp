#include "analysis/shadow_memory.hpp"
#include "sandbox.hpp"
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace guildhall::analysis {
namespace {

// How a process ends that does `what` inside the sandbox; `what` returns its exit code.
int end_of_sandboxed(Job const& job, std::function<int()> const& what)
{
    auto const parent = getpid();
    auto const child = fork();
    if (child == 0) {
        if (!enter_sandbox(job, parent)) _exit(99);
        _exit(what());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

bool killed_by(int status, int signal) { return WIFSIGNALED(status) && WTERMSIG(status) == signal; }
bool exited_with(int status, int code) { return WIFEXITED(status) && WEXITSTATUS(status) == code; }

TEST(Sandbox, LetsComputingPass)
{
    auto const status = end_of_sandboxed({}, [] {
        std::string text;
        for (int i = 0; i < 1'000'000; ++i) text += 'x';
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        return text.size() == 1'000'000 ? 7 : 8;
    });
    EXPECT_TRUE(exited_with(status, 7)) << status;
}

TEST(Sandbox, RefusesToOpenFiles)
{
    auto const status =
        end_of_sandboxed({}, [] { return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 7 : 8; });
    EXPECT_TRUE(exited_with(status, 7)) << status;
}

TEST(Sandbox, KillsWhoeverAsksForMore)
{
    EXPECT_TRUE(killed_by(end_of_sandboxed({}, [] { return socket(AF_INET, SOCK_STREAM, 0); }), SIGSYS));
    EXPECT_TRUE(killed_by(end_of_sandboxed({}, [] { return int(fork()); }), SIGSYS));
    EXPECT_TRUE(killed_by(end_of_sandboxed({}, [] { return execl("/bin/true", "true", nullptr); }), SIGSYS));
    EXPECT_TRUE(killed_by(end_of_sandboxed({}, [] { return kill(getppid(), 0); }), SIGSYS));
    EXPECT_TRUE(killed_by(end_of_sandboxed({}, [] { return unlink("/tmp/nothing"); }), SIGSYS));
}

TEST(Sandbox, LimitsProcessorTime)
{
    Job job;
    job.cpu_seconds = 1;
    auto const status = end_of_sandboxed(job, []() -> int {
        for (std::atomic<unsigned> i = 0;; ++i) {}
    });
    EXPECT_TRUE(killed_by(status, SIGXCPU)) << status;
}

TEST(Sandbox, LimitsMemory)
{
    if (has_shadow_memory) GTEST_SKIP() << "sanitizers need the address space";
    Job job;
    job.memory_bytes = 256 << 20;
    auto const status = end_of_sandboxed(job, [] {
        auto* const block = mmap(nullptr, 512 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return block == MAP_FAILED ? 7 : 8;
    });
    EXPECT_TRUE(exited_with(status, 7)) << status;
}

} // namespace
} // namespace guildhall::analysis
