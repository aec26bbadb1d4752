#pragma once
// The ways of making a part: each machine, each way it can stand, with what it costs.
#include "choice.hpp"
#include "part.hpp"
#include "quantity.hpp"
#include <string_view>
#include <vector>

namespace guildhall::pricing {

// One line of direct cost.
struct Charge {
    std::string_view code;
    std::string_view label;
    QuantityCurve cost; // major units
};

struct Plan {
    Machine const* machine = nullptr;
    geometry::Orientation const* orientation = nullptr; // printing on a plate only
    std::vector<Charge> charges;
    QuantityCurve machine_seconds; // charged: a piece's share where it shares a plate or build
    double batch_seconds = 0;      // from start to end of the plate or build it is made in
    QuantityCurve grams;           // supports and losses included
};

// Everything a cost model looks at.
struct Job {
    Catalogue const& catalogue;
    Selection const& selection;
    Part const& part;
    Service const& service() const { return *selection.service; }
    Material const& material() const { return *selection.material; }
};

// All feasible ways, at least one; or why there is none (part_too_small, part_too_large, not_makeable).
std::expected<std::vector<Plan>, Rejection> feasible_plans(Job const& job);

// The models. Each answers one plan per machine (and orientation); the machines are those of the service that take
// the material and the part. A machine without the profile its model needs is passed over.
using Machines = std::vector<Machine const*>;
std::vector<Plan> fdm_plans(Job const& job, FdmParameters const& parameters, Machines const& machines);
std::vector<Plan> sla_plans(Job const& job, SlaParameters const& parameters, Machines const& machines);
std::vector<Plan> powder_plans(Job const& job, PowderParameters const& parameters, Machines const& machines);
std::vector<Plan> milling_plans(Job const& job, MillingParameters const& parameters, Machines const& machines);

// Whether a body fits a machine standing this way up, turned on the plate by 0 or 90 degrees.
bool fits_plate(geometry::Orientation const& way, Machine const& machine);
// Whether a box fits in any of its six positions.
bool fits_in(geometry::Dimensions const& box, Machine const& machine);

// Pieces that share one plate, spaced apart; a real number >= 1, so that a hair's breadth never changes a price much.
double pieces_per_plate(geometry::Orientation const& way, Machine const& machine, double spacing_mm);

// At least one batch of `pieces`, then each piece's share: work that is done once per plate or build.
QuantityCurve shared_by(double pieces, double cost_per_batch);

namespace charge {
inline constexpr std::string_view material = "material";
inline constexpr std::string_view machine_time = "machine_time";
inline constexpr std::string_view setup = "setup";
inline constexpr std::string_view programming = "programming";
inline constexpr std::string_view stock_cutting = "stock_cutting";
inline constexpr std::string_view supports = "supports";
inline constexpr std::string_view wash_and_cure = "wash_and_cure";
inline constexpr std::string_view special_tools = "special_tools";
inline constexpr std::string_view post_processing = "post_processing";
} // namespace charge

inline constexpr double seconds_per_hour = 3600;
inline constexpr double minutes_per_hour = 60;
inline constexpr double grams_per_kg = 1000;
inline constexpr double mm3_per_cm3 = 1000;
inline constexpr double mm2_per_cm2 = 100;

} // namespace guildhall::pricing
