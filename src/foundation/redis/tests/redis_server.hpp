#pragma once
// A real server of Redis for tests.
#include "redis/link.hpp"
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace guildhall::redis {

using namespace std::chrono_literals;

// A server in a folder of its own, which can be killed, stopped and started again at the same place.
class RedisServer {
public:
    RedisServer()
    {
        std::string name = (std::filesystem::temp_directory_path() / "guildhall-redis-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        start();
    }
    ~RedisServer()
    {
        kill();
        std::filesystem::remove_all(folder_);
    }
    RedisServer(RedisServer const&) = delete;
    RedisServer& operator=(RedisServer const&) = delete;
    void start()
    {
        auto const path = socket();
        char const* words[] = {"redis-server", "--port", "0", "--unixsocket", path.c_str(), "--save", "", "--logfile",
            "/dev/null", "--dir", folder_.c_str(), nullptr};
        ASSERT_EQ(::posix_spawnp(&process_, words[0], nullptr, nullptr, const_cast<char**>(words), environ), 0);
    }
    void kill()
    {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
        std::filesystem::remove(socket());
    }
    void freeze() { ::kill(process_, SIGSTOP); }
    std::string socket() const { return folder_ + "/redis.sock"; }
    Place place() const { return {.host = {}, .socket = socket(), .user = {}, .password = {}}; }

private:
    std::string folder_;
    pid_t process_ = 0;
};

// Asks until it is so, and not once more.
template <class Look> bool await_that(Look look)
{
    for (auto const end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
        if (look()) return true;
        std::this_thread::yield();
    }
    return false;
}

} // namespace guildhall::redis
