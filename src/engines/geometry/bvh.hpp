#pragma once
// Rays against the triangles of a part.
#include "boxed_part.hpp"
#include <optional>

namespace guildhall::geometry {

struct RayHit {
    float distance = 0;
    std::uint32_t triangle = 0;
};

// A tree of boxes over the triangles in the order of a space-filling curve: linear to build (about 60 ms for a million
// triangles), a microsecond or two per ray. Refers to the part it was built from. Not for several threads at once.
//
// A mesh can be made so that every ray meets every triangle. All rays together may therefore visit `most_visits` boxes,
// five times what the most tangled real parts need; later rays hit nothing.
class Bvh {
public:
    explicit Bvh(BoxedPart const& part);

    // The nearest triangle in front of `origin`, from either side. `direction` has unit length.
    std::optional<RayHit> first_hit(Point const& origin, Point const& direction) const;

    bool is_hit(Point const& origin, Point const& direction) const;

    // Triangles along the space-filling curve: neighbours in this order lie close together.
    std::vector<std::uint32_t> const& order() const { return order_; }

private:
    struct Node {
        Point low;
        std::uint32_t first; // of its triangles in order_, or of its two children
        Point high;
        std::uint32_t count; // of triangles; 0 for an inner node
    };
    struct Ray;

    void build(std::uint32_t node, std::uint32_t begin, std::uint32_t end, std::vector<std::uint32_t> const& codes);
    void enclose_triangles(Node& node) const;
    template <bool any> std::optional<RayHit> trace(Point const& origin, Point const& direction) const;
    float distance_to(Ray const& ray, std::uint32_t triangle) const;

    BoxedPart const& part_;
    std::vector<std::uint32_t> order_;
    std::vector<Node> nodes_;
    static constexpr std::int64_t most_visits = 25'000'000;
    mutable std::int64_t visits_left_ = most_visits;
};

} // namespace guildhall::geometry
