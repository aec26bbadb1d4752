#pragma once
// Reads what write_glb writes, by way of meshoptimizer's decoders.
#include <array>
#include <boost/json.hpp>
#include <cstring>
#include <gtest/gtest.h>
#include <meshoptimizer.h>
#include <string>
#include <vector>

namespace guildhall::preview {

struct DecodedPart {
    std::string name;
    std::vector<std::array<double, 3>> positions; // in millimetres, Z up, as in the mesh
    std::vector<std::array<float, 3>> normals;
    std::vector<std::uint32_t> indices;
    double step = 0; // of the quantisation
};

class GlbReader {
public:
    explicit GlbReader(std::string const& file)
    {
        EXPECT_EQ(word(file, 0), 0x46546C67U);
        EXPECT_EQ(word(file, 4), 2U);
        EXPECT_EQ(word(file, 8), file.size());
        EXPECT_EQ(word(file, 16), 0x4E4F534AU);
        auto const length = word(file, 12);
        EXPECT_EQ(length % 4, 0U);
        json = boost::json::parse(std::string_view(file).substr(20, length)).as_object();
        if (file.size() > 20 + length) {
            EXPECT_EQ(word(file, 24 + length), 0x004E4942U);
            EXPECT_EQ(word(file, 20 + length), file.size() - 28 - length);
            buffer_ = file.substr(28 + length);
        }
    }

    std::vector<DecodedPart> parts() const
    {
        std::vector<DecodedPart> parts;
        for (auto const& child : json.at("nodes").at(0).at("children").as_array()) {
            auto const& node = json.at("nodes").at(child.to_number<std::size_t>()).as_object();
            auto& part = parts.emplace_back();
            part.name = node.at("name").as_string().c_str();
            if (node.contains("mesh")) read_mesh(node, part);
        }
        return parts;
    }

    // The lines of a role (and, of findings, a code) of all meshes, each as often as nodes show it; ends in
    // millimetres.
    std::vector<std::array<std::array<double, 3>, 2>> lines(std::string_view role, std::string_view code = "") const
    {
        std::vector<std::array<std::array<double, 3>, 2>> lines;
        for (auto const& node : json.at("nodes").as_array()) {
            if (!node.as_object().contains("mesh")) continue;
            auto const& mesh = json.at("meshes").at(node.at("mesh").to_number<std::size_t>());
            for (auto const& primitive : mesh.at("primitives").as_array()) {
                auto const* const extras = primitive.as_object().if_contains("extras");
                if (!extras || extras->at("role").as_string() != role) continue;
                if (!code.empty() && extras->at("code").as_string() != code) continue;
                EXPECT_EQ(primitive.at("mode"), 1);
                auto const ends = positions(node.as_object(), primitive);
                auto const indices = read<std::uint32_t>(primitive.at("indices").to_number<std::uint64_t>());
                for (std::size_t i = 0; i + 1 < indices.size(); i += 2)
                    lines.push_back({ends.at(indices[i]), ends.at(indices[i + 1])});
            }
        }
        return lines;
    }

    // All corners of the node's surfaces, where they stand in the file.
    std::vector<std::array<double, 3>> corners(boost::json::object const& node) const
    {
        std::vector<std::array<double, 3>> corners;
        auto const& mesh = json.at("meshes").at(node.at("mesh").to_number<std::size_t>());
        for (auto const& primitive : mesh.at("primitives").as_array())
            if (!primitive.as_object().contains("mode"))
                for (auto const& corner : positions(node, primitive)) corners.push_back(corner);
        return corners;
    }

