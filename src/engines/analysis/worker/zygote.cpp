#include "worker/zygote.hpp"
#include "analysis/job.hpp"
#include "job_process.hpp"
#include "step_module.hpp"
#include <algorithm>
#include <chrono>
#include <csignal>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <vector>

namespace guildhall::analysis {
namespace {

using Clock = std::chrono::steady_clock;

struct RunningJob {
    pid_t pid = 0;
    Descriptor process; // pidfd: readable once the process has ended
    Descriptor exit;    // where its ExitReport goes
    Clock::time_point deadline;
    bool timed_out = false;
};

class Zygote {
public:
    explicit Zygote(Descriptor control)
        : control_(std::move(control))
    {
    }
    void serve();

private:
    void wait_for_events();
    void start(ReceivedJob received);
    void look_after(RunningJob& job, short process_events, short caller_events);
    void reap(RunningJob& job);
    int milliseconds_to_next_deadline() const;

    Descriptor control_;
    std::vector<RunningJob> running_;
    std::vector<pollfd> polled_;
    bool other_end_is_gone_ = false;
};

void Zygote::serve()
{
    while (!other_end_is_gone_) wait_for_events();
    for (auto& job : running_) {
        kill(job.pid, SIGKILL);
        reap(job);
    }
}

void Zygote::wait_for_events()
{
    polled_.assign(1, {control_.get(), POLLIN, 0});
    for (auto const& job : running_) {
        polled_.push_back({job.process.get(), POLLIN, 0});
        polled_.push_back({job.exit.get(), 0, 0}); // POLLERR: nobody waits for this job any more
    }
    if (poll(polled_.data(), polled_.size(), milliseconds_to_next_deadline()) < 0) return;
    for (std::size_t i = 0; i < running_.size(); ++i)
        look_after(running_[i], polled_[1 + 2 * i].revents, polled_[2 + 2 * i].revents);
    std::erase_if(running_, [](RunningJob const& job) { return !job.process; });
    if (polled_[0].revents == 0) return;
    if (auto received = receive_job(control_.get()))
        start(std::move(*received));
    else
        other_end_is_gone_ = true;
}

void Zygote::look_after(RunningJob& job, short process_events, short caller_events)
{
    if (process_events != 0) return reap(job);
    if (caller_events & POLLERR) kill(job.pid, SIGKILL);
    if (!job.timed_out && Clock::now() >= job.deadline) {
        job.timed_out = true;
        kill(job.pid, SIGKILL);
    }
}

void Zygote::start(ReceivedJob received)
{
    std::byte beginning[1024];
    auto const read = pread(received.descriptors.file.get(), beginning, sizeof beginning, 0);
    if (read > 0 && looks_like_step(std::span(beginning).first(static_cast<std::size_t>(read)))) load_step_reader();

    RunningJob job;
    job.deadline = Clock::now() + std::chrono::milliseconds(received.job.wall_ms);
    auto const self = getpid();
    job.pid = fork();
    if (job.pid == 0) do_job(std::move(received), self);
    job.exit = std::move(received.descriptors.exit);
    if (job.pid > 0) job.process = process_descriptor(job.pid);
    if (job.process) {
        running_.push_back(std::move(job));
        return;
    }
    if (job.pid > 0) kill(job.pid, SIGKILL), waitpid(job.pid, nullptr, 0);
    ExitReport const report;
    write_all(job.exit.get(), std::as_bytes(std::span(&report, 1)));
}

// Collects the ended process and tells the client how it went.
void Zygote::reap(RunningJob& job)
{
    int status = 0;
    rusage usage{};
    wait4(job.pid, &status, 0, &usage);
    ExitReport report;
    report.kind = job.timed_out         ? ExitReport::timed_out
                  : WIFSIGNALED(status) ? ExitReport::signalled
                                        : ExitReport::exited;
    report.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    auto const micros = [](timeval const& time) { return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec; };
    report.cpu_us = micros(usage.ru_utime) + micros(usage.ru_stime);
    report.peak_kb = usage.ru_maxrss;
    write_all(job.exit.get(), std::as_bytes(std::span(&report, 1)));
    job.process.reset();
}

int Zygote::milliseconds_to_next_deadline() const
{
    auto next = Clock::time_point::max();
    for (auto const& job : running_)
        if (!job.timed_out) next = std::min(next, job.deadline);
    if (next == Clock::time_point::max()) return -1;
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

} // namespace

void serve_jobs(Descriptor control) { Zygote{std::move(control)}.serve(); }

} // namespace guildhall::analysis
