#pragma once
// STEP files (AP203, AP214, AP242) by way of OpenCASCADE: exact volume, area and centre of mass from the B-rep, the
// assembly with its names and colours, and triangles for everything that needs triangles.
// OpenCASCADE is not thread-safe and crashes on hostile files: call this from one thread of a process one can lose.
#include "geometry/analysis.hpp"
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
    std::vector<geometry::PartSummary> parts; // one for each distinct solid
    std::vector<geometry::Problem> problems;
};

// Measures and triangulates. Fails with what prescan() fails with, damaged_file when OpenCASCADE cannot make sense of
// it, no_geometry when there is no solid, too_complex beyond 20,000 instances or 20 million triangles.
// Throws std::bad_alloc when memory is short.
std::expected<StepModel, geometry::Failure> read_step(std::span<std::byte const> file);

// Loads OpenCASCADE's tables and reads a tiny file, so that the first real one does not have to wait for that.
void warm_up();

} // namespace guildhall::step
