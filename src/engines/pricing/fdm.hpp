#pragma once
// What a filament printer deposits for one piece, and how long a plate takes.
#include "plan.hpp"
#include <algorithm>

namespace guildhall::pricing {

struct FdmDeposit {
    double wall_mm3 = 0;
    double skin_mm3 = 0;
    double infill_mm3 = 0;
    double support_mm3 = 0;
};
FdmDeposit fdm_deposit(
    Part const& part, geometry::Orientation const& way, FdmParameters const& parameters, double layer_mm);

// A plate of n pieces takes max(cooling, shared + n * each) seconds: with few pieces every layer has to cool.
struct FdmPlateTime {
    double cooling_s = 0;
    double shared_s = 0;
    double each_s = 0;
    double seconds(double pieces) const { return std::max(cooling_s, shared_s + each_s * pieces); }
};
FdmPlateTime fdm_plate_time(FdmDeposit const& deposit, geometry::Orientation const& way, FdmProfile const& profile);

} // namespace guildhall::pricing
