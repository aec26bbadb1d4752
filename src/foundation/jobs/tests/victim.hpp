#pragma once
// Other processes that do the work of a database until they are killed: this test program, called with one test alone.
#include "jobs/context.hpp"
#include <csignal>
#include <gtest/gtest.h>
#include <map>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>

namespace guildhall::jobs {

class Victim {
public:
    // `test` is a disabled one that never ends; it finds `environment` in its own, and what it writes to 3 arrives in
    // `pipe`.
    Victim(std::string const& test, std::map<std::string, std::string> const& environment, int pipe = -1)
    {
        for (auto const& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
        std::string program = "/proc/self/exe", filter = "--gtest_filter=" + test,
                    disabled = "--gtest_also_run_disabled_tests", quiet = "--gtest_brief=1";
        char* arguments[] = {program.data(), filter.data(), disabled.data(), quiet.data(), nullptr};
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        if (pipe >= 0) posix_spawn_file_actions_adddup2(&files, pipe, 3);
        EXPECT_EQ(posix_spawn(&process_, program.c_str(), &files, nullptr, arguments, environ), 0);
        posix_spawn_file_actions_destroy(&files);
    }
    ~Victim() { kill(); }
    Victim(Victim&& other) noexcept
        : process_(std::exchange(other.process_, 0))
    {
    }
    Victim& operator=(Victim&& other) noexcept
    {
        std::swap(process_, other.process_);
        return *this;
    }

    // As a power cut would: no handler runs.
    void kill()
    {
        if (process_ == 0) return;
        send(SIGKILL);
        int status = 0;
        EXPECT_EQ(waitpid(process_, &status, 0), process_);
        EXPECT_TRUE(WIFSIGNALED(status)) << "it was to be killed, not to end by itself";
        process_ = 0;
    }
    void send(int signal) const { ::kill(process_, signal); }
    bool has_stopped() const
    {
        int status = 0;
        return waitpid(process_, &status, WUNTRACED | WNOHANG) == process_ && WIFSTOPPED(status);
    }

    // In the other process: what it was given. It ends with whoever started it.
    static std::string told(char const* name)
    {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        auto const* value = std::getenv(name);
        return value ? value : "";
    }

private:
    pid_t process_ = 0;
};

} // namespace guildhall::jobs
