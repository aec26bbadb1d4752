#include "hull.hpp"
#include "planar.hpp"
#include <algorithm>
#include <limits>
#include <queue>

namespace guildhall::geometry {
namespace {

__extension__ using Wide = __int128;

constexpr double grid_steps = (1 << 26) - 2;
constexpr double tolerance_steps = 2e-6 * grid_steps;
constexpr std::size_t most_vertices = 3000;
constexpr std::uint32_t nothing = 0xFFFFFFFF;

struct GridPoint {
    std::int32_t x, y, z;
};

// Differences have 27 bits, so the components of a cross product fit 54 bits and are exact in a double as well.
struct GridVector {
    std::int64_t x, y, z;
};

GridVector operator-(GridPoint a, GridPoint b)
{
    return {std::int64_t{a.x} - b.x, std::int64_t{a.y} - b.y, std::int64_t{a.z} - b.z};
}

GridVector cross(GridVector a, GridVector b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

Vec3 as_vec3(GridVector v) { return {static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z)}; }

struct Face {
    std::array<std::uint32_t, 3> corners{};
    std::array<std::uint32_t, 3> neighbours{}; // across the edge from corner i to corner i + 1
    GridVector normal{};
    Vec3 unit_normal;
    GridPoint anchor{};
    std::vector<std::uint32_t> outside; // points this face can see
    std::uint32_t farthest = nothing;   // of them
    double farthest_distance = 0;
    bool alive = true;
    bool visible = false; // from the point being added
};

struct HorizonEdge {
    std::uint32_t from, to;
    std::uint32_t outer_face; // stays
};

class Quickhull {
public:
    explicit Quickhull(std::span<std::array<float, 3> const> points)
        : source_(points)
    {
        lay_grid();
    }

    ConvexHull run()
    {
        auto const simplex = first_simplex();
        if (simplex[2] == nothing) return on_a_line(simplex);
        if (simplex[3] == nothing) return flat_hull(simplex);
        start_with(simplex);
        while (!queue_.empty() && vertex_count_ < most_vertices) {
            auto const face = queue_.top().second;
            queue_.pop();
            if (faces_[face].alive) add_point(face);
        }
        return collect();
    }

private:
    void lay_grid()
    {
        auto const big = std::numeric_limits<double>::infinity();
        Vec3 low{big, big, big}, high{-big, -big, -big};
        for (auto const& point : source_) {
            auto const p = geometry::to_vec3(point);
            low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
        }
        auto const size = high - low;
        auto const extent = std::max({size.x, size.y, size.z});
        auto const steps_per_mm = extent > 0 ? grid_steps / extent : 0;
        // Coordinates far from the origin are coarse; less than their last bit means nothing.
        auto const farthest = std::max(length(low), length(high));
        auto const last_bit = farthest * std::numeric_limits<float>::epsilon();
        tolerance_ = std::max(tolerance_steps, 2 * last_bit * steps_per_mm);
        points_.reserve(source_.size());
        auto const step = [&](double offset) { return static_cast<std::int32_t>(offset * steps_per_mm + 0.5); };
        for (auto const& point : source_) {
            auto const p = geometry::to_vec3(point) - low;
            points_.push_back({step(p.x), step(p.y), step(p.z)});
        }
    }

    template <class Distance> std::uint32_t farthest_point(Distance distance, double least) const
    {
        auto best = nothing;
        auto best_distance = least;
        for (std::uint32_t i = 0; i < points_.size(); ++i)
            if (auto const d = distance(points_[i]); d > best_distance) {
                best = i;
                best_distance = d;
            }
        return best;
    }

    // Four points that span a body as large as can be had quickly; `nothing` from where the points stop spanning.
    std::array<std::uint32_t, 4> first_simplex() const
    {
        std::array<std::uint32_t, 4> simplex{nothing, nothing, nothing, nothing};
        if (points_.empty()) return simplex;
        simplex[0] = farthest_point([](GridPoint p) { return static_cast<double>(std::int64_t{p.x} + p.y + p.z); }, -1);
        auto const a = points_[simplex[0]];
        simplex[1] = farthest_point([&](GridPoint p) { return length(as_vec3(p - a)); }, tolerance_);
        if (simplex[1] == nothing) return simplex;
        auto const along = unit(as_vec3(points_[simplex[1]] - a));
        simplex[2] =
            farthest_point([&](GridPoint p) { return length(geometry::cross(along, as_vec3(p - a))); }, tolerance_);
        if (simplex[2] == nothing) return simplex;
        auto const normal = unit(as_vec3(cross(points_[simplex[1]] - a, points_[simplex[2]] - a)));
        simplex[3] = farthest_point([&](GridPoint p) { return std::fabs(dot(normal, as_vec3(p - a))); }, tolerance_);
        return simplex;
    }

