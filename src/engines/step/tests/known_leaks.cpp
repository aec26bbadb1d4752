// OpenCASCADE never frees its tables. Read by the leak checker of sanitizer builds, by nobody otherwise.
extern "C" char const* __lsan_default_suppressions();
extern "C" char const* __lsan_default_suppressions() { return "leak:libTK"; }
