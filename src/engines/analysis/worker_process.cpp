#include "worker_process.hpp"
#include "base/outcome.hpp"
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <vector>

extern char** environ;

namespace guildhall::analysis {
namespace {

constexpr int control_fd = 3; // in the new process

// Only what the worker may need: OpenCASCADE lets the environment change how files are read. Meshes and pictures take
// large blocks that are new each time: in pages of 2 MB instead of 4 kB the system spends a tenth of the time on them.
std::vector<char*> worker_environment()
{
    static char large_pages[] = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";
    static constexpr std::string_view kept[] = {"LD_LIBRARY_PATH=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=", "TSAN_OPTIONS="};
    std::vector<char*> kept_variables{large_pages};
    for (auto** variable = environ; variable && *variable; ++variable)
        for (auto const name : kept)
            if (std::string_view(*variable).starts_with(name)) kept_variables.push_back(*variable);
    kept_variables.push_back(nullptr);
    return kept_variables;
}

// What the new process starts with: no input, no output but standard error, the control socket as descriptor 3.
class SpawnActions {
public:
    explicit SpawnActions(int control)
    {
        posix_spawn_file_actions_init(&files_);
        posix_spawn_file_actions_addopen(&files_, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files_, 1, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2(&files_, control, control_fd);
        posix_spawn_file_actions_addclosefrom_np(&files_, control_fd + 1);
        posix_spawnattr_init(&attributes_);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        // A group of its own: Ctrl-C in the terminal is for the program, which still finishes its jobs.
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnActions()
    {
        posix_spawnattr_destroy(&attributes_);
        posix_spawn_file_actions_destroy(&files_);
    }
    SpawnActions(SpawnActions const&) = delete;
    SpawnActions& operator=(SpawnActions const&) = delete;
    posix_spawn_file_actions_t const* files() const { return &files_; }
    posix_spawnattr_t const* attributes() const { return &attributes_; }

private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t attributes_{};
};

} // namespace

WorkerProcess::WorkerProcess(std::filesystem::path const& executable)
{
    auto sockets = make_socket_pair();
    SpawnActions const actions(sockets.write_end.get());
    std::string name = executable.string(), argument = "--serve";
    char* arguments[] = {name.data(), argument.data(), nullptr};
    auto const environment = worker_environment();
    auto const error =
        posix_spawn(&pid_, executable.c_str(), actions.files(), actions.attributes(), arguments, environment.data());
    if (error != 0) throw Unavailable("cannot start " + name + ": " + std::strerror(error));
    control_ = std::move(sockets.read_end);
}

WorkerProcess::~WorkerProcess()
{
    constexpr int patience_ms = 2'000;
    control_.reset();
    auto const process = process_descriptor(pid_);
    pollfd ended{process.get(), POLLIN, 0};
    if (!process || poll(&ended, 1, patience_ms) <= 0) kill();
    waitpid(pid_, nullptr, 0);
}

bool WorkerProcess::submit(Job const& job, JobDescriptors const& descriptors) const
{
    return send_job(control_.get(), job, descriptors);
}

void WorkerProcess::kill() const { ::kill(pid_, SIGKILL); }

std::filesystem::path worker_executable()
{
    if (auto const* const named = std::getenv("GUILDHALL_GEOMETRY"); named && *named) return named;
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "guildhall-geometry";
}

} // namespace guildhall::analysis
