#pragma once
#include "geometry/analysis.hpp"
#include "topology.hpp"

namespace guildhall::geometry {

struct MeshFindings {
    Topology topology;
    std::int64_t degenerate_facets = 0;
    bool inside_out = false;
    bool flat = false; // encloses no volume worth the name
    bool volume_reliable = true;
    double largest_dimension_mm = 0;
};

// What a person should know about the mesh, the worst first. Codes: open_edges, non_manifold_edges,
// inconsistent_winding, inside_out, no_volume, hairline_cracks, degenerate_facets, duplicate_facets,
// suspicious_size_small, suspicious_size_large.
std::vector<Problem> problems_in(MeshFindings const& findings);

} // namespace guildhall::geometry
