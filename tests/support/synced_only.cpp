// What a power cut would leave: preloaded (LD_PRELOAD) into a program, it keeps in the folder SYNCED_TO every file of
// the folder SYNCED_FROM as it was when it was last synced, and nothing of what was written since. Files that were
// never synced are not there.
#include <array>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <mutex>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

std::string name_of(int file)
{
    std::array<char, PATH_MAX> name{};
    auto const length = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), name.data(), name.size());
    return length > 0 ? std::string(name.data(), static_cast<std::size_t>(length)) : std::string();
}

// Where the file's copy lies; empty for files of other folders, and for what is no file.
std::string copy_of(int file)
{
    auto const* const from = std::getenv("SYNCED_FROM");
    auto const* const to = std::getenv("SYNCED_TO");
    struct stat facts = {};
    if (!from || !to || ::fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) return {};
    auto const folder = std::string(from) + "/";
    auto const name = name_of(file);
    if (!name.starts_with(folder)) return {};
    auto const inside = name.substr(folder.size());
    return inside.find('/') == inside.npos ? std::string(to) + "/" + inside : std::string(); // the database's
}

// By the same descriptor: opening and closing another would give up SQLite's locks.
bool copy(int file, std::string const& target)
{
    auto const out = ::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (out < 0) return false;
    static std::array<char, 1 << 20> piece;
    off_t at = 0;
    ssize_t count = 0;
    while ((count = ::pread(file, piece.data(), piece.size(), at)) > 0 &&
           ::write(out, piece.data(), static_cast<std::size_t>(count)) == count)
        at += count;
    ::close(out);
    return count == 0;
}

// One at a time, so that an older state never replaces a newer one. The copy is made before the sync begins: what is
// written while it runs may be lost. It counts when the sync has succeeded, before anybody is told.
int sync_and_keep(long call, int file)
{
    static std::mutex mutex;
    std::lock_guard const lock(mutex);
    auto const kept = copy_of(file);
    auto const copied = !kept.empty() && copy(file, kept + ".part");
    auto const result = static_cast<int>(::syscall(call, file));
    auto const fault = errno;
    if (copied && result == 0) std::rename((kept + ".part").c_str(), kept.c_str());
    errno = fault;
    return result;
}

} // namespace

extern "C" int fsync(int file) { return sync_and_keep(SYS_fsync, file); }
extern "C" int fdatasync(int file) { return sync_and_keep(SYS_fdatasync, file); }
