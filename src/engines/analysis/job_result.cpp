#include "job_result.hpp"
#include "analysis/frame.hpp"
#include "reflect/json.hpp"
#include "verdict.hpp"
#include <cerrno>
#include <charconv>
#include <cstring>
#include <poll.h>

namespace guildhall::analysis {
namespace {

using Clock = std::chrono::steady_clock;
using geometry::Defect;
using geometry::Failure;

constexpr std::size_t largest_result = std::size_t{512} << 20;
constexpr std::chrono::seconds grace{10}; // for the worker to enforce the deadline itself

enum class ReadEnd { closed, late, too_much };

// Finds what a growing stream says of progress.
class ProgressListener {
public:
    explicit ProgressListener(std::function<void(int percent)> const& progress)
        : progress_(progress)
    {
    }
    void operator()(std::string_view stream)
    {
        auto rest = stream.substr(heard_);
        while (auto const frame = take_frame(rest)) {
            int percent = -1;
            if (frame->tag != FrameTag::progress || !progress_) continue;
            std::from_chars(frame->payload.data(), frame->payload.data() + frame->payload.size(), percent);
            if (percent >= 0 && percent <= 100) progress_(percent);
        }
        heard_ = stream.size() - rest.size();
    }

private:
    std::function<void(int percent)> const& progress_;
    std::size_t heard_ = 0;
};

// Reads until the other end is closed.
ReadEnd read_all(
    int fd, std::string& text, std::size_t most, Clock::time_point deadline, ProgressListener* listener = nullptr)
{
    constexpr std::size_t chunk = std::size_t{1} << 18;
    while (true) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd waiting{fd, POLLIN, 0};
        auto const ready = left > 0 ? poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000))) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0 && left > 0) continue;
        if (ready <= 0) return ReadEnd::late;
        auto const size = text.size();
        text.resize(size + chunk);
        auto const got = ::read(fd, text.data() + size, chunk);
        text.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return ReadEnd::closed;
        if (text.size() > most) return ReadEnd::too_much;
        if (listener) (*listener)(text);
    }
}

bool is_complete(JobResult const& result, Job const& job)
{
    return result.analysis.has_value() == job.measure &&
           result.picture.empty() != (job.picture.has_value() || job.thumbnail.has_value()) &&
           (job.glb || (result.glb.empty() && result.light_glb.empty()));
}

} // namespace

// A file that takes over its process may write anything; then it gets the verdict of a crash.
std::optional<JobOutcome> parse_result(std::string_view stream)
{
    JobResult result;
    while (auto const frame = take_frame(stream)) {
        reflect::Complaints complaints;
        switch (frame->tag) {
        case FrameTag::analysis:
            result.analysis = reflect::from_json<geometry::Analysis>(frame->payload, complaints);
            break;
        case FrameTag::picture: result.picture = frame->payload; break;
        case FrameTag::glb: result.glb = frame->payload; break;
        case FrameTag::light_glb: result.light_glb = frame->payload; break;
        case FrameTag::progress: break;
        case FrameTag::failure: {
            auto failure = reflect::from_json<Failure>(frame->payload, complaints);
            if (!complaints.empty()) return std::nullopt;
            return JobOutcome(std::unexpect, std::move(failure));
        }
        case FrameTag::end: return result;
        default: return std::nullopt;
        }
        if (!complaints.empty()) return std::nullopt;
    }
    return std::nullopt;
}

std::expected<JobOutcome, NoResult> wait_for_result(
    JobPipes const& pipes, Job const& job, std::function<void(int percent)> const& progress)
{
    auto const deadline = Clock::now() + std::chrono::milliseconds(job.wall_ms) + grace;
    std::string stream, report_bytes;
    ProgressListener listener(progress);
    auto const result_end = read_all(pipes.result.get(), stream, largest_result, deadline, &listener);
    if (result_end == ReadEnd::too_much)
        return JobOutcome(
            std::unexpect, Defect::too_complex, "The file is too complex: its model would be larger than 512 MB.");
    if (result_end == ReadEnd::late || read_all(pipes.exit.get(), report_bytes, 4096, deadline) == ReadEnd::late)
        return std::unexpected(NoResult::worker_hangs);
    ExitReport report;
    if (report_bytes.size() != sizeof report) return std::unexpected(NoResult::worker_died);
    std::memcpy(&report, report_bytes.data(), sizeof report);

    auto parsed = parse_result(stream);
    auto const ended_well = report.kind == ExitReport::exited && report.code == delivered;
    if (!ended_well || !parsed || (*parsed && !is_complete(**parsed, job)))
        return JobOutcome(std::unexpect, verdict_on(report, job));
    if (*parsed) (*parsed)->report = report;
    return std::move(*parsed);
}

} // namespace guildhall::analysis
