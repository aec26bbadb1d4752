#include "gltf.hpp"
#include <fmt/format.h>
#include <iterator>
#include <string_view>

namespace guildhall::preview {
namespace {

// glTF 2.0, 5.1.3 and 5.11: component types and buffer targets.
constexpr int signed_byte = 5120, unsigned_short = 5123, unsigned_int = 5125;
constexpr int array_buffer = 34962, element_array_buffer = 34963;

// Buffer 0 is the file's; buffer 1 exists only as the place where the decoded streams would be.
constexpr int index_view = 0, position_view = 1, normal_view = 2;

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
        if (document_.indices.count > 0) {
            write_meshes();
            write_accessors();
            write_buffers();
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
        add(",\"{}\":[", name);
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
            R"("simplified":{}}}}})",
            document_.triangles_original, document_.indices.count / 3, document_.simplified);
        if (document_.indices.count > 0)
            for (char const* const key : {"extensionsUsed", "extensionsRequired"})
                add(R"(,"{}":["KHR_mesh_quantization","EXT_meshopt_compression"])", key);
    }

    void write_nodes()
    {
        json_ += R"(,"scene":0,"scenes":[{"nodes":[0]}])";
        std::size_t mesh = 0, node = 0;
        // The root turns Z up into Y up (a quarter turn about X) and millimetres into metres.
        json_ += R"(,"nodes":[{"name":"model","rotation":[-0.7071067811865476,0,0,0.7071067811865476],)"
                 R"("scale":[0.001,0.001,0.001],"children":[)";
        for (node = 1; node <= document_.parts.size(); ++node) add("{}{}", node > 1 ? "," : "", node);
        json_ += "]}";
        for (auto const& part : document_.parts) {
            add(R"(,{{"name":{})", quoted(part.name));
            if (part.index_count > 0)
                add(R"(,"mesh":{0},"translation":[{1:.9g},{2:.9g},{3:.9g}],"scale":[{4:.9g},{4:.9g},{4:.9g}])", mesh++,
                    part.origin[0], part.origin[1], part.origin[2], part.step);
            json_ += '}';
        }
        json_ += ']';
    }

    void write_materials()
    {
        list("materials", document_.materials, [this](Vector color) {
            add(R"({{"pbrMetallicRoughness":{{"baseColorFactor":[{:.4g},{:.4g},{:.4g},1],"metallicFactor":0.1,)"
                R"("roughnessFactor":0.6}},"doubleSided":true}})",
                color.x, color.y, color.z);
        });
    }

    void write_meshes()
    {
        std::size_t accessor = 0;
        bool first = true;
        json_ += R"(,"meshes":[)";
        for (auto const& part : document_.parts) {
            if (part.index_count == 0) continue;
            add(R"({}{{"primitives":[{{"attributes":{{"POSITION":{},"NORMAL":{}}},"indices":{},"material":{}}}]}})",
                first ? "" : ",", accessor, accessor + 1, accessor + 2, part.material);
            accessor += 3;
            first = false;
        }
        json_ += ']';
    }

    void write_accessors()
    {
        bool first = true;
        json_ += R"(,"accessors":[)";
        for (auto const& part : document_.parts) {
            if (part.index_count == 0) continue;
            add(R"({}{{"bufferView":{},"byteOffset":{},"componentType":{},"count":{},"type":"VEC3",)"
                R"("min":[0,0,0],"max":[{},{},{}]}})",
                first ? "" : ",", position_view, part.first_vertex * document_.positions.stride, unsigned_short,
                part.vertex_count, part.largest[0], part.largest[1], part.largest[2]);
            add(R"(,{{"bufferView":{},"byteOffset":{},"componentType":{},"normalized":true,"count":{},"type":"VEC3"}})",
                normal_view, part.first_vertex * document_.normals.stride, signed_byte, part.vertex_count);
            add(R"(,{{"bufferView":{},"byteOffset":{},"componentType":{},"count":{},"type":"SCALAR"}})", index_view,
                part.first_index * document_.indices.stride, unsigned_int, part.index_count);
            first = false;
        }
        json_ += ']';
    }

    void write_buffers()
    {
        json_ += R"(,"bufferViews":[)";
        std::size_t decoded = 0;
        write_view(document_.indices, decoded, element_array_buffer, "TRIANGLES", "");
        json_ += ',';
        write_view(document_.positions, decoded, array_buffer, "ATTRIBUTES", "");
        json_ += ',';
        write_view(document_.normals, decoded, array_buffer, "ATTRIBUTES", R"(,"filter":"OCTAHEDRAL")");
        add(R"(],"buffers":[{{"byteLength":{}}},{{"byteLength":{},)"
            R"("extensions":{{"EXT_meshopt_compression":{{"fallback":true}}}}}}])",
            document_.buffer_bytes, decoded);
    }

    void write_view(GltfStream const& stream, std::size_t& decoded, int target, char const* mode, char const* filter)
    {
        std::size_t const bytes = stream.count * stream.stride;
        add(R"({{"buffer":1,"byteOffset":{},"byteLength":{},"target":{})", decoded, bytes, target);
        if (target == array_buffer) add(R"(,"byteStride":{})", stream.stride);
        add(R"(,"extensions":{{"EXT_meshopt_compression":{{"buffer":0,"byteOffset":{},"byteLength":{},"byteStride":{},)"
            R"("count":{},"mode":"{}"{}}}}}}})",
            stream.offset, stream.bytes, stream.stride, stream.count, mode, filter);
        decoded += bytes;
    }

    GltfDocument const& document_;
    std::string json_;
};

} // namespace

std::string write_json(GltfDocument const& document) { return JsonWriter{document}.write(); }

} // namespace guildhall::preview
