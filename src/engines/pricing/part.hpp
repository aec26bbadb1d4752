#pragma once
// A measured part as the cost models take it: checked, with nothing missing.
#include "pricing/pricing.hpp"
#include <expected>
#include <vector>

namespace guildhall::pricing {

struct Part {
    geometry::Analysis const* analysis = nullptr;
    geometry::Dimensions box_mm; // oriented box, x >= y >= z > 0
    double volume_mm3 = 0;       // between nothing and the box
    bool volume_doubtful = false;
    double area_mm2 = 0;
    double hull_mm3 = 0;       // between volume and box
    double stock_face_mm2 = 0; // surface that lies in the faces of the box
    double thin_wall_mm = 0;   // 0 when unknown
    double unreachable_share = 0;
    std::int64_t milling_setups = 0;                 // 0 when unknown
    std::vector<geometry::Orientation> orientations; // never empty
};

// Checks the numbers of an analysis and fills what is unknown by the box. Refuses (not_makeable) what has no size.
std::expected<Part, Rejection> checked_part(geometry::Analysis const& analysis);

// Which request member a part's faults belong to.
std::string part_field(geometry::Analysis const& analysis);

// "120 x 80 x 40 mm"
std::string size_text(geometry::Dimensions const& box);

} // namespace guildhall::pricing
