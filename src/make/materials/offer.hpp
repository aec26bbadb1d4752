#pragma once
// What anybody may know of the catalogue: what is offered and what goes with what. No rates, costs or margins.
#include "materials/materials.hpp"

namespace guildhall::materials {

// `has_own_name`: the company calls it otherwise than it is called by default, or has added it. Names that come with
// the house are English; an app may show its own translation of the code for them, but never for a name that was given.
struct OfferedService {
    std::string code;
    std::string name;
    bool has_own_name = false;
    pricing::CostModel model = pricing::CostModel::fdm;
    double smallest_part_mm = 0;
    std::optional<double> largest_part_mm; // absent: the machines decide
    double thin_wall_mm = 0;               // thinner walls are risky …
    double thinnest_wall_mm = 0;           // … and thinner than this cannot be made safely
    double accuracy_percent = 0;           // band of a price until calibrated
    std::int64_t lead_time_days = 0;       // working days besides production and finishing
    std::vector<std::int64_t> price_break_quantities;
    std::optional<std::string> default_material;
    std::optional<std::string> default_finish;
    std::optional<std::string> default_tolerance;
};
BOOST_DESCRIBE_STRUCT(OfferedService, (),
    (code, name, has_own_name, model, smallest_part_mm, largest_part_mm, thin_wall_mm, thinnest_wall_mm,
        accuracy_percent, lead_time_days, price_break_quantities, default_material, default_finish, default_tolerance))

struct OfferedMaterial {
    std::string code;
    std::string name;
    bool has_own_name = false;
    std::vector<std::string> services;
    double density_g_per_cm3 = 0;
    std::vector<std::string> colors;
    std::vector<std::string> special_colors; // at extra cost
    std::optional<double> thin_wall_mm;      // where the material differs from its service
    std::optional<double> thinnest_wall_mm;
};
BOOST_DESCRIBE_STRUCT(OfferedMaterial, (),
    (code, name, has_own_name, services, density_g_per_cm3, colors, special_colors, thin_wall_mm, thinnest_wall_mm))

struct OfferedFinish {
    std::string code;
    std::string name;
    bool has_own_name = false;
    std::vector<std::string> services;
    std::vector<std::string> materials;
    std::int64_t days = 0; // more, until it can ship
};
BOOST_DESCRIBE_STRUCT(OfferedFinish, (), (code, name, has_own_name, services, materials, days))

struct OfferedMachine {
    std::string code;
    std::string name;
    std::vector<std::string> services;
    std::vector<std::string> materials;
    geometry::Dimensions envelope_mm; // z is the build height of printers
};
BOOST_DESCRIBE_STRUCT(OfferedMachine, (), (code, name, services, materials, envelope_mm))

struct OfferedTolerance {
    std::string code;
    std::string name;
    bool has_own_name = false;
    std::vector<std::string> services;
};
BOOST_DESCRIBE_STRUCT(OfferedTolerance, (), (code, name, has_own_name, services))

struct OfferedRushLevel {
    std::string code;
    std::string name;
    bool has_own_name = false;
    double multiplier = 1;            // of the subtotal
    std::optional<std::int64_t> days; // working days promised; absent: the ordinary lead time
};
BOOST_DESCRIBE_STRUCT(OfferedRushLevel, (), (code, name, has_own_name, multiplier, days))

// A colour of any offered material. One that the company has not named is called by its code.
struct OfferedColor {
    std::string code;
    std::string name;
    bool has_own_name = false;
};
BOOST_DESCRIBE_STRUCT(OfferedColor, (), (code, name, has_own_name))

// A page of offers, in the shape of every list.
template <class Item> struct OfferList {
    std::vector<Item> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t page_size = 100;
    std::optional<std::string> next_cursor;
    BOOST_DESCRIBE_CLASS(OfferList, (), (items, total, page, page_size, next_cursor), (), ())
    static std::string_view schema_name()
    {
        static auto const name = std::string(reflect::type_name<Item>()) + "List";
        return name;
    }
};

struct ListOffers {
    std::optional<Whole<1, 1'000'000>> page;
    std::optional<Whole<1, 100>> page_size;
};
BOOST_DESCRIBE_STRUCT(ListOffers, (), (page, page_size))
BOOST_DEFINE_ENUM_CLASS(ListOffersRefusal)

struct ListOffersOfService : ListOffers {
    std::optional<Text<1, 60>> service;
};
BOOST_DESCRIBE_STRUCT(ListOffersOfService, (ListOffers), (service))
BOOST_DEFINE_ENUM_CLASS(ListOffersOfServiceRefusal, service_not_found)

template <class Item> using Offers = Outcome<OfferList<Item>, ListOffersRefusal>;
template <class Item> using OffersOfService = Outcome<OfferList<Item>, ListOffersOfServiceRefusal>;

Offers<OfferedService> offered_services(pricing::Catalogue const& catalogue, ListOffers const& wish);
Offers<OfferedRushLevel> offered_rush_levels(pricing::Catalogue const& catalogue, ListOffers const& wish);
Offers<OfferedColor> offered_colors(pricing::Catalogue const& catalogue, ListOffers const& wish);
OffersOfService<OfferedMaterial> offered_materials(
    pricing::Catalogue const& catalogue, ListOffersOfService const& wish);
OffersOfService<OfferedFinish> offered_finishes(pricing::Catalogue const& catalogue, ListOffersOfService const& wish);
OffersOfService<OfferedMachine> offered_machines(pricing::Catalogue const& catalogue, ListOffersOfService const& wish);
OffersOfService<OfferedTolerance> offered_tolerances(
    pricing::Catalogue const& catalogue, ListOffersOfService const& wish);

} // namespace guildhall::materials
