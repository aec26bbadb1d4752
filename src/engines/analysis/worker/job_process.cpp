#include "job_process.hpp"
#include "analysis/frame.hpp"
#include "analysis/shadow_memory.hpp"
#include "reflect/json.hpp"
#include "sandbox.hpp"
#include "step_module.hpp"
#include "worker/analyze.hpp"
#include <fcntl.h>
#include <new>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>

namespace guildhall::analysis {
namespace {

constexpr int file_fd = 3, result_fd = 4;

// Leaves this process the file, the result pipe and a standard error, nothing else of what the parent has open.
void keep_only(JobDescriptors& descriptors)
{
    auto const file = fcntl(descriptors.file.get(), F_DUPFD, 10);
    auto const result = fcntl(descriptors.result.get(), F_DUPFD, 10);
    if (file < 0 || result < 0 || dup2(file, file_fd) < 0 || dup2(result, result_fd) < 0) _exit(broken);
    descriptors.file.release();
    descriptors.result.release();
    descriptors.exit.release();
    if (close_range(result_fd + 1, ~0u, 0) != 0) _exit(broken);
    // What libraries have to say of a damaged file is said in the result; a sanitizer's report must be heard.
    auto const nowhere = has_shadow_memory ? -1 : open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0 && (dup2(nowhere, STDERR_FILENO) < 0 || close(nowhere) != 0)) _exit(broken);
}

// The whole file in memory; nothing when it cannot be had.
std::optional<std::span<std::byte const>> map_file()
{
    struct stat about{};
    if (fstat(file_fd, &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
    auto const size = static_cast<std::size_t>(about.st_size);
    if (size == 0) return std::span<std::byte const>{};
    auto* const start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file_fd, 0);
    if (start == MAP_FAILED) return std::nullopt;
    return std::span(static_cast<std::byte const*>(start), size);
}

bool deliver(std::expected<Product, geometry::Failure> const& outcome)
{
    if (!outcome)
        return write_frame(result_fd, FrameTag::failure, reflect::to_json(outcome.error())) &&
               write_frame(result_fd, FrameTag::end, {});
    auto const send = [](FrameTag tag, std::string const& text) {
        return text.empty() || write_frame(result_fd, tag, text);
    };
    auto const analysis = outcome->analysis ? reflect::to_json(*outcome->analysis) : std::string();
    return send(FrameTag::analysis, analysis) && send(FrameTag::picture, outcome->picture) &&
           send(FrameTag::glb, outcome->glb) && send(FrameTag::light_glb, outcome->light_glb) &&
           write_frame(result_fd, FrameTag::end, {});
}

} // namespace

bool is_job_process = false;

void do_job(ReceivedJob received, pid_t parent)
{
    is_job_process = true;
    keep_only(received.descriptors);
    auto const file = map_file();
    if (!file || !enter_sandbox(received.job, parent)) _exit(broken);
    try {
        auto const tell = [](int percent) { write_frame(result_fd, FrameTag::progress, std::to_string(percent)); };
        _exit(deliver(analyze(*file, received.job, loaded_step_reader(), tell)) ? delivered : broken);
    } catch (std::bad_alloc const&) { // absurdly large, or in a build with a sanitizer
        _exit(memory_exhausted);
    }
}

} // namespace guildhall::analysis