    boost::json::object json;

private:
    std::vector<std::array<double, 3>> positions(
        boost::json::object const& node, boost::json::value const& primitive) const
    {
        std::array<double, 16> matrix{};
        if (auto const* const written = node.if_contains("matrix"))
            for (std::size_t i = 0; i < 16; ++i) matrix[i] = written->at(i).to_number<double>();
        else
            for (std::size_t axis = 0; axis < 3; ++axis) {
                matrix[5 * axis] = node.at("scale").at(axis).to_number<double>();
                matrix[12 + axis] = node.at("translation").at(axis).to_number<double>();
            }
        std::vector<std::array<double, 3>> positions;
        auto const accessor = primitive.at("attributes").at("POSITION").to_number<std::uint64_t>();
        std::array<int, 3> low{65535, 65535, 65535}, high{};
        for (auto const& q : read<std::array<std::uint16_t, 4>>(accessor)) {
            auto& position = positions.emplace_back();
            for (std::size_t axis = 0; axis < 3; ++axis) {
                low[axis] = std::min<int>(low[axis], q[axis]);
                high[axis] = std::max<int>(high[axis], q[axis]);
            }
            for (std::size_t row = 0; row < 3; ++row)
                position[row] = matrix[row] * q[0] + matrix[4 + row] * q[1] + matrix[8 + row] * q[2] + matrix[12 + row];
        }
        for (std::size_t axis = 0; axis < 3; ++axis) { // as readers and validators demand
            EXPECT_EQ(json.at("accessors").at(accessor).at("min").at(axis), low[axis]);
            EXPECT_EQ(json.at("accessors").at(accessor).at("max").at(axis), high[axis]);
        }
        return positions;
    }

    static std::uint32_t word(std::string const& file, std::size_t at)
    {
        std::uint32_t value = 0;
        if (at + 4 <= file.size()) std::memcpy(&value, file.data() + at, 4);
        return value;
    }

    std::vector<unsigned char> decode(std::size_t view_number) const
    {
        auto const& view = json.at("bufferViews").at(view_number).as_object();
        auto const& packed = view.at("extensions").at("EXT_meshopt_compression").as_object();
        auto const number = [&](char const* key) { return packed.at(key).to_number<std::size_t>(); };
        std::size_t const count = number("count"), stride = number("byteStride");
        EXPECT_EQ(view.at("byteLength").to_number<std::size_t>(), count * stride);
        EXPECT_LE(number("byteOffset") + number("byteLength"), buffer_.size());
        auto const* const bytes = reinterpret_cast<unsigned char const*>(buffer_.data()) + number("byteOffset");
        std::vector<unsigned char> plain(count * stride);
        if (packed.at("mode") == "TRIANGLES")
            EXPECT_EQ(meshopt_decodeIndexBuffer(plain.data(), count, stride, bytes, number("byteLength")), 0);
        else if (packed.at("mode") == "INDICES")
            EXPECT_EQ(meshopt_decodeIndexSequence(plain.data(), count, stride, bytes, number("byteLength")), 0);
        else
            EXPECT_EQ(meshopt_decodeVertexBuffer(plain.data(), count, stride, bytes, number("byteLength")), 0);
        if (packed.contains("filter")) meshopt_decodeFilterOct(plain.data(), count, stride);
        return plain;
    }

    template <class Element> std::vector<Element> read(std::uint64_t accessor_number) const
    {
        auto const& accessor = json.at("accessors").at(accessor_number).as_object();
        auto const plain = decode(accessor.at("bufferView").to_number<std::size_t>());
        auto const offset = accessor.at("byteOffset").to_number<std::size_t>();
        std::vector<Element> elements(accessor.at("count").to_number<std::size_t>());
        EXPECT_LE(offset + elements.size() * sizeof(Element), plain.size());
        std::memcpy(elements.data(), plain.data() + offset, elements.size() * sizeof(Element));
        return elements;
    }

    void read_mesh(boost::json::object const& node, DecodedPart& part) const
    {
        auto const& mesh = json.at("meshes").at(node.at("mesh").to_number<std::size_t>());
        auto const& primitive = mesh.at("primitives").at(0);
        auto const accessor = [](boost::json::value const& value) { return value.to_number<std::uint64_t>(); };
        part.step = node.at("scale").at(0).to_number<double>();
        part.indices = read<std::uint32_t>(accessor(primitive.at("indices")));
        part.positions = positions(node, primitive);
        for (auto const& q : read<std::array<std::int8_t, 4>>(accessor(primitive.at("attributes").at("NORMAL"))))
            part.normals.push_back(
                {static_cast<float>(q[0]) / 127, static_cast<float>(q[1]) / 127, static_cast<float>(q[2]) / 127});
        EXPECT_EQ(part.positions.size(), part.normals.size());
        for (auto const index : part.indices) ASSERT_LT(index, part.positions.size());
    }

    std::string buffer_;
};

} // namespace guildhall::preview