    std::uint32_t add_face(std::uint32_t a, std::uint32_t b, std::uint32_t c)
    {
        Face face;
        face.corners = {a, b, c};
        face.anchor = points_[a];
        face.normal = cross(points_[b] - points_[a], points_[c] - points_[a]);
        face.unit_normal = unit(as_vec3(face.normal));
        faces_.push_back(std::move(face));
        return static_cast<std::uint32_t>(faces_.size() - 1);
    }

    static double distance(Face const& face, GridPoint point)
    {
        return dot(face.unit_normal, as_vec3(point - face.anchor));
    }

    // Exactly: is the point on the outer side of the plane of the face?
    static bool sees(Face const& face, GridPoint point)
    {
        auto const offset = point - face.anchor;
        // Three products of 54 and 27 bits, each rounded to 53: together wrong by less than 2^30.
        auto const rounded = dot(as_vec3(face.normal), as_vec3(offset));
        if (std::fabs(rounded) > 0x1p30) return rounded > 0;
        return Wide{face.normal.x} * offset.x + Wide{face.normal.y} * offset.y + Wide{face.normal.z} * offset.z > 0;
    }

    void start_with(std::array<std::uint32_t, 4> simplex)
    {
        auto [a, b, c, d] = simplex;
        auto const probe = add_face(a, b, c);
        if (sees(faces_[probe], points_[d])) std::swap(b, c);
        faces_.clear();
        // Each face lists its corners counter-clockwise; across edge i lies the face without the third corner.
        add_face(a, b, c);
        add_face(a, d, b);
        add_face(b, d, c);
        add_face(c, d, a);
        faces_[0].neighbours = {1, 2, 3};
        faces_[1].neighbours = {3, 2, 0};
        faces_[2].neighbours = {1, 3, 0};
        faces_[3].neighbours = {2, 1, 0};
        vertex_count_ = 4;
        std::array<std::uint32_t, 4> const faces{0, 1, 2, 3};
        for (std::uint32_t point = 0; point < points_.size(); ++point) give_to_first(faces, point);
        for (auto const face : faces) enqueue(face);
    }

    void give_to_first(std::span<std::uint32_t const> faces, std::uint32_t point)
    {
        for (auto const index : faces) {
            auto& face = faces_[index];
            auto const d = distance(face, points_[point]);
            if (d <= tolerance_) continue;
            face.outside.push_back(point);
            if (d > face.farthest_distance) {
                face.farthest_distance = d;
                face.farthest = point;
            }
            return;
        }
    }

    void enqueue(std::uint32_t face)
    {
        if (!faces_[face].outside.empty()) queue_.emplace(faces_[face].farthest_distance, face);
    }

    void add_point(std::uint32_t from_face)
    {
        auto const eye = faces_[from_face].farthest;
        find_horizon(from_face, eye);
        new_faces_.clear();
        for (auto const& edge : horizon_) {
            auto const face = add_face(edge.from, edge.to, eye);
            new_faces_.push_back(face);
            faces_[face].neighbours[0] = edge.outer_face;
            auto& outer = faces_[edge.outer_face];
            for (std::size_t i = 0; i < 3; ++i)
                if (outer.corners[i] == edge.to) outer.neighbours[i] = face;
        }
        link_new_faces();
        for (auto const index : visible_) {
            auto const orphans = std::move(faces_[index].outside);
            faces_[index].outside.clear();
            for (auto const point : orphans)
                if (point != eye) give_to_first(new_faces_, point);
        }
        for (auto const face : new_faces_) enqueue(face);
        ++vertex_count_;
    }

    // Marks the faces the eye sees dead and lists the edges round them.
    void find_horizon(std::uint32_t from_face, std::uint32_t eye)
    {
        visible_.assign(1, from_face);
        horizon_.clear();
        faces_[from_face].visible = true;
        for (std::size_t i = 0; i < visible_.size(); ++i) {
            auto const neighbours = faces_[visible_[i]].neighbours;
            for (auto const neighbour : neighbours) {
                if (faces_[neighbour].visible || !sees(faces_[neighbour], points_[eye])) continue;
                faces_[neighbour].visible = true;
                visible_.push_back(neighbour);
            }
        }
        for (auto const index : visible_) {
            auto& face = faces_[index];
            face.alive = false;
            for (std::size_t i = 0; i < 3; ++i)
                if (!faces_[face.neighbours[i]].visible)
                    horizon_.push_back({face.corners[i], face.corners[(i + 1) % 3], face.neighbours[i]});
        }
    }

