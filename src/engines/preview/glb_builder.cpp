#include "glb_builder.hpp"
#include <meshoptimizer.h>
#include <unordered_map>

namespace guildhall::preview {
namespace {

constexpr double largest_step = 65535;

std::uint16_t quantize(float value, float low, double step)
{
    return static_cast<std::uint16_t>(
        std::lround(std::clamp((static_cast<double>(value) - static_cast<double>(low)) / step, 0.0, largest_step)));
}

void pad(std::string& bytes, char filler)
{
    while (bytes.size() % 4 != 0) bytes.push_back(filler);
}

template <class Element> GltfStream append_vertices(std::vector<Element> const& elements, std::string& buffer)
{
    if (elements.empty()) return {};
    GltfStream stream{buffer.size(), 0, elements.size(), sizeof(Element)};
    std::vector<unsigned char> packed(meshopt_encodeVertexBufferBound(elements.size(), sizeof(Element)));
    stream.bytes =
        meshopt_encodeVertexBuffer(packed.data(), packed.size(), elements.data(), elements.size(), sizeof(Element));
    buffer.append(reinterpret_cast<char const*>(packed.data()), stream.bytes);
    pad(buffer, '\0');
    return stream;
}

GltfStream append_triangles(std::vector<std::uint32_t> const& indices, std::size_t vertex_count, std::string& buffer)
{
    if (indices.empty()) return {};
    // EXT_meshopt_compression knows version 1 only; the library's default is 0. A setting of the whole process.
    static bool const version_is_set = (meshopt_encodeIndexVersion(1), true);
    static_cast<void>(version_is_set);
    GltfStream stream{buffer.size(), 0, indices.size(), sizeof(std::uint32_t)};
    std::vector<unsigned char> packed(meshopt_encodeIndexBufferBound(indices.size(), vertex_count));
    stream.bytes = meshopt_encodeIndexBuffer(packed.data(), packed.size(), indices.data(), indices.size());
    buffer.append(reinterpret_cast<char const*>(packed.data()), stream.bytes);
    pad(buffer, '\0');
    return stream;
}

GltfStream append_lines(std::vector<std::uint32_t> const& indices, std::size_t vertex_count, std::string& buffer)
{
    if (indices.empty()) return {};
    GltfStream stream{buffer.size(), 0, indices.size(), sizeof(std::uint32_t)};
    std::vector<unsigned char> packed(meshopt_encodeIndexSequenceBound(indices.size(), vertex_count));
    stream.bytes = meshopt_encodeIndexSequence(packed.data(), packed.size(), indices.data(), indices.size());
    buffer.append(reinterpret_cast<char const*>(packed.data()), stream.bytes);
    pad(buffer, '\0');
    return stream;
}

void append_little_endian(std::string& file, std::size_t number)
{
    for (int shift = 0; shift < 32; shift += 8) file.push_back(static_cast<char>(number >> shift & 0xff));
}

// GLB container, glTF 2.0 chapter 4: a header and two chunks.
std::string wrap(std::string json, std::string const& buffer)
{
    constexpr std::size_t magic = 0x46546C67, version = 2, json_type = 0x4E4F534A, binary_type = 0x004E4942;
    pad(json, ' ');
    std::string file;
    std::size_t const total = 12 + 8 + json.size() + (buffer.empty() ? 0 : 8 + buffer.size());
    file.reserve(total);
    for (auto const number : {magic, version, total, json.size(), json_type}) append_little_endian(file, number);
    file += json;
    if (buffer.empty()) return file;
    append_little_endian(file, buffer.size());
    append_little_endian(file, binary_type);
    return file += buffer;
}

Grid grid_between(Scene const& scene, Vector low, Vector high)
{
    Grid grid;
    Vector const extent = high - low;
    double const widest = std::max({extent.x, extent.y, extent.z});
    grid.low = low;
    grid.step = widest > 0 ? widest / largest_step : 1;
    grid.step_mm = grid.step * scene.size();
    auto const center = scene.center();
    grid.origin = {center[0] + scene.size() * static_cast<double>(low.x),
        center[1] + scene.size() * static_cast<double>(low.y), center[2] + scene.size() * static_cast<double>(low.z)};
    return grid;
}

} // namespace

Grid grid_over(Scene const& scene, std::size_t first_triangle, std::size_t triangle_count)
{
    auto const corners = scene.indices().subspan(first_triangle * 3, triangle_count * 3);
    if (corners.empty()) return {};
    Vector low = scene.positions()[corners.front()], high = low;
    for (std::size_t i = 0; i < corners.size(); i += 3) {
        auto const a = corners[i], b = corners[i + 1], c = corners[i + 2];
        if (a == b || b == c || c == a) continue; // not drawn
        for (auto const vertex : {a, b, c}) {
            low = smallest(low, scene.positions()[vertex]);
            high = largest(high, scene.positions()[vertex]);
        }
    }
    return grid_between(scene, low, high);
}

Grid grid_over_all(Scene const& scene) { return grid_between(scene, scene.low(), scene.high()); }

void GlbBuilder::append_position(Vector position, Grid const& grid, GltfPrimitive& primitive)
{
    PackedPosition const packed{quantize(position.x, grid.low.x, grid.step),
        quantize(position.y, grid.low.y, grid.step), quantize(position.z, grid.low.z, grid.step), 0};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        primitive.lowest[axis] = std::min<int>(primitive.lowest[axis], packed[axis]);
        primitive.highest[axis] = std::max<int>(primitive.highest[axis], packed[axis]);
    }
    positions_.push_back(packed);
    ++primitive.vertex_count;
}

