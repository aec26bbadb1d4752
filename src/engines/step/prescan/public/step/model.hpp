#pragma once
// What a STEP file holds once it is read. Apart from step.hpp so that its users need not link OpenCASCADE.
#include "geometry/analysis.hpp"
#include "geometry/assembly.hpp"
#include "geometry/mesh.hpp"
#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

namespace guildhall::step {

// The solids of a STEP file. Annotations, construction geometry and open surfaces count for nothing here.
struct StepModel {
    std::string schema;          // as the file names it, e.g. AUTOMOTIVE_DESIGN
    std::string units;           // of the file: mm, cm, m, micron, inch, foot; everything below is millimetres
    double volume_mm3 = 0;       // exact, all instances
    double surface_area_mm2 = 0; // exact, all instances
    std::array<double, 3> center_of_mass_mm{0, 0, 0};
    geometry::Vec3 box_min_mm, box_max_mm;
    std::int64_t solids = 0;                  // all instances
    std::int64_t faces = 0;                   // all instances
    bool watertight = false;                  // the shell of every solid is closed
    geometry::Mesh mesh;                      // one MeshPart for each distinct solid and color
    geometry::Assembly assembly;              // the same solids as a tree; empty when that would be too large
    std::vector<geometry::PartSummary> parts; // one for each distinct solid, up to geometry::most_listed_parts
    std::int64_t distinct_parts = 0;          // all of them
    std::vector<geometry::Problem> problems;
};

// read_step() as a value: the worker loads it from a module only when the first STEP file comes.
using ReadStep = std::expected<StepModel, geometry::Failure> (*)(std::span<std::byte const> file);

} // namespace guildhall::step
