#pragma once
// What the client asks of the worker, and how: one message on the control socket for each job, carrying three
// descriptors.
#include "analysis/descriptor.hpp"
#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace guildhall::analysis {

struct Picture {
    std::int64_t width = 800, height = 600; // pixels, clamped to 64 … 2048
    bool transparent = false;
};
BOOST_DESCRIBE_STRUCT(Picture, (), (width, height, transparent))

struct Job {
    bool measure = true;             // false: the file is read for its picture only
    std::optional<std::string> unit; // what the user says an STL is in: micron, mm, cm, m, inch, foot
    std::optional<Picture> picture;
    bool glb = false;
    std::optional<std::int64_t> thumbnail; // the file is a picture: only this many pixels of its longer side, as WebP
    std::int64_t wall_ms = 90'000;
    std::int64_t cpu_seconds = 60;
    std::int64_t memory_bytes = std::int64_t{2} << 30; // of address space
};
BOOST_DESCRIBE_STRUCT(Job, (), (measure, unit, picture, glb, thumbnail, wall_ms, cpu_seconds, memory_bytes))

struct JobDescriptors {
    Descriptor file;   // to be analysed; read from its beginning whatever its offset
    Descriptor result; // write end: frames from the process that does the job
    Descriptor exit;   // write end: one ExitReport from the process that watches it
};

struct ReceivedJob {
    Job job;
    JobDescriptors descriptors;
};

// False when the other side is gone.
bool send_job(int socket, Job const& job, JobDescriptors const& descriptors);

// Waits for the next job; nothing when the other side is gone. Throws Bug on a message that is no job.
std::optional<ReceivedJob> receive_job(int socket);

// How the process of a job ended.
struct ExitReport {
    enum Kind : std::int32_t { exited, signalled, timed_out, not_started };
    Kind kind = not_started;
    std::int32_t code = 0; // exit code or signal
    std::int64_t cpu_us = 0;
    std::int64_t peak_kb = 0; // resident
};

// Exit codes of a job's process.
constexpr int delivered = 0, memory_exhausted = 40, broken = 41;

} // namespace guildhall::analysis
