#include "preview/glb.hpp"
#include "browser_part.hpp"
#include "gltf.hpp"
#include "palette.hpp"
#include <limits>
#include <meshoptimizer.h>

namespace guildhall::preview {
namespace {

using PackedPosition = std::array<std::uint16_t, 4>; // the fourth pads to the four-byte grid glTF asks for

constexpr double largest_step = 65535;

// What all parts share, before compression.
struct Streams {
    std::vector<PackedPosition> positions;
    std::vector<PackedNormal> normals;
    std::vector<std::uint32_t> indices; // counted from each part's own first vertex
};

std::uint16_t quantize(float value, float low, double step)
{
    return static_cast<std::uint16_t>(
        std::lround(std::clamp((static_cast<double>(value) - static_cast<double>(low)) / step, 0.0, largest_step)));
}

// Appends a part, each on a grid of its own, so that a small part of a large assembly keeps its precision.
void append(BrowserPart const& part, Scene const& scene, GltfPart& entry, Streams& streams)
{
    entry.first_vertex = streams.positions.size();
    entry.vertex_count = part.vertices.size();
    entry.first_index = streams.indices.size();
    entry.index_count = part.indices.size();
    if (part.vertices.empty()) return;

    Vector low = part.vertices.front().position, high = low;
    for (auto const& vertex : part.vertices) {
        low = smallest(low, vertex.position);
        high = largest(high, vertex.position);
    }
    Vector const extent = high - low;
    double const widest = std::max({extent.x, extent.y, extent.z});
    double const step = widest > 0 ? widest / largest_step : 1;
    auto const center = scene.center();
    entry.step = step * scene.size();
    entry.origin = {center[0] + scene.size() * static_cast<double>(low.x),
        center[1] + scene.size() * static_cast<double>(low.y), center[2] + scene.size() * static_cast<double>(low.z)};
    entry.largest = {quantize(high.x, low.x, step), quantize(high.y, low.y, step), quantize(high.z, low.z, step)};
    for (auto const& [position, normal] : part.vertices) {
        streams.positions.push_back({quantize(position.x, low.x, step), quantize(position.y, low.y, step),
            quantize(position.z, low.z, step), 0});
        streams.normals.push_back(normal);
    }
    streams.indices.insert(streams.indices.end(), part.indices.begin(), part.indices.end());
}

void pad(std::string& bytes, char filler)
{
    while (bytes.size() % 4 != 0) bytes.push_back(filler);
}

template <class Element> GltfStream append_vertices(std::vector<Element> const& elements, std::string& buffer)
{
    GltfStream stream{buffer.size(), 0, elements.size(), sizeof(Element)};
    std::vector<unsigned char> packed(meshopt_encodeVertexBufferBound(elements.size(), sizeof(Element)));
    stream.bytes =
        meshopt_encodeVertexBuffer(packed.data(), packed.size(), elements.data(), elements.size(), sizeof(Element));
    buffer.append(reinterpret_cast<char const*>(packed.data()), stream.bytes);
    pad(buffer, '\0');
    return stream;
}

GltfStream append_indices(std::vector<std::uint32_t> const& indices, std::size_t vertex_count, std::string& buffer)
{
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

void append_number(std::string& file, std::size_t number)
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
    for (auto const number : {magic, version, total, json.size(), json_type}) append_number(file, number);
    file += json;
    if (buffer.empty()) return file;
    append_number(file, buffer.size());
    append_number(file, binary_type);
    return file += buffer;
}

// A part's share of the whole mesh's budget; the smallest parts keep enough to be recognised.
std::optional<std::size_t> share_of_budget(GlbOptions const& options, std::size_t part_triangles, std::size_t triangles)
{
    constexpr std::size_t recognisable = 64;
    if (!options.simplify_to_triangles || triangles <= *options.simplify_to_triangles) return std::nullopt;
    double const kept = static_cast<double>(*options.simplify_to_triangles) / static_cast<double>(triangles);
    return std::max(recognisable, static_cast<std::size_t>(kept * static_cast<double>(part_triangles)));
}

} // namespace

std::string write_glb(geometry::Mesh const& mesh, GlbOptions const& options)
{
    Scene const scene{mesh};
    Palette const palette = make_palette(scene, std::nullopt);
    GltfDocument document;
    document.materials = palette.colors;
    document.triangles_original = mesh.triangle_count();
    Streams streams;
    for (std::size_t i = 0; i < scene.parts().size(); ++i) {
        auto const& part = scene.parts()[i];
        auto const budget = share_of_budget(options, part.triangle_count, scene.triangle_count());
        auto const made = make_browser_part(scene, part, budget);
        document.simplified = document.simplified || (budget && made.indices.size() / 3 < part.triangle_count);
        auto& entry = document.parts.emplace_back();
        entry.name = part.name;
        entry.material = palette.of_part[i];
        append(made, scene, entry, streams);
    }

    std::string buffer;
    if (!streams.indices.empty()) {
        document.indices = append_indices(streams.indices, streams.positions.size(), buffer);
        document.positions = append_vertices(streams.positions, buffer);
        document.normals = append_vertices(streams.normals, buffer);
    }
    document.buffer_bytes = buffer.size();
    return wrap(write_json(document), buffer);
}

} // namespace guildhall::preview
