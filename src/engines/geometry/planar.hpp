#pragma once
// Shadows: points projected onto a plane, the polygon round them, the rectangle round that.
#include "vec3.hpp"
#include <vector>

namespace guildhall::geometry {

struct Point2 {
    double x = 0, y = 0;
};

// A plane through the origin with two axes of its own.
class Plane {
public:
    explicit Plane(Vec3 unit_normal);

    Point2 project(Vec3 p) const { return {dot(p, x_axis_), dot(p, y_axis_)}; }
    Vec3 lift(Point2 p) const { return x_axis_ * p.x + y_axis_ * p.y; }

private:
    Vec3 x_axis_, y_axis_; // with the normal a right-handed system
};

// The convex polygon round the points, counter-clockwise, without corners that hardly turn (monotone chain, Andrew
// 1979).
std::vector<Point2> convex_polygon(std::vector<Point2> points);

struct Rectangle {
    Point2 direction; // of one pair of sides, unit length
    double along = 0; // extent in that direction
    double across = 0;

    double area() const { return along * across; }
};

// The rectangles round a convex polygon with one side on one of its edges, among which is the smallest one
// (Freeman, Shapira 1975; rotating calipers, Toussaint 1983).
std::vector<Rectangle> flush_rectangles(std::vector<Point2> const& polygon);

} // namespace guildhall::geometry
