#pragma once
// The built-in calculator: a measured part, a request and a company's catalogue in, a price with its reasons out.
// Pure: no clock, no database. Structure and formulas: docs/pricing.md (from the cost models of public sources).
#include "base/money.hpp"
#include "geometry/analysis.hpp"
#include "pricing/catalogue.hpp"
#include <boost/describe.hpp>
#include <expected>
#include <string>
#include <vector>

namespace guildhall::pricing {

// What is asked for, by the codes of the catalogue.
struct Choice {
    std::string service{};
    std::string material{};              // the service's default when empty
    std::optional<std::string> finish{}; // catalogue default when absent
    std::optional<std::string> color{};
    std::optional<std::string> tolerance{}; // catalogue default when absent
    std::int64_t quantity = 1;
    std::optional<std::string> rush{}; // "standard" when absent
};
BOOST_DESCRIBE_STRUCT(Choice, (), (service, material, finish, color, tolerance, quantity, rush))

// One line of the breakdown; the lines of a price add up to its subtotal exactly.
struct CostLine {
    std::string code;  // material, machine_time, setup, supports, post_processing, finish, tolerance, overhead, margin,
                       // minimum_charge …
    std::string label; // for people, English; the web app translates by code
    Money amount;
    std::optional<std::string> detail{}; // a sentence for the customer, where the label does not say it all
};
BOOST_DESCRIBE_STRUCT(CostLine, (), (code, label, amount, detail))

struct PriceBreak {
    std::int64_t quantity = 1;
    Money unit_price;
    Money total;
};
BOOST_DESCRIBE_STRUCT(PriceBreak, (), (quantity, unit_price, total))

struct Warning {
    std::string code;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(Warning, (), (code, message))

struct SuitableMachine {
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(SuitableMachine, (), (code, name))

struct Price {
    Choice choice;    // what was priced: the catalogue's own words, defaults filled in
    Money unit_price; // subtotal / quantity, rounded half-even; never rises with quantity
    Money subtotal;   // sum of the breakdown, before rush; neither falls with quantity nor rises per piece
    Money rush_fee;   // subtotal x (multiplier - 1), rounded half-even
    Money total;      // subtotal + rush_fee; never falls when quantity rises
    std::vector<PriceBreak> price_breaks; // without rush, ascending, the asked quantity among them
    std::int64_t lead_time_days = 0;      // working days until it can ship
    double machine_minutes = 0;           // for the whole quantity
    double material_grams = 0;            // for the whole quantity, supports and losses included
    double accuracy_percent = 0;          // band of the estimate until calibrated (docs/pricing.md)
    std::vector<CostLine> breakdown;
    std::vector<SuitableMachine> suitable_machines; // the one the price is made from first
    std::vector<Warning> warnings;                  // risky, but makeable
    std::vector<Warning> blocking;                  // a person has to look before this may be accepted automatically
};
BOOST_DESCRIBE_STRUCT(Price, (),
    (choice, unit_price, subtotal, rush_fee, total, price_breaks, lead_time_days, machine_minutes, material_grams,
        accuracy_percent, breakdown, suitable_machines, warnings, blocking))

// A request the catalogue cannot serve. `field` is the JSON member at fault; `detail` names what is allowed.
BOOST_DEFINE_ENUM_CLASS(Refusal, unknown_service, unknown_material, material_not_for_service, unknown_finish,
    finish_not_for_service, finish_not_for_material, unknown_color, unknown_tolerance, tolerance_not_for_service,
    unknown_rush, quantity_out_of_range, part_too_large, part_too_small, not_makeable)
struct Rejection {
    Refusal refusal = Refusal::unknown_service;
    std::string field;
    std::string detail;
};

// Prices `quantity` pieces of a part in the catalogue's currency. Every line of the breakdown is rounded half-even to
// the minor unit and they add up to the subtotal exactly. For all quantities from 1 to 1,000,000 no total is lower than
// that of fewer pieces, and no subtotal / quantity higher (docs/pricing.md shows why). Answers or refuses whatever the
// numbers of analysis and catalogue; never throws.
std::expected<Price, Rejection> price(geometry::Analysis const& part, Choice const& choice, Catalogue const& catalogue);

// What a rush level of the catalogue adds to a subtotal that was agreed instead of calculated; nothing when there is no
// such level any more.
std::optional<Money> rush_fee_for(Catalogue const& catalogue, std::string_view rush, Money subtotal);
// A total is at most this: 10^15 minor units.
inline constexpr Money largest_total{1'000'000'000'000'000};

// A part known only by its outer dimensions (mm), and its volume (mm3) if given: measured as a box with that volume.
// price() refuses dimensions that are not positive and volumes larger than the box (fields dimensions_mm, volume_mm3).
geometry::Analysis plain_box(double x_mm, double y_mm, double z_mm, std::optional<double> volume_mm3);

} // namespace guildhall::pricing
