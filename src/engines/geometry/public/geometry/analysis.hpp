#pragma once
// What is known about a CAD file once it has been measured: what customers see, and what prices are made from.
// All lengths are millimetres whatever the file's own unit; nothing here depends on how the part lies in space,
// except bounding_box_mm and center_of_mass_mm, which say how it lies in its file.
#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guildhall::geometry {

struct Dimensions {
    double x = 0, y = 0, z = 0;
};
BOOST_DESCRIBE_STRUCT(Dimensions, (), (x, y, z))

// Something about the file that a person should know; `code` is stable, `message` is a sentence for people.
struct Problem {
    std::string code;
    std::string message;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (code, message, count))

// One distinct body of a STEP file, item of a 3MF plate or named solid of an STL, and how often it occurs.
struct PartSummary {
    std::string name;
    std::int64_t count = 1;
    double volume_mm3 = 0; // of one
    std::optional<double> surface_area_mm2;
    std::optional<Dimensions> bounding_box_mm; // along the axes of the file; of a STEP body, along its own
};
BOOST_DESCRIBE_STRUCT(PartSummary, (), (name, count, volume_mm3, surface_area_mm2, bounding_box_mm))

// More distinct parts than these are counted, not listed: enough for people.
constexpr std::size_t most_listed_parts = 1'000;

// The part standing on a build plate in one way. Candidates are taken from the part's own flat faces and its
// oriented box, so that turning the file changes nothing.
struct Orientation {
    std::array<double, 3> up{0, 0, 1};  // build direction in the file's coordinates, unit length
    double height_mm = 0;               // extent along `up`
    double length_mm = 0, width_mm = 0; // smallest rectangle round the shadow on the plate, length >= width
    double up_area_mm2 = 0;             // projected area of facets with n.up >  0.7 (U of the FDM model)
    double down_area_mm2 = 0;           // projected area of facets with n.up < -0.7 (D), the plate contact included
    double contact_area_mm2 = 0;        // area resting on the plate
    double overhang_area_mm2 = 0;       // projected area steeper than 45 degrees that does not rest on the plate
    double support_volume_mm3 = 0;      // prism between overhangs and whatever is below them (plate or part)
};
BOOST_DESCRIBE_STRUCT(Orientation, (),
    (up, height_mm, length_mm, width_mm, up_area_mm2, down_area_mm2, contact_area_mm2, overhang_area_mm2,
        support_volume_mm3))

// Shape numbers that prices are made from.
struct Shape {
    Dimensions oriented_box_mm; // smallest-volume box in any direction, x >= y >= z
    double convex_hull_volume_mm3 = 0;
    double box_face_area_mm2 = 0; // surface that lies in the faces of the oriented box: stock, not machined
    double thin_wall_mm = 0;      // 0.5 % quantile of wall thickness sampled by rays; 0 when unknown
    double median_wall_mm = 0;
    std::int64_t milling_setups = 0;       // least number of box-axis directions from which the surface can be reached
    double unreachable_area_share = 0;     // share of the surface no box-axis direction reaches (undercuts)
    std::vector<Orientation> orientations; // at most 12, tallest last
};
BOOST_DESCRIBE_STRUCT(Shape, (),
    (oriented_box_mm, convex_hull_volume_mm3, box_face_area_mm2, thin_wall_mm, median_wall_mm, milling_setups,
        unreachable_area_share, orientations))

struct Analysis {
    std::string format;            // stl | step | 3mf
    std::string units;             // of the file: mm, cm, m, micron, inch, foot
    bool units_assumed = false;    // the format carries no unit (STL)
    double volume_mm3 = 0;         // exact from the B-rep for STEP; |signed sum| for meshes
    bool volume_reliable = true;   // false for open or badly oriented meshes, where the sum means little
    double surface_area_mm2 = 0;   // of everything in the file
    double auxiliary_area_mm2 = 0; // share of it that is supports or modifiers of a 3MF: not made, not to be priced
    Dimensions bounding_box_mm;
    std::array<double, 3> center_of_mass_mm{0, 0, 0};
    std::int64_t bodies = 0; // solids, or connected shells of a mesh
    std::int64_t triangles = 0;
    std::int64_t faces = 0;  // B-rep faces; 0 for meshes
    bool watertight = false; // every edge used by exactly two facets in opposite directions
    std::vector<Problem> problems;
    std::vector<PartSummary> parts;             // the first most_listed_parts of them
    std::optional<std::int64_t> distinct_parts; // all of them
    Shape shape;
};
BOOST_DESCRIBE_STRUCT(Analysis, (),
    (format, units, units_assumed, volume_mm3, volume_reliable, surface_area_mm2, auxiliary_area_mm2, bounding_box_mm,
        center_of_mass_mm, bodies, triangles, faces, watertight, problems, parts, distinct_parts, shape))

// Why a file cannot be measured. The detail that travels with it says what is wrong and where.
BOOST_DEFINE_ENUM_CLASS(Defect, empty_file, unknown_format, damaged_file, no_geometry, too_complex, unsupported_feature,
    time_limit_exceeded, memory_limit_exceeded, analysis_crashed)

struct Failure {
    Defect defect = Defect::damaged_file;
    std::string detail; // one sentence, with line or byte offset where known
};
BOOST_DESCRIBE_STRUCT(Failure, (), (defect, detail))

} // namespace guildhall::geometry
