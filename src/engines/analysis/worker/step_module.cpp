#include "step_module.hpp"
#include <algorithm>
#include <cstdio>
#include <dlfcn.h>
#include <filesystem>
#include <string_view>

namespace guildhall::analysis {
namespace {

step::ReadStep reader = nullptr;

} // namespace

step::ReadStep load_step_reader()
{
    if (reader) return reader;
    auto const path = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "guildhall-step.so";
    auto* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    auto* const entry = library ? dlsym(library, "guildhall_step_module") : nullptr;
    if (!entry) {
        std::fprintf(stderr, "guildhall-geometry: cannot load %s: %s\n", path.c_str(), dlerror());
        return nullptr;
    }
    auto const& module = *static_cast<StepModule const*>(entry);
    module.warm_up();
    return reader = module.read_step;
}

step::ReadStep loaded_step_reader() { return reader; }

bool looks_like_step(std::span<std::byte const> beginning)
{
    static constexpr std::string_view mark = "ISO-10303-21";
    auto const text = std::string_view(reinterpret_cast<char const*>(beginning.data()), beginning.size());
    return text.find(mark) != text.npos;
}

} // namespace guildhall::analysis
