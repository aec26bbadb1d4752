#include "log_syncer.hpp"
#include <fcntl.h>
#include <future>
#include <pthread.h>
#include <unistd.h>
#include <utility>

namespace guildhall::db {

LogSyncer::LogSyncer(std::string log_path)
    : log_path_(std::move(log_path))
    , thread_([this] { loop(); })
{
}

LogSyncer::~LogSyncer()
{
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
    if (file_ >= 0) ::close(file_);
}

void LogSyncer::when_durable(bool wrote, Answer answer)
{
    {
        std::lock_guard const lock(mutex_);
        unsynced_ |= wrote;
        waiting_.push_back(std::move(answer));
    }
    wake_.notify_one();
}

void LogSyncer::finish()
{
    std::promise<void> answered;
    when_durable(false, [&](bool) { answered.set_value(); });
    answered.get_future().wait();
}

// While one sync takes its time, others gather for the next.
void LogSyncer::loop()
{
    pthread_setname_np(pthread_self(), "db-sync");
    for (;;) {
        std::vector<Answer> answers;
        bool unsynced = false;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return; // stopping, and nobody waits any more
            answers.swap(waiting_);
            unsynced = std::exchange(unsynced_, false);
        }
        if (unsynced && !sync()) failed_ = true;
        for (auto& answer : answers) answer(!failed_);
    }
}

// The log keeps its file as long as the database is open, which it is before this is first called.
bool LogSyncer::sync()
{
    if (file_ < 0) file_ = ::open(log_path_.c_str(), O_RDWR | O_CLOEXEC);
    return file_ >= 0 && ::fdatasync(file_) == 0;
}

} // namespace guildhall::db
