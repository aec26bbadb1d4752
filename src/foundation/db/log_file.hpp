#pragma once
// The write-ahead log of SQLite, written in large pieces.

namespace guildhall::db {

// The name of a file system layer of SQLite that keeps what is appended to a log in memory until the log is synced or
// read, and then writes it in one piece; SQLite itself writes every page by two system calls. For connections with
// synchronous=FULL alone: there a commit is told to others only after its sync, so that nobody misses what waits here.
// Registers the layer when it is first asked for.
char const* buffered_log();

// While one lives, a sync by this thread only hands the log to the system; that the disk has it is somebody else's care
// (LogSyncer). Except for the first after a log began anew: its head must be on the disk before what follows it, or an
// old head would vouch for new pages.
class SyncLater {
public:
    SyncLater();
    ~SyncLater();
    SyncLater(SyncLater const&) = delete;
    SyncLater& operator=(SyncLater const&) = delete;
    // Whether there was something to sync.
    bool wrote() const;
};

} // namespace guildhall::db
