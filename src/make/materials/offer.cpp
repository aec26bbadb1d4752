#include "offer.hpp"
#include <map>

namespace guildhall::materials {
namespace {

using Codes = std::vector<std::string>;
using Names = std::map<std::string, std::string>; // by code

template <class Row> Names names_of(std::vector<Row> const& rows)
{
    Names names;
    for (auto const& row : rows) names[row.code] = row.name;
    return names;
}

struct DefaultNames {
    Names services, materials, finishes, tolerances, rush_levels;
};

DefaultNames const& default_names()
{
    static auto const names = [] {
        auto const catalogue = pricing::default_catalogue();
        return DefaultNames{names_of(catalogue.services), names_of(catalogue.materials), names_of(catalogue.finishes),
            names_of(catalogue.tolerances), names_of(catalogue.rush_levels)};
    }();
    return names;
}

template <class Row> bool has_own_name(Row const& row, Names const& by_default)
{
    auto const found = by_default.find(row.code);
    return found == by_default.end() || found->second != row.name;
}

bool holds(Codes const& codes, std::string const& code) { return std::ranges::find(codes, code) != codes.end(); }

Codes active_services(pricing::Catalogue const& catalogue)
{
    Codes codes;
    for (auto const& service : catalogue.services)
        if (service.active) codes.push_back(service.code);
    return codes;
}

// Those of a row's services that are offered; a row without services serves all.
Codes services_of(pricing::Catalogue const& catalogue, Codes const& named)
{
    auto codes = active_services(catalogue);
    std::erase_if(codes, [&](auto const& code) { return !named.empty() && !holds(named, code); });
    return codes;
}

// Those materials of these services that are offered, and named if any are.
Codes materials_of(pricing::Catalogue const& catalogue, Codes const& services, Codes const& named)
{
    Codes codes;
    for (auto const& material : catalogue.materials) {
        if (!material.active || (!named.empty() && !holds(named, material.code))) continue;
        auto const served = services_of(catalogue, material.services);
        if (std::ranges::any_of(services, [&](auto const& code) { return holds(served, code); }))
            codes.push_back(material.code);
    }
    return codes;
}

template <class Item> OfferList<Item> page_of(std::vector<Item> items, ListOffers const& wish)
{
    OfferList<Item> list;
    list.total = std::ssize(items);
    if (wish.page) list.page = *wish.page;
    if (wish.page_size) list.page_size = *wish.page_size;
    auto const first = std::min((list.page - 1) * list.page_size, list.total);
    auto const last = std::min(first + list.page_size, list.total);
    list.items.assign(std::move_iterator(items.begin() + first), std::move_iterator(items.begin() + last));
    return list;
}

// The page of what `offer` makes of the active rows of a service, or of all services.
template <class Item, class Row, class Offer>
OffersOfService<Item> offers_of_service(
    pricing::Catalogue const& catalogue, std::vector<Row> const& rows, ListOffersOfService const& wish, Offer offer)
{
    if (wish.service && !holds(active_services(catalogue), wish.service->value)) {
        std::string offered;
        for (auto const& code : active_services(catalogue)) offered += (offered.empty() ? "" : ", ") + code;
        return refuse(ListOffersOfServiceRefusal::service_not_found,
            "There is no such service. Offered are: " + (offered.empty() ? "none" : offered) + ".");
    }
    std::vector<Item> items;
    for (auto const& row : rows) {
        auto services = services_of(catalogue, row.services);
        if (!row.active || services.empty() || (wish.service && !holds(services, *wish.service))) continue;
        items.push_back(offer(row, std::move(services)));
    }
    return page_of(std::move(items), wish);
}

} // namespace

Offers<OfferedService> offered_services(pricing::Catalogue const& catalogue, ListOffers const& wish)
{
    std::vector<OfferedService> items;
    for (auto const& row : catalogue.services) {
        if (!row.active) continue;
        std::vector<std::int64_t> quantities;
        for (auto const& step : catalogue.quantity_steps)
            if (step.active && step.service == row.code) quantities.push_back(step.quantity);
        std::ranges::sort(quantities);
        items.push_back(
            {row.code, row.name, has_own_name(row, default_names().services), row.model, row.smallest_part_mm,
                row.largest_part_mm, row.thin_wall_mm, row.thinnest_wall_mm, row.accuracy_percent, row.lead_time_days,
                std::move(quantities), row.default_material, row.default_finish, row.default_tolerance});
    }
    return page_of(std::move(items), wish);
}

Offers<OfferedRushLevel> offered_rush_levels(pricing::Catalogue const& catalogue, ListOffers const& wish)
{
    std::vector<OfferedRushLevel> items;
    for (auto const& row : catalogue.rush_levels)
        if (row.active)
            items.push_back(
                {row.code, row.name, has_own_name(row, default_names().rush_levels), row.multiplier, row.days});
    return page_of(std::move(items), wish);
}

Offers<OfferedColor> offered_colors(pricing::Catalogue const& catalogue, ListOffers const& wish)
{
    std::vector<OfferedColor> items;
    auto const add = [&](std::string const& code) {
        if (std::ranges::find(items, code, &OfferedColor::code) != items.end()) return;
        auto const given = std::ranges::find_if(
            catalogue.color_names, [&](auto const& row) { return row.active && row.code == code; });
        auto const has_own = given != catalogue.color_names.end();
        items.push_back({code, has_own ? given->name : code, has_own});
    };
    for (auto const& row : catalogue.materials) {
        if (!row.active || services_of(catalogue, row.services).empty()) continue;
        for (auto const* colors : {&row.colors, &row.special_colors}) std::ranges::for_each(*colors, add);
    }
    return page_of(std::move(items), wish);
}

OffersOfService<OfferedMaterial> offered_materials(pricing::Catalogue const& catalogue, ListOffersOfService const& wish)
{
    return offers_of_service<OfferedMaterial>(
        catalogue, catalogue.materials, wish, [](pricing::Material const& row, Codes services) {
            return OfferedMaterial{row.code, row.name, has_own_name(row, default_names().materials),
                std::move(services), row.density_g_per_cm3, row.colors, row.special_colors, row.thin_wall_mm,
                row.thinnest_wall_mm};
        });
}

OffersOfService<OfferedFinish> offered_finishes(pricing::Catalogue const& catalogue, ListOffersOfService const& wish)
{
    return offers_of_service<OfferedFinish>(
        catalogue, catalogue.finishes, wish, [&](pricing::Finish const& row, Codes services) {
            auto materials = materials_of(catalogue, services, row.materials);
            return OfferedFinish{row.code, row.name, has_own_name(row, default_names().finishes), std::move(services),
                std::move(materials), row.days};
        });
}

OffersOfService<OfferedMachine> offered_machines(pricing::Catalogue const& catalogue, ListOffersOfService const& wish)
{
    return offers_of_service<OfferedMachine>(
        catalogue, catalogue.machines, wish, [&](pricing::Machine const& row, Codes services) {
            auto materials = materials_of(catalogue, services, row.materials);
            return OfferedMachine{row.code, row.name, std::move(services), std::move(materials),
                {row.envelope_x_mm, row.envelope_y_mm, row.envelope_z_mm}};
        });
}

OffersOfService<OfferedTolerance> offered_tolerances(
    pricing::Catalogue const& catalogue, ListOffersOfService const& wish)
{
    auto const offered = [](pricing::Tolerance const& row, Codes services) {
        auto const is_own = has_own_name(row, default_names().tolerances);
        return OfferedTolerance{row.code, row.name, is_own, std::move(services)};
    };
    return offers_of_service<OfferedTolerance>(catalogue, catalogue.tolerances, wish, offered);
}

} // namespace guildhall::materials
