#include "log_file.hpp"
#include "base/outcome.hpp"
#include <algorithm>
#include <new>
#include <sqlite3.h>
#include <string>

namespace guildhall::db {
namespace {

// A transaction that is larger than this is written in several pieces.
constexpr std::size_t most_buffered = std::size_t{4} << 20;

// SQLite's layer for Unix takes less than 128 KB at a time.
constexpr std::size_t largest_write = std::size_t{64} << 10;

// Of this thread: it commits without waiting for the disk.
thread_local bool syncs_later = false;
thread_local bool left_a_sync = false;

// What SQLite sees as the open log; the file of the layer below lies behind it in the same block of memory.
struct LogFile {
    sqlite3_file base;
    std::string waiting;      // appended, not yet written
    sqlite3_int64 starts = 0; // its place in the file
    bool has_new_head = false;

    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    sqlite3_io_methods const& methods() { return *below()->pMethods; }
    sqlite3_int64 ends() const { return starts + static_cast<sqlite3_int64>(waiting.size()); }

    // What could not be written is forgotten: SQLite gives its transaction up, and the next one takes the same place.
    int write_out()
    {
        auto code = SQLITE_OK;
        for (std::size_t at = 0; at < waiting.size() && code == SQLITE_OK; at += largest_write)
            code = methods().xWrite(below(), waiting.data() + at,
                static_cast<int>(std::min(largest_write, waiting.size() - at)),
                starts + static_cast<sqlite3_int64>(at));
        starts = ends();
        waiting.clear();
        return code;
    }
    int append(void const* bytes, int count, sqlite3_int64 offset)
    {
        if (offset == 0) has_new_head = true;
        if (offset != ends() || waiting.size() + static_cast<std::size_t>(count) > most_buffered) {
            if (auto const code = write_out(); code != SQLITE_OK) return code;
            starts = offset;
        }
        try {
            waiting.append(static_cast<char const*>(bytes), static_cast<std::size_t>(count));
        } catch (std::bad_alloc const&) { // SQLite is C: nothing may be thrown through it
            return SQLITE_NOMEM;
        }
        return SQLITE_OK;
    }
};

LogFile& log_of(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }

// Writes out what waits, then asks the layer below.
template <auto Method, class... Args> int after_writing(sqlite3_file* file, Args... args)
{
    auto& log = log_of(file);
    if (auto const code = log.write_out(); code != SQLITE_OK) return code;
    return (log.methods().*Method)(log.below(), args...);
}
template <auto Method, class... Args> int at_once(sqlite3_file* file, Args... args)
{
    auto& log = log_of(file);
    return (log.methods().*Method)(log.below(), args...);
}

using Methods = sqlite3_io_methods;

int close_log(sqlite3_file* file)
{
    auto& log = log_of(file);
    auto const written = log.write_out();
    auto const closed = log.methods().xClose(log.below());
    log.~LogFile();
    return written != SQLITE_OK ? written : closed;
}
int sync_log(sqlite3_file* file, int flags)
{
    auto& log = log_of(file);
    if (syncs_later && !log.has_new_head) {
        left_a_sync = true;
        return log.write_out();
    }
    auto const code = after_writing<&Methods::xSync>(file, flags);
    if (code == SQLITE_OK) log.has_new_head = false;
    return code;
}
int write_log(sqlite3_file* file, void const* bytes, int count, sqlite3_int64 offset)
{
    return log_of(file).append(bytes, count, offset);
}

// Version 1: a log is neither mapped nor shared.
constexpr Methods log_methods = {.iVersion = 1,
    .xClose = close_log,
    .xRead = after_writing<&Methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = write_log,
    .xTruncate = after_writing<&Methods::xTruncate, sqlite3_int64>,
    .xSync = sync_log,
    .xFileSize = after_writing<&Methods::xFileSize, sqlite3_int64*>,
    .xLock = at_once<&Methods::xLock, int>,
    .xUnlock = at_once<&Methods::xUnlock, int>,
    .xCheckReservedLock = at_once<&Methods::xCheckReservedLock, int*>,
    .xFileControl = at_once<&Methods::xFileControl, int, void*>,
    .xSectorSize = at_once<&Methods::xSectorSize>,
    .xDeviceCharacteristics = at_once<&Methods::xDeviceCharacteristics>,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

sqlite3_vfs* system_files() { return sqlite3_vfs_find("unix"); }

// Logs get the buffer; every other file is the layer below itself.
int open_file(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* flags_out)
{
    auto* const system = system_files();
    if ((flags & SQLITE_OPEN_WAL) == 0) return system->xOpen(system, name, file, flags, flags_out);
    auto* const log = new (file) LogFile{};
    auto const code = system->xOpen(system, name, log->below(), flags, flags_out);
    if (code == SQLITE_OK)
        log->base.pMethods = &log_methods;
    else
        log->~LogFile(); // without methods SQLite does not close it
    return code;
}

} // namespace

SyncLater::SyncLater()
{
    syncs_later = true;
    left_a_sync = false;
}
SyncLater::~SyncLater() { syncs_later = false; }
bool SyncLater::wrote() const { return left_a_sync; }

char const* buffered_log()
{
    static auto layer = [] {
        auto const* const system = system_files();
        check(system != nullptr, "SQLite knows the files of this system");
        auto copy = *system; // its other functions look at the fields of their own layer, which are the same here
        copy.zName = "buffered-log";
        copy.szOsFile += static_cast<int>(sizeof(LogFile));
        copy.pNext = nullptr;
        copy.xOpen = open_file;
        return copy;
    }();
    static auto const registered = sqlite3_vfs_register(&layer, 0);
    check(registered == SQLITE_OK, "SQLite takes a layer of files");
    return layer.zName;
}

} // namespace guildhall::db