    // The new faces form a fan round the eye: the one that begins where another's horizon edge ends is its neighbour.
    void link_new_faces()
    {
        begins_at_.clear();
        for (auto const face : new_faces_) begins_at_.emplace_back(faces_[face].corners[0], face);
        std::ranges::sort(begins_at_);
        for (auto const face : new_faces_) {
            auto const next = std::ranges::lower_bound(
                begins_at_, faces_[face].corners[1], {}, &std::pair<std::uint32_t, std::uint32_t>::first);
            faces_[face].neighbours[1] = next->second;
            faces_[next->second].neighbours[2] = face;
        }
    }

    ConvexHull collect() const
    {
        ConvexHull hull;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> numbers; // point -> hull vertex
        for (auto const& face : faces_)
            if (face.alive)
                for (auto const corner : face.corners) numbers.emplace_back(corner, 0);
        std::ranges::sort(numbers);
        numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
        for (auto& [point, number] : numbers) {
            number = static_cast<std::uint32_t>(hull.vertices.size());
            hull.vertices.push_back(geometry::to_vec3(source_[point]));
        }
        for (auto const& face : faces_) {
            if (!face.alive) continue;
            HullFacet facet;
            for (std::size_t i = 0; i < 3; ++i)
                facet.corners[i] = std::ranges::lower_bound(
                    numbers, face.corners[i], {}, &std::pair<std::uint32_t, std::uint32_t>::first)
                                       ->second;
            hull.facets.push_back(facet);
        }
        measure_facets(hull);
        return hull;
    }

    static void measure_facets(ConvexHull& hull)
    {
        Vec3 sum;
        for (auto const& vertex : hull.vertices) sum += vertex;
        auto const inside = sum * (1 / static_cast<double>(hull.vertices.size()));
        for (auto& facet : hull.facets) {
            auto const a = hull.vertices[facet.corners[0]];
            auto const normal =
                geometry::cross(hull.vertices[facet.corners[1]] - a, hull.vertices[facet.corners[2]] - a);
            facet.area = length(normal) / 2;
            facet.normal = unit(normal);
            hull.area += facet.area;
            hull.volume += dot(a - inside, normal) / 6;
        }
        hull.volume = std::max(hull.volume, 0.0);
    }

    ConvexHull on_a_line(std::array<std::uint32_t, 4> const& simplex) const
    {
        ConvexHull hull;
        for (auto const point : simplex)
            if (point != nothing) hull.vertices.push_back(geometry::to_vec3(source_[point]));
        return hull;
    }

    // The polygon round points in a plane, with a fan of facets on either side.
    ConvexHull flat_hull(std::array<std::uint32_t, 4> const& simplex) const
    {
        auto const origin = geometry::to_vec3(source_[simplex[0]]);
        auto const normal = unit(geometry::cross(
            geometry::to_vec3(source_[simplex[1]]) - origin, geometry::to_vec3(source_[simplex[2]]) - origin));
        Plane const plane(normal);
        std::vector<Point2> projected;
        projected.reserve(source_.size());
        for (auto const& point : source_) projected.push_back(plane.project(geometry::to_vec3(point) - origin));
        ConvexHull hull;
        for (auto const& corner : convex_polygon(std::move(projected)))
            hull.vertices.push_back(origin + plane.lift(corner));
        for (std::uint32_t i = 1; i + 1 < hull.vertices.size(); ++i) {
            hull.facets.push_back({{0, i, i + 1}, {}, 0});
            hull.facets.push_back({{0, i + 1, i}, {}, 0});
        }
        measure_facets(hull);
        hull.volume = 0;
        return hull;
    }

    std::span<std::array<float, 3> const> source_;
    std::vector<GridPoint> points_;
    double tolerance_ = 0; // grid steps
    std::vector<Face> faces_;
    std::priority_queue<std::pair<double, std::uint32_t>> queue_; // faces by the distance of their farthest point
    std::size_t vertex_count_ = 0;
    std::vector<std::uint32_t> visible_;
    std::vector<HorizonEdge> horizon_;
    std::vector<std::uint32_t> new_faces_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> begins_at_;
};

} // namespace

ConvexHull convex_hull(std::span<std::array<float, 3> const> points) { return Quickhull(points).run(); }

} // namespace guildhall::geometry
