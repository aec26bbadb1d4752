#include "gltf.hpp"
#include <fmt/format.h>
#include <iterator>
#include <string_view>

namespace guildhall::preview {
namespace {

// glTF 2.0, 5.1.3 and 5.11: component types and buffer targets.
constexpr int signed_byte = 5120, unsigned_short = 5123, unsigned_int = 5125;
constexpr int array_buffer = 34962, element_array_buffer = 34963;
constexpr int lines_mode = 1;

// Bytes of the UTF-8 sequence that begins here, 0 when it is malformed (RFC 3629).
std::size_t sequence_length(std::string_view text)
{
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned const lead = byte(0);
    std::size_t const length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0U) != 0x80) return 0;
    bool const overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    bool const surrogate_or_beyond = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
    return overlong || surrogate_or_beyond ? 0 : length;
}

std::string quoted(std::string_view text)
{
    std::string json = "\"";
    while (!text.empty()) {
        std::size_t const length = sequence_length(text);
        auto const first = static_cast<unsigned char>(text.front());
        if (length == 0)
            json += "\\ufffd";
        else if (first < 0x20 || first == 0x7F)
            fmt::format_to(std::back_inserter(json), "\\u{:04x}", first);
        else if (first == '"' || first == '\\')
            json += {'\\', text.front()};
        else
            json += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return json + '"';
}

class JsonWriter {
public:
    explicit JsonWriter(GltfDocument const& document)
        : document_(document)
    {
    }

    std::string write()
    {
        write_asset();
        write_nodes();
        if (!document_.materials.empty()) write_materials();
        if (!document_.meshes.empty()) {
            write_buffers();
            write_accessors();
            write_meshes();
        }
        json_ += '}';
        return std::move(json_);
    }

private:
    template <class... Values> void add(fmt::format_string<Values...> format, Values&&... values)
    {
        fmt::format_to(std::back_inserter(json_), format, std::forward<Values>(values)...);
    }

    template <class Range, class Write> void list(char const* name, Range const& range, Write write)
    {
        add("\"{}\":[", name);
        bool first = true;
        for (auto const& element : range) {
            if (!first) json_ += ',';
            first = false;
            write(element);
        }
        json_ += ']';
    }

    void write_asset()
    {
        add(R"({{"asset":{{"version":"2.0","generator":"guildhall","extras":{{"triangles_original":{},"triangles":{},)"
            R"("simplified":{},"bodies":{}}}}})",
            document_.triangles_original, document_.triangles_drawn, document_.simplified, document_.bodies);
        if (!document_.meshes.empty())
            for (char const* const key : {"extensionsUsed", "extensionsRequired"})
                add(R"(,"{}":["KHR_mesh_quantization","EXT_meshopt_compression"])", key);
    }

    // Node 0 is the root, node i + 1 the document's node i.
    void write_nodes()
    {
        std::vector<std::vector<std::size_t>> children(document_.nodes.size() + 1);
        for (std::size_t i = 0; i < document_.nodes.size(); ++i) {
            auto const parent = document_.nodes[i].parent;
            children[parent ? *parent + 1 : 0].push_back(i + 1);
        }
        json_ += R"(,"scene":0,"scenes":[{"nodes":[0]}])";
        // The root turns Z up into Y up (a quarter turn about X) and millimetres into metres.
        json_ += R"(,"nodes":[{"name":"model","rotation":[-0.7071067811865476,0,0,0.7071067811865476],)"
                 R"("scale":[0.001,0.001,0.001])";
        write_children(children[0]);
        json_ += '}';
        for (std::size_t i = 0; i < document_.nodes.size(); ++i) {
            auto const& node = document_.nodes[i];
            add(R"(,{{"name":{})", quoted(node.name));
            if (node.mesh) write_placed_mesh(node);
            if (node.auxiliary) json_ += R"(,"extras":{"auxiliary":true})";
            if (node.finding) json_ += R"(,"extras":{"role":"finding"})";
            write_children(children[i + 1]);
            json_ += '}';
        }
        json_ += ']';
    }

    void write_children(std::vector<std::size_t> const& children)
    {
        if (children.empty()) return;
        json_ += ',';
        list("children", children, [this](std::size_t child) { add("{}", child); });
    }

    void write_placed_mesh(GltfNode const& node)
    {
        auto const& m = node.matrix;
        add(R"(,"mesh":{})", *node.mesh);
        if (node.moved_only)
            add(R"(,"translation":[{0:.9g},{1:.9g},{2:.9g}],"scale":[{3:.9g},{3:.9g},{3:.9g}])", m[12], m[13], m[14],
                m[0]);
        else {
            json_ += ',';
            list("matrix", m, [this](double value) { add("{:.9g}", value); });
        }
    }

    void write_materials()
    {
        json_ += ',';
        list("materials", document_.materials, [this](GltfMaterial const& material) {
            add(R"({{"name":"{}","pbrMetallicRoughness":{{"baseColorFactor":[{:.4g},{:.4g},{:.4g},1],)"
                R"("metallicFactor":0.1,"roughnessFactor":0.6}},"doubleSided":true}})",
                material.name, material.color.x, material.color.y, material.color.z);
        });
    }

    // Buffer 0 is the file's; buffer 1 exists only as the place where the decoded streams would be.
    void write_buffers()
    {
        json_ += R"(,"bufferViews":[)";
        triangle_view_ = write_view(document_.triangles, element_array_buffer, "TRIANGLES", "");
        position_view_ = write_view(document_.positions, array_buffer, "ATTRIBUTES", "");
        normal_view_ = write_view(document_.normals, array_buffer, "ATTRIBUTES", R"(,"filter":"OCTAHEDRAL")");
        line_view_ = write_view(document_.lines, element_array_buffer, "INDICES", "");
        add(R"(],"buffers":[{{"byteLength":{}}},{{"byteLength":{},)"
            R"("extensions":{{"EXT_meshopt_compression":{{"fallback":true}}}}}}])",
            document_.buffer_bytes, decoded_bytes_);
    }

    int write_view(GltfStream const& stream, int target, char const* mode, char const* filter)
    {
        if (stream.count == 0) return views_;
        std::size_t const bytes = stream.count * stream.stride;
        add(R"({}{{"buffer":1,"byteOffset":{},"byteLength":{},"target":{})", views_ > 0 ? "," : "", decoded_bytes_,
            bytes, target);
        if (target == array_buffer) add(R"(,"byteStride":{})", stream.stride);
        add(R"(,"extensions":{{"EXT_meshopt_compression":{{"buffer":0,"byteOffset":{},"byteLength":{},"byteStride":{},)"
            R"("count":{},"mode":"{}"{}}}}}}})",
            stream.offset, stream.bytes, stream.stride, stream.count, mode, filter);
        decoded_bytes_ += bytes;
        return views_++;
    }

    void write_accessors()
    {
        std::size_t accessor = 0;
        json_ += ',';
        list("accessors", document_.primitives, [&](GltfPrimitive const& primitive) {
            bool const surface = primitive.role == GltfRole::surface;
            first_accessor_.push_back(accessor);
            accessor += surface ? 3 : 2;
            add(R"({{"bufferView":{},"byteOffset":{},"componentType":{},"count":{},"type":"VEC3",)"
                R"("min":[{},{},{}],"max":[{},{},{}]}})",
                position_view_, primitive.first_vertex * document_.positions.stride, unsigned_short,
                primitive.vertex_count, primitive.lowest[0], primitive.lowest[1], primitive.lowest[2],
                primitive.highest[0], primitive.highest[1], primitive.highest[2]);
            auto const& stream = surface ? document_.triangles : document_.lines;
            add(R"(,{{"bufferView":{},"byteOffset":{},"componentType":{},"count":{},"type":"SCALAR"}})",
                surface ? triangle_view_ : line_view_, primitive.first_index * stream.stride, unsigned_int,
                primitive.index_count);
            if (surface)
                add(R"(,{{"bufferView":{},"byteOffset":{},"componentType":{},"normalized":true,"count":{},)"
                    R"("type":"VEC3"}})",
                    normal_view_, primitive.first_normal * document_.normals.stride, signed_byte,
                    primitive.vertex_count);
        });
    }

    void write_meshes()
    {
        json_ += ',';
        list("meshes", document_.meshes, [this](GltfMesh const& mesh) {
            add(R"({{"name":{},)", quoted(mesh.name));
            list("primitives", mesh.primitives, [this](GltfMesh::Use const& use) { write_primitive(use); });
            json_ += '}';
        });
    }

    void write_primitive(GltfMesh::Use const& use)
    {
        static constexpr char const* roles[] = {"", "edges", "smooth_edges", "finding"};
        auto const& primitive = document_.primitives[use.primitive];
        auto const accessor = first_accessor_[use.primitive];
        add(R"({{"attributes":{{"POSITION":{})", accessor);
        if (primitive.role == GltfRole::surface)
            add(R"(,"NORMAL":{}}},"indices":{},"material":{}}})", accessor + 2, accessor + 1, use.material);
        else if (primitive.role == GltfRole::finding)
            add(R"(}},"indices":{},"material":{},"mode":{},"extras":{{"role":"finding","code":"{}","count":{}}}}})",
                accessor + 1, use.material, lines_mode, primitive.code, primitive.index_count / 2);
        else
            add(R"(}},"indices":{},"material":{},"mode":{},"extras":{{"role":"{}"}}}})", accessor + 1, use.material,
                lines_mode, roles[static_cast<std::size_t>(primitive.role)]);
    }

    GltfDocument const& document_;
    std::string json_;
    int views_ = 0, triangle_view_ = 0, position_view_ = 0, normal_view_ = 0, line_view_ = 0;
    std::size_t decoded_bytes_ = 0;
    std::vector<std::size_t> first_accessor_; // of each primitive
};

} // namespace

std::string write_json(GltfDocument const& document) { return JsonWriter{document}.write(); }

} // namespace guildhall::preview
