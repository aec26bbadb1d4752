#include "coordinates.hpp"
#include "failure.hpp"
#include <cmath>

namespace guildhall::geometry {

std::expected<void, Failure> scale_positions(std::vector<std::array<float, 3>>& positions, double factor)
{
    for (auto& position : positions)
        for (auto& coordinate : position) {
            auto const scaled = static_cast<double>(coordinate) * factor;
            if (!(std::fabs(scaled) <= largest_coordinate_mm))
                return damaged("A coordinate is {:g} mm; nothing that large can be measured.", scaled);
            coordinate = static_cast<float>(scaled);
        }
    return {};
}

} // namespace guildhall::geometry
