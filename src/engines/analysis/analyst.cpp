#include "analysis/analyst.hpp"
#include "base/outcome.hpp"
#include "job_result.hpp"
#include "worker_process.hpp"
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <semaphore>
#include <thread>

namespace guildhall::analysis {
namespace {

using geometry::Defect;
using geometry::Failure;

Descriptor open_file(std::filesystem::path const& file)
{
    Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened) throw Unavailable("cannot open " + file.string() + ": " + std::strerror(errno));
    return opened;
}

Job job_within(Allowance const& allowance)
{
    Job job;
    job.wall_ms = allowance.wall.count();
    job.cpu_seconds = allowance.cpu.count();
    job.memory_bytes = static_cast<std::int64_t>(allowance.memory_bytes);
    return job;
}

std::size_t processors() { return std::max(1u, std::thread::hardware_concurrency()); }

} // namespace

// The worker shared by all callers, and how many of them it serves at once.
class Analyst::Pool {
public:
    explicit Pool(Setup setup)
        : executable_(std::move(setup.executable))
        , places_(static_cast<std::ptrdiff_t>(setup.concurrent_jobs ? setup.concurrent_jobs : processors()))
    {
    }
    JobOutcome perform(int file, Job const& job, std::function<void(int percent)> const& progress = {});
    void close();
    std::optional<pid_t> worker_pid() const;

private:
    std::shared_ptr<WorkerProcess> worker();
    void give_up(std::shared_ptr<WorkerProcess> const& worker);
    std::expected<JobOutcome, NoResult> attempt(
        WorkerProcess const& worker, int file, Job const& job, std::function<void(int percent)> const& progress);

    std::filesystem::path executable_;
    std::counting_semaphore<> places_;
    mutable std::mutex mutex_;
    std::shared_ptr<WorkerProcess> worker_; // guarded by mutex_; jobs in flight hold on to theirs
    std::atomic<bool> closed_{false};
};

std::shared_ptr<WorkerProcess> Analyst::Pool::worker()
{
    std::scoped_lock const lock(mutex_);
    if (!worker_) worker_ = std::make_shared<WorkerProcess>(executable_.empty() ? worker_executable() : executable_);
    return worker_;
}

void Analyst::Pool::give_up(std::shared_ptr<WorkerProcess> const& worker)
{
    worker->kill();
    std::scoped_lock const lock(mutex_);
    if (worker_ == worker) worker_.reset();
}

std::optional<pid_t> Analyst::Pool::worker_pid() const
{
    std::scoped_lock const lock(mutex_);
    if (!worker_) return std::nullopt;
    return worker_->pid();
}

void Analyst::Pool::close()
{
    closed_ = true;
    std::scoped_lock const lock(mutex_);
    if (worker_) worker_->kill();
}

std::expected<JobOutcome, NoResult> Analyst::Pool::attempt(
    WorkerProcess const& worker, int file, Job const& job, std::function<void(int percent)> const& progress)
{
    auto result = make_pipe(), exit = make_pipe();
    JobDescriptors descriptors{
        Descriptor(fcntl(file, F_DUPFD_CLOEXEC, 0)), std::move(result.write_end), std::move(exit.write_end)};
    if (!descriptors.file) throw Unavailable(std::string("cannot pass on the file: ") + std::strerror(errno));
    if (!worker.submit(job, descriptors)) return std::unexpected(NoResult::worker_died);
    descriptors = {}; // the worker holds the only write ends now, so that their end is the end of the job
    return wait_for_result({std::move(result.read_end), std::move(exit.read_end)}, job, progress);
}

JobOutcome Analyst::Pool::perform(int file, Job const& job, std::function<void(int percent)> const& progress)
{
    places_.acquire();
    struct Place {
        std::counting_semaphore<>& places;
        ~Place() { places.release(); }
    } const place{places_};
    // When the worker dies it takes the jobs of other files with it; each of them deserves another chance.
    for (int attempts_left = 3; attempts_left > 0 && !closed_; --attempts_left) {
        auto const worker = this->worker();
        auto outcome = attempt(*worker, file, job, progress);
        if (outcome) return std::move(*outcome);
        give_up(worker);
        if (outcome.error() == NoResult::worker_hangs) break;
    }
    return std::unexpected(Failure{Defect::analysis_crashed, "The file could not be measured; try again later."});
}

Analyst::Analyst(Setup setup)
    : pool_(std::make_unique<Pool>(std::move(setup)))
{
}
Analyst::~Analyst() = default;

void Analyst::close() { pool_->close(); }

std::optional<pid_t> Analyst::worker_pid() const { return pool_->worker_pid(); }

std::expected<Analyzed, Failure> Analyst::analyze(int file_descriptor, Options const& options)
{
    auto job = job_within(options.allowance);
    job.unit = options.unit;
    job.picture = options.picture;
    job.glb = options.glb;
    auto result = pool_->perform(file_descriptor, job, options.progress);
    if (!result) return std::unexpected(std::move(result.error()));
    return Analyzed{std::move(*result->analysis), std::move(result->picture), std::move(result->glb),
        std::move(result->light_glb), std::chrono::microseconds(result->report.cpu_us),
        static_cast<std::size_t>(result->report.peak_kb) * 1024};
}

std::expected<Analyzed, Failure> Analyst::analyze(std::filesystem::path const& file, Options const& options)
{
    return analyze(open_file(file).get(), options);
}

std::expected<Analyzed, Failure> Analyst::analyze(std::span<std::byte const> file, Options const& options)
{
    return analyze(memory_file(file).get(), options);
}

std::expected<std::string, Failure> Analyst::render(
    int file_descriptor, Picture const& picture, Allowance const& allowance)
{
    auto job = job_within(allowance);
    job.measure = false;
    job.picture = picture;
    auto result = pool_->perform(file_descriptor, job);
    if (!result) return std::unexpected(std::move(result.error()));
    return std::move(result->picture);
}

std::expected<std::string, Failure> Analyst::render(
    std::filesystem::path const& file, Picture const& picture, Allowance const& allowance)
{
    return render(open_file(file).get(), picture, allowance);
}

std::expected<std::string, Failure> Analyst::render(
    std::span<std::byte const> file, Picture const& picture, Allowance const& allowance)
{
    return render(memory_file(file).get(), picture, allowance);
}

std::expected<BrowserModel, Failure> Analyst::model(std::filesystem::path const& file, Allowance const& allowance)
{
    auto job = job_within(allowance);
    job.measure = false;
    job.glb = true;
    auto result = pool_->perform(open_file(file).get(), job);
    if (!result) return std::unexpected(std::move(result.error()));
    return BrowserModel{std::move(result->glb), std::move(result->light_glb)};
}

std::expected<std::string, Failure> Analyst::thumbnail(
    std::filesystem::path const& file, std::int64_t size, Allowance const& allowance)
{
    auto job = job_within(allowance);
    job.measure = false;
    job.thumbnail = size;
    auto result = pool_->perform(open_file(file).get(), job);
    if (!result) return std::unexpected(std::move(result.error()));
    return std::move(result->picture);
}

} // namespace guildhall::analysis
