// Bytes as an STL file, all the way to its shape.
#include "geometry/file_kind.hpp"
#include "geometry/measure.hpp"
#include "geometry/shape.hpp"
#include "geometry/stl.hpp"
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace guildhall::geometry;
    std::span const bytes(reinterpret_cast<std::byte const*>(data), size);
    (void)file_kind_of(bytes);
    auto const mesh = read_stl(bytes, {.millimetres_per_unit = 25.4});
    if (!mesh) {
        if (mesh.error().detail.empty()) std::abort(); // every refusal says why
        return 0;
    }
    for (auto const index : mesh->indices)
        if (index >= mesh->positions.size()) std::abort();
    auto const analysis = measure(*mesh);
    if (!(analysis.volume_mm3 >= 0) || !(analysis.surface_area_mm2 >= 0)) std::abort();
    // Thousands of rays are slow under sanitizers: one input in eight is enough.
    if (size % 8 == 4 && mesh->triangle_count() <= 500) (void)shape_of(*mesh);
    return 0;
}