std::optional<std::size_t> GlbBuilder::add_surface(BrowserPart const& part, Grid const& grid)
{
    if (part.indices.empty()) return std::nullopt;
    GltfPrimitive primitive;
    primitive.first_vertex = positions_.size();
    primitive.first_normal = normals_.size();
    primitive.first_index = triangles_.size();
    primitive.index_count = part.indices.size();
    for (auto const& [position, normal] : part.vertices) {
        append_position(position, grid, primitive);
        normals_.push_back(normal);
    }
    triangles_.insert(triangles_.end(), part.indices.begin(), part.indices.end());
    document.primitives.push_back(std::move(primitive));
    return document.primitives.size() - 1;
}

std::optional<std::size_t> GlbBuilder::add_lines(
    Scene const& scene, Grid const& grid, std::span<Segment const> segments, GltfRole role, char const* code)
{
    if (segments.empty()) return std::nullopt;
    GltfPrimitive primitive;
    primitive.role = role;
    primitive.code = code;
    primitive.first_vertex = positions_.size();
    primitive.first_index = lines_.size();
    std::unordered_map<std::uint32_t, std::uint32_t> own_number;
    for (auto const& segment : segments) {
        for (auto const vertex : {segment.from, segment.to}) {
            auto const [place, is_new] = own_number.try_emplace(vertex, static_cast<std::uint32_t>(own_number.size()));
            if (is_new) append_position(scene.positions()[vertex], grid, primitive);
            lines_.push_back(place->second);
        }
    }
    primitive.index_count = lines_.size() - primitive.first_index;
    document.primitives.push_back(std::move(primitive));
    return document.primitives.size() - 1;
}

void GlbBuilder::add_materials(Palette const& palette)
{
    for (auto const color : palette.colors) document.materials.push_back({"surface", color});
    document.materials.push_back({"edges", {0.012F, 0.014F, 0.018F}});
    document.materials.push_back({"smooth_edges", {0.11F, 0.12F, 0.14F}});
    document.materials.push_back({"finding", {0.85F, 0.06F, 0.03F}});
}

std::size_t GlbBuilder::material_of(GltfRole role) const
{
    return document.materials.size() - 4 + static_cast<std::size_t>(role);
}

std::string GlbBuilder::finish()
{
    std::string buffer;
    document.triangles = append_triangles(triangles_, positions_.size(), buffer);
    document.positions = append_vertices(positions_, buffer);
    document.normals = append_vertices(normals_, buffer);
    document.lines = append_lines(lines_, positions_.size(), buffer);
    document.buffer_bytes = buffer.size();
    return wrap(write_json(document), buffer);
}

} // namespace guildhall::preview
