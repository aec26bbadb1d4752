// Bytes as a 3MF package and, because the checksums of a package stop most mutations, also as the model inside one.
#include "geometry/file_kind.hpp"
#include "geometry/measure.hpp"
#include "geometry/shape.hpp"
#include "geometry/threemf.hpp"
#include "tests/package_builder.hpp"
#include <cstdlib>

namespace {

using namespace guildhall::geometry;

// Small enough that no input takes long.
ThreemfLimits const limits{.unpacked_bytes = 8U << 20,
    .vertices = 100'000,
    .triangles = 100'000,
    .components = 1000,
    .instances = 1000,
    .component_depth = 8};

void read(std::span<std::byte const> package)
{
    auto const model = read_3mf(package, limits);
    if (!model) {
        if (model.error().detail.empty()) std::abort(); // every refusal says why
        return;
    }
    for (auto const index : model->mesh.indices)
        if (index >= model->mesh.positions.size()) std::abort();
    auto const analysis = measure(model->mesh);
    if (!(analysis.volume_mm3 >= 0) || !(analysis.surface_area_mm2 >= 0)) std::abort();
    // Thousands of rays are slow under sanitizers: one input in eight is enough.
    if (package.size() % 8 == 4 && model->mesh.triangle_count() <= 200) (void)shape_of(model->mesh);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::span const bytes(reinterpret_cast<std::byte const*>(data), size);
    (void)file_kind_of(bytes);
    if (size > 2 && data[0] == 'P' && data[1] == 'K')
        read(bytes);
    else
        read(package_of(std::string(reinterpret_cast<char const*>(data), size)));
    return 0;
}
