#include "geometry/stl.hpp"
#include "coordinates.hpp"
#include "failure.hpp"
#include "stl_ascii.hpp"
#include "stl_encoding.hpp"
#include "vertex_welder.hpp"
#include <bit>

namespace guildhall::geometry {
namespace {

using namespace binary_stl;

constexpr std::size_t facets_per_batch = VertexWelder::batch_size / 3;

struct Batch {
    std::array<Point, VertexWelder::batch_size> corners;
    bool finite = true;
};

// NaN and infinity have all exponent bits set; the test on bits costs nothing beside the copy.
bool is_finite(Point const& point)
{
    constexpr std::uint32_t exponent = 0x7F800000;
    auto const bits = std::bit_cast<std::array<std::uint32_t, 3>>(point);
    return (bits[0] & exponent) != exponent && (bits[1] & exponent) != exponent && (bits[2] & exponent) != exponent;
}

Batch load_facets(std::byte const* facet, std::size_t count)
{
    Batch batch;
    for (std::size_t i = 0; i < count; ++i, facet += facet_size) {
        std::memcpy(&batch.corners[3 * i], facet + normal_size, 3 * sizeof(Point));
        for (std::size_t corner = 3 * i; corner < 3 * i + 3; ++corner) {
            batch.finite = batch.finite && is_finite(batch.corners[corner]);
            for (auto& coordinate : batch.corners[corner]) coordinate += 0.0F; // turns -0 into 0
        }
    }
    return batch;
}

std::size_t first_bad_facet(std::span<std::byte const> bytes, std::size_t from)
{
    for (auto facet = from;; ++facet)
        if (!load_facets(bytes.data() + header_size + facet * facet_size, 1).finite) return facet;
}

std::expected<Mesh, Failure> read_binary(std::span<std::byte const> bytes, StlOptions const& options)
{
    std::size_t const claimed = claimed_facets(bytes);
    std::size_t const present = (bytes.size() - header_size) / facet_size;
    if (present < claimed)
        return damaged("The file is cut short: its header announces {} triangles, but it ends after {} (at byte {}).",
            claimed, present, bytes.size());
    if (claimed == 0) return fail(Defect::no_geometry, "The STL file holds no triangles.");
    if (claimed > options.max_triangles)
        return fail(
            Defect::too_complex, "The file has {} triangles; at most {} are accepted.", claimed, options.max_triangles);

    Mesh mesh;
    mesh.indices.resize(3 * claimed);
    VertexWelder welder(mesh.positions, claimed / 2 + 2); // a closed mesh has half as many vertices as facets
    for (std::size_t first = 0; first < claimed; first += facets_per_batch) {
        auto const count = std::min(facets_per_batch, claimed - first);
        auto const batch = load_facets(bytes.data() + header_size + first * facet_size, count);
        if (!batch.finite) {
            auto const facet = first_bad_facet(bytes, first);
            return damaged("Triangle {} (byte {}) has a coordinate that is not a number.", facet + 1,
                header_size + facet * facet_size);
        }
        welder.number(std::span(batch.corners).first(3 * count), &mesh.indices[3 * first]);
    }
    return mesh;
}

} // namespace

std::expected<Mesh, Failure> read_stl(std::span<std::byte const> bytes, StlOptions const& options)
{
    if (bytes.empty()) return fail(Defect::empty_file, "The file is empty.");
    auto const encoding = stl_encoding_of(bytes);
    if (encoding == StlEncoding::none) return fail(Defect::unknown_format, "The file is not an STL file.");
    auto mesh = encoding == StlEncoding::binary ? read_binary(bytes, options) : read_ascii_stl(bytes, options);
    if (!mesh) return mesh;
    if (auto scaled = scale_positions(mesh->positions, options.millimetres_per_unit); !scaled)
        return std::unexpected(scaled.error());
    return mesh;
}

} // namespace guildhall::geometry
