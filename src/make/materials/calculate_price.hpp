#pragma once
#include "catalogue_trial.hpp"

namespace guildhall::materials {

// One part by exactly one of file_id, file (or a multipart part) and dimensions_mm, and what is wanted of it.
struct CalculatePrice {
    std::optional<files::FileId> file_id;
    std::optional<files::InlineFile> file;
    std::optional<geometry::Dimensions> dimensions_mm;
    std::optional<double> volume_mm3; // with dimensions_mm; a full box when absent
    Text<1, 60> service;
    std::optional<Text<1, 60>> material; // these three: the service's default when absent
    std::optional<Text<1, 60>> finish;
    std::optional<Text<1, 60>> tolerance;
    std::optional<Text<1, 60>> color;
    std::int64_t quantity = 1;
    std::optional<Text<1, 60>> rush;  // "standard" when absent
    std::optional<Whole<0, 30>> wait; // seconds for a file that is still measured; a setting of the server when absent
    std::optional<CatalogueTrial> catalogue; // what shall be different in the catalogue, for this price alone
};
BOOST_DESCRIBE_STRUCT(CalculatePrice, (),
    (file_id, file, dimensions_mm, volume_mm3, service, material, finish, tolerance, color, quantity, rush, wait,
        catalogue))

// What was asked for in the catalogue's words, and its price.
struct CalculatedPrice {
    std::string service;
    std::string material;
    std::optional<std::string> finish;
    std::optional<std::string> color;
    std::optional<std::string> tolerance;
    std::int64_t quantity = 1;
    std::optional<std::string> rush;
    Currency currency;
    Money unit_price;
    Money subtotal;
    Money rush_fee;
    Money total;
    std::vector<pricing::PriceBreak> price_breaks; // without rush
    std::int64_t lead_time_days = 0;               // working days until it can ship
    double machine_minutes = 0;
    double material_grams = 0;
    double accuracy_percent = 0; // band of the estimate
    std::vector<pricing::CostLine> breakdown;
    std::vector<pricing::SuitableMachine> suitable_machines;
    std::vector<pricing::Warning> warnings;
    std::vector<pricing::Warning> blocking; // what a person has to look at before this may be ordered
    double calculation_time = 0;            // seconds in the calculator
    double total_calculation_time = 0;      // seconds since the request came in
};
BOOST_DESCRIBE_STRUCT(CalculatedPrice, (),
    (service, material, finish, color, tolerance, quantity, rush, currency, unit_price, subtotal, rush_fee, total,
        price_breaks, lead_time_days, machine_minutes, material_grams, accuracy_percent, breakdown, suitable_machines,
        warnings, blocking, calculation_time, total_calculation_time))

Outcome<CalculatedPrice, PriceRefusal> calculate_price(
    http::Work& work, Actor const& actor, CalculatePrice const& wish, Catalogues& catalogues, files::Store& store);

} // namespace guildhall::materials
