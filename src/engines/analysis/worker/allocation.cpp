// Allocation for guildhall-geometry: a job that runs out of memory ends at once and says so. OpenCASCADE would catch
// the failure and go on without the shape it could not build, or trip over the null pointer.
#include "analysis/job.hpp"
#include "analysis/shadow_memory.hpp"
#include "job_process.hpp"
#include <cstddef>
#include <unistd.h>

#ifndef GUILDHALL_SHADOW_MEMORY // sanitizers have an allocator of their own

extern "C" {
// The C library's own allocator under its other names.
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
}

namespace {

void* checked(void* block, std::size_t size)
{
    using namespace guildhall::analysis;
    if (!block && size != 0 && is_job_process) _exit(memory_exhausted);
    return block;
}

} // namespace

extern "C" {

void* malloc(std::size_t size) { return checked(__libc_malloc(size), size); }

void* calloc(std::size_t count, std::size_t size) { return checked(__libc_calloc(count, size), count && size); }

void* realloc(void* block, std::size_t size) { return checked(__libc_realloc(block, size), size); }
}

#endif
