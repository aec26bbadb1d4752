#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GUILDHALL_SHADOW_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define GUILDHALL_SHADOW_MEMORY 1
#endif
#endif

namespace guildhall::analysis {

// Whether this is a build with a sanitizer that reserves terabytes of address space, so that it cannot be limited.
#ifdef GUILDHALL_SHADOW_MEMORY
constexpr bool has_shadow_memory = true;
#else
constexpr bool has_shadow_memory = false;
#endif

} // namespace guildhall::analysis
