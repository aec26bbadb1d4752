#pragma once
// Analyses untrusted CAD files in other processes, so that a hostile file costs nobody but itself.
// One Analyst serves all threads of a program; it starts the worker executable when the first file comes and again when
// it has died. See worker/ for the other side.
#include "analysis/job.hpp"
#include "geometry/analysis.hpp"
#include <chrono>
#include <cstddef>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <sys/types.h>

namespace guildhall::analysis {

// What a file may cost before it counts as too complex.
struct Allowance {
    std::chrono::milliseconds wall{90'000}; // from the start of its process
    std::chrono::seconds cpu{60};
    std::size_t memory_bytes = std::size_t{2} << 30; // of address space
};

struct Options {
    std::optional<std::string> unit;            // what the user says an STL is in: micron, mm, cm, m, inch, foot
    std::optional<Picture> picture = Picture{}; // none: no picture
    bool glb = true;
    Allowance allowance;
    std::function<void(int percent)> progress = {}; // called from the thread that waits
};

struct Analyzed {
    geometry::Analysis analysis;
    std::string png;       // empty when not asked for
    std::string glb;       // empty when not asked for
    std::string light_glb; // a simplified model of one with more than 300,000 triangles; empty for others
    std::chrono::microseconds cpu_time{};
    std::size_t peak_memory_bytes = 0;
};

struct BrowserModel {
    std::string glb;
    std::string light_glb; // see Analyzed
};

struct Setup {
    std::filesystem::path executable; // empty: $GUILDHALL_GEOMETRY, or guildhall-geometry beside this program
    std::size_t concurrent_jobs = 0;  // more callers wait; 0: one for each processor
};

// All functions block the calling thread and may be called from many at once. The file is told by its content.
// Failures: what the file is to blame for; analysis_crashed, time_limit_exceeded and memory_limit_exceeded when reading
// it breaks the process or its limits. They throw Unavailable when the worker cannot be started or the file not be
// opened.
class Analyst {
public:
    explicit Analyst(Setup setup = {});
    ~Analyst();
    Analyst(Analyst const&) = delete;
    Analyst& operator=(Analyst const&) = delete;

    // Everything there is to know about a file, and what the options ask for of its picture and model for the browser.
    std::expected<Analyzed, geometry::Failure> analyze(std::filesystem::path const& file, Options const& options = {});
    std::expected<Analyzed, geometry::Failure> analyze(std::span<std::byte const> file, Options const& options = {});
    // From an open regular file; it stays open, its offset does not matter.
    std::expected<Analyzed, geometry::Failure> analyze(int file_descriptor, Options const& options = {});

    // Only a picture (PNG), for instance in another size than the first.
    std::expected<std::string, geometry::Failure> render(
        std::filesystem::path const& file, Picture const& picture, Allowance const& allowance = {});
    std::expected<std::string, geometry::Failure> render(
        std::span<std::byte const> file, Picture const& picture, Allowance const& allowance = {});
    std::expected<std::string, geometry::Failure> render(
        int file_descriptor, Picture const& picture, Allowance const& allowance = {});

    // Only the model for the browser.
    std::expected<BrowserModel, geometry::Failure> model(
        std::filesystem::path const& file, Allowance const& allowance = {});

    // A picture (PNG, JPEG, WebP, GIF) made small: at most so many pixels in width and height, upright, without
    // anything that was written beside it. WebP.
    std::expected<std::string, geometry::Failure> thumbnail(
        std::filesystem::path const& file, std::int64_t size, Allowance const& allowance);

    // Ends what is running and refuses what comes: callers get analysis_crashed at once. For the end of the program.
    void close();

    // The process id of the worker now running, for metrics; nothing before the first job.
    std::optional<pid_t> worker_pid() const;

private:
    class Pool;
    std::unique_ptr<Pool> pool_;
};

} // namespace guildhall::analysis
