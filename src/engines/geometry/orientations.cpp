#include "orientations.hpp"
#include "planar.hpp"
#include <algorithm>

namespace guildhall::geometry {
namespace {

constexpr std::size_t most_orientations = 12;
constexpr double least_resting_share = 0.015; // of the hull's surface
constexpr double cosine_of_three_degrees = 0.99863;

// Facets steeper than 45 degrees overhang; one degree more is granted, because chamfers of exactly 45 are made to print
// without support.
constexpr double overhang_cosine = -0.7193;
constexpr double skin_cosine = 0.7;      // U and D of the FDM model, calculator.md 3.2
constexpr double resting_cosine = -0.98; // what lies on the plate is level
constexpr double resting_share = 5e-4;   // of the diagonal: how far from the plate is still on it

bool is_new(std::vector<Vec3> const& ups, Vec3 up)
{
    return std::ranges::none_of(ups, [&](Vec3 known) { return dot(known, up) > cosine_of_three_degrees; });
}

std::vector<Vec3> candidate_ups(ConvexHull const& hull)
{
    std::vector<Vec3> ups{{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
    constexpr std::size_t most_faces = 64;
    for (auto const& face : flat_faces(hull, most_faces))
        if (ups.size() < most_orientations && face.area >= least_resting_share * hull.area && is_new(ups, -face.normal))
            ups.push_back(-face.normal);
    return ups;
}

class Stand {
public:
    Stand(BoxedPart const& part, ConvexHull const& hull, Vec3 up)
        : part_(part)
        , up_(up)
    {
        plate_ = 1e300;
        double top = -1e300;
        for (auto const& vertex : hull.vertices) {
            plate_ = std::min(plate_, dot(vertex, up));
            top = std::max(top, dot(vertex, up));
        }
        tolerance_ = resting_share * part.diagonal;
        result_.height_mm = top - plate_;
        measure_shadow(hull);
    }

    Orientation measure(Bvh const& bvh, std::vector<SurfaceSample> const& samples)
    {
        for (std::size_t i = 0; i < part_.triangles.size(); ++i) add_facet(i);
        for (auto const& sample : samples) add_support(bvh, sample);
        // The area under support is known exactly: what the samples got wrong about it is put right in the volume.
        if (sampled_overhang_ > 0) result_.support_volume_mm3 *= result_.overhang_area_mm2 / sampled_overhang_;
        return result_;
    }

private:
    void measure_shadow(ConvexHull const& hull)
    {
        Plane const plate(up_);
        std::vector<Point2> shadow;
        for (auto const& vertex : hull.vertices) shadow.push_back(plate.project(vertex));
        auto const rectangles = flush_rectangles(convex_polygon(std::move(shadow)));
        if (rectangles.empty()) return;
        auto const smallest = *std::ranges::min_element(rectangles, {}, &Rectangle::area);
        result_.length_mm = std::max(smallest.along, smallest.across);
        result_.width_mm = std::min(smallest.along, smallest.across);
    }

    double height_of(Vec3 point) const { return dot(point, up_) - plate_; }

    bool rests_on_plate(std::size_t triangle) const
    {
        return std::ranges::all_of(part_.triangles[triangle],
            [&](std::uint32_t corner) { return height_of(part_.vertex(corner)) <= tolerance_; });
    }

    void add_facet(std::size_t triangle)
    {
        auto const cosine = dot(part_.normal(triangle), up_);
        auto const area = static_cast<double>(part_.areas[triangle]);
        if (cosine > skin_cosine) result_.up_area_mm2 += cosine * area;
        if (cosine >= -skin_cosine) return;
        result_.down_area_mm2 -= cosine * area;
        if (cosine < resting_cosine && rests_on_plate(triangle))
            result_.contact_area_mm2 += area;
        else if (cosine < overhang_cosine)
            result_.overhang_area_mm2 -= cosine * area;
    }

    void add_support(Bvh const& bvh, SurfaceSample const& sample)
    {
        auto const cosine = dot(sample.normal, up_);
        if (cosine >= overhang_cosine) return;
        auto const height = height_of(sample.position);
        if (height <= tolerance_) return;
        auto const origin = sample.position + sample.normal * (1e-4 * part_.diagonal);
        auto const hit = bvh.first_hit(to_point(origin), to_point(-up_));
        auto const drop = hit ? std::min(height, static_cast<double>(hit->distance)) : height;
        result_.support_volume_mm3 -= cosine * sample.area * drop;
        sampled_overhang_ -= cosine * sample.area;
    }

    BoxedPart const& part_;
    Vec3 up_;
    double plate_ = 0; // height of the lowest point along up_
    double tolerance_ = 0;
    double sampled_overhang_ = 0;
    Orientation result_;
};

// Lowest first; among those that differ by less than 0.1 % in height the one with less support first.
void put_in_order(std::vector<Orientation>& orientations)
{
    std::ranges::sort(orientations, {}, &Orientation::height_mm);
    for (auto first = orientations.begin(); first != orientations.end();) {
        auto const limit = first->height_mm * 1.001;
        auto const last = std::find_if(first, orientations.end(), [&](auto const& o) { return o.height_mm > limit; });
        std::sort(
            first, last, [](auto const& a, auto const& b) { return a.support_volume_mm3 < b.support_volume_mm3; });
        first = last;
    }
}

} // namespace

std::vector<Orientation> orientations_of(BoxedPart const& part, ConvexHull const& hull, OrientedBox const& box,
    Bvh const& bvh, std::vector<SurfaceSample> const& samples)
{
    std::vector<Orientation> orientations;
    for (auto const& up : candidate_ups(hull)) {
        auto orientation = Stand(part, hull, up).measure(bvh, samples);
        auto const in_file = box.direction_from_box(up);
        orientation.up = {in_file.x, in_file.y, in_file.z};
        orientations.push_back(orientation);
    }
    put_in_order(orientations);
    return orientations;
}

} // namespace guildhall::geometry
