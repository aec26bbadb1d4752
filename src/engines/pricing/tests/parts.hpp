#pragma once
// Parts with known measures, and random ones, for the tests of the calculator.
#include "pricing/pricing.hpp"
#include <algorithm>
#include <cmath>
#include <random>

namespace guildhall::pricing::tests {

// A rectangular block with something missing inside: same outside, less volume, more surface.
// Numbers follow from the drawing, not from a mesh.
inline geometry::Analysis block(double x, double y, double z)
{
    auto analysis = plain_box(x, y, z, std::nullopt);
    analysis.format = "stl";
    analysis.shape.milling_setups = 1;
    return analysis;
}

// A box open at the top with walls and floor of one thickness.
inline geometry::Analysis open_box(double x, double y, double z, double wall)
{
    auto analysis = block(x, y, z);
    auto const inside_x = x - 2 * wall;
    auto const inside_y = y - 2 * wall;
    auto const depth = z - wall;
    analysis.volume_mm3 -= inside_x * inside_y * depth;
    analysis.surface_area_mm2 += 2 * (inside_x + inside_y) * depth;
    analysis.shape.box_face_area_mm2 -= inside_x * inside_y;
    analysis.shape.thin_wall_mm = wall;
    analysis.shape.orientations.resize(1); // standing on its floor
    return analysis;
}

// Measures of the boat that people print to compare printers (tests/data/cad/3mf/bambu_benchy_226k.3mf).
inline geometry::Analysis boat()
{
    geometry::Analysis analysis;
    analysis.format = "stl";
    analysis.volume_mm3 = 15551;
    analysis.surface_area_mm2 = 9431;
    analysis.bounding_box_mm = {60, 31, 48};
    analysis.bodies = 1;
    analysis.watertight = true;
    analysis.shape.oriented_box_mm = {54.54, 47.31, 31.03};
    analysis.shape.convex_hull_volume_mm3 = 41383;
    analysis.shape.thin_wall_mm = 0.75;
    analysis.shape.milling_setups = 6;
    analysis.shape.orientations = {{.up = {0, 0, 1},
        .height_mm = 48,
        .length_mm = 60,
        .width_mm = 31,
        .up_area_mm2 = 1687,
        .down_area_mm2 = 986,
        .contact_area_mm2 = 448,
        .overhang_area_mm2 = 515,
        .support_volume_mm3 = 8199}};
    return analysis;
}

class RandomParts {
public:
    explicit RandomParts(std::uint64_t seed)
        : random_(seed)
    {
    }
    double between(double low, double high) { return std::uniform_real_distribution(low, high)(random_); }
    // Evenly over orders of magnitude.
    double magnitude(double low, double high) { return std::exp(between(std::log(low), std::log(high))); }
    std::int64_t whole(std::int64_t low, std::int64_t high)
    {
        return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
    }
    std::int64_t quantity() { return std::min<std::int64_t>(1'000'000, std::llround(magnitude(1, 1'000'000))); }
    template <class Rows> auto const& one_of(Rows const& rows)
    {
        return rows[static_cast<std::size_t>(whole(0, static_cast<std::int64_t>(rows.size()) - 1))];
    }

    geometry::Analysis part()
    {
        auto analysis = block(magnitude(5, 250), magnitude(5, 200), magnitude(2, 150));
        auto& shape = analysis.shape;
        auto const full = analysis.volume_mm3;
        shape.convex_hull_volume_mm3 = full * between(0.3, 1);
        analysis.volume_mm3 = shape.convex_hull_volume_mm3 * between(0.02, 1);
        analysis.surface_area_mm2 *= magnitude(0.8, 8);
        shape.box_face_area_mm2 = analysis.surface_area_mm2 * between(0, 0.7);
        shape.thin_wall_mm = between(0, 4);
        shape.milling_setups = whole(0, 6);
        shape.unreachable_area_share = std::max(0.0, between(-0.1, 0.1));
        for (auto& way : shape.orientations) {
            way.up_area_mm2 *= between(0, 1.5);
            way.down_area_mm2 *= between(0, 1.5);
            way.overhang_area_mm2 = way.down_area_mm2 * between(0, 1);
            way.support_volume_mm3 = way.overhang_area_mm2 * way.height_mm * between(0, 0.5);
        }
        return analysis;
    }

    // Something the catalogue offers; may still be refused for the part's size.
    Choice choice(Catalogue const& catalogue)
    {
        Choice choice;
        auto const& service = one_of(catalogue.services);
        choice.service = service.code;
        std::vector<std::string> materials;
        for (auto const& material : catalogue.materials)
            if (std::ranges::count(material.services, service.code)) materials.push_back(material.code);
        choice.material = one_of(materials);
        choice.quantity = quantity();
        if (whole(0, 1)) choice.rush = one_of(catalogue.rush_levels).code;
        return choice;
    }

private:
    std::mt19937_64 random_;
};

} // namespace guildhall::pricing::tests
