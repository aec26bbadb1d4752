// What a person has to put right in a catalogue. Numbers are checked for every described field, references by name.
#include "base/money.hpp"
#include "breakdown.hpp"
#include "choice.hpp"
#include "pricing/catalogue.hpp"
#include <algorithm>
#include <boost/mp11.hpp>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace guildhall::pricing {
namespace {

namespace describe = boost::describe;
constexpr double largest_number = 1e9;

template <class Row> std::string row_code(Row const& row)
{
    if constexpr (requires { row.code; })
        return row.code;
    else if constexpr (requires { row.quantity; })
        return fmt::format("{}-{}", row.service, row.quantity);
    else
        return row.service;
}

class Check {
public:
    Check(std::vector<CatalogueProblem>& problems, std::string_view table, std::string code)
        : problems_(problems)
        , table_(table)
        , code_(std::move(code))
    {
    }
    void require(bool holds, std::string_view field, std::string message)
    {
        if (!holds) problems_.push_back({table_, code_, std::string(field), std::move(message)});
    }
    void number(std::string_view field, double value)
    {
        require(std::isfinite(value) && value >= 0 && value <= largest_number, field, "must be between 0 and 10^9");
    }
    void positive(std::string_view field, double value) { require(value > 0, field, "must be more than 0"); }
    void share(std::string_view field, double value) { require(value <= 1, field, "is a share: 1 is 100 %"); }

private:
    std::vector<CatalogueProblem>& problems_;
    std::string table_;
    std::string code_;
};

template <class Row> void check_numbers(Check& check, Row const& row)
{
    boost::mp11::mp_for_each<describe::describe_members<Row, describe::mod_public>>([&](auto member) {
        using Field = std::decay_t<decltype(row.*member.pointer)>;
        auto const& value = row.*member.pointer;
        if constexpr (std::is_same_v<Field, double>)
            check.number(member.name, value);
        else if constexpr (std::is_same_v<Field, std::int64_t>)
            check.number(member.name, static_cast<double>(value));
        else if constexpr (std::is_same_v<Field, std::optional<double>> ||
                           std::is_same_v<Field, std::optional<std::int64_t>>) {
            if (value) check.number(member.name, static_cast<double>(*value));
        }
    });
}

template <class Rows> bool has_code(Rows const& rows, std::string_view code)
{
    for (auto const& row : rows)
        if (row.code == code) return true;
    return false;
}

template <class Rows>
void check_codes(Check& check, std::string_view field, std::vector<std::string> const& codes, Rows const& rows)
{
    for (auto const& code : codes)
        check.require(has_code(rows, code), field, fmt::format("names \"{}\", which does not exist", code));
}

template <class Rows>
void check_code(Check& check, std::string_view field, std::optional<std::string> const& code, Rows const& rows)
{
    if (code) check.require(has_code(rows, *code), field, fmt::format("names \"{}\", which does not exist", *code));
}

template <class Row> void check_references(Check& check, Row const& row, Catalogue const& catalogue)
{
    if constexpr (requires { row.service; })
        check.require(has_code(catalogue.services, row.service), "service", "names no service");
    if constexpr (requires { row.services; }) check_codes(check, "services", row.services, catalogue.services);
    if constexpr (requires { row.materials; }) check_codes(check, "materials", row.materials, catalogue.materials);
}

void check_row(Check& check, Service const& row, Catalogue const& catalogue)
{
    check.require(row.margin <= largest_margin, "margin", "must be at most 0.95: price = cost / (1 - margin)");
    check.share("overhead_share", row.overhead_share);
    check.share("risk_share", row.risk_share);
    check.positive("machine_hours_per_day", row.machine_hours_per_day);
    check_code(check, "default_material", row.default_material, catalogue.materials);
    check_code(check, "default_finish", row.default_finish, catalogue.finishes);
    check_code(check, "default_tolerance", row.default_tolerance, catalogue.tolerances);
    auto const has_parameters = [&] {
        switch (row.model) {
        case CostModel::fdm: return parameters_of(catalogue.fdm_parameters, row.code) != nullptr;
        case CostModel::sla: return parameters_of(catalogue.sla_parameters, row.code) != nullptr;
        case CostModel::powder: return parameters_of(catalogue.powder_parameters, row.code) != nullptr;
        case CostModel::milling: return parameters_of(catalogue.milling_parameters, row.code) != nullptr;
        }
        return false;
    };
    check.require(!row.active || has_parameters(), "model", "this service has no parameters for its cost model");
}

void check_row(Check& check, QuantityStep const& row, Catalogue const&)
{
    check.require(row.quantity >= 1 && row.quantity <= 1'000'000, "quantity", "must be between 1 and 1000000");
    check.require(row.discount_share <= 0.95, "discount_share", "must be at most 0.95");
}

void check_row(Check& check, FdmParameters const& row, Catalogue const&)
{
    check.share("infill_share", row.infill_share);
    check.share("support_density", row.support_density);
}

void check_row(Check& check, FdmProfile const& row, Catalogue const&)
{
    check.positive("layer_mm", row.layer_mm);
    check.positive("wall_mm3_per_s", row.wall_mm3_per_s);
    check.positive("skin_mm3_per_s", row.skin_mm3_per_s);
    check.positive("infill_mm3_per_s", row.infill_mm3_per_s);
    check.positive("support_mm3_per_s", row.support_mm3_per_s);
}

void check_row(Check& check, SlaParameters const& row, Catalogue const&)
{
    check.share("support_share_of_void", row.support_share_of_void);
    check.share("support_share_of_part", row.support_share_of_part);
}

void check_row(Check& check, SlaProfile const& row, Catalogue const&)
{
    check.positive("layer_mm", row.layer_mm);
    check.positive("scan_mm3_per_s", row.scan_mm3_per_s.value_or(1));
}

void check_row(Check& check, PowderParameters const& row, Catalogue const&)
{
    check.positive("packing_share", row.packing_share);
    check.share("packing_share", row.packing_share);
    check.share("refresh_share", row.refresh_share);
}

void check_row(Check& check, PowderProfile const& row, Catalogue const&)
{
    check.positive("growth_mm_per_hour", row.growth_mm_per_hour);
    check.positive("scan_mm3_per_s", row.scan_mm3_per_s.value_or(1));
}

void check_row(Check& check, MillingParameters const& row, Catalogue const&)
{
    check.require(row.thin_wall_time_factor >= 1, "thin_wall_time_factor", "must be at least 1");
    check.require(row.undercut_time_factor >= 1, "undercut_time_factor", "must be at least 1");
    check.positive("undercut_full_share", row.undercut_full_share);
    check.require(row.small_lot_factor >= 1, "small_lot_factor", "must be at least 1");
    check.require(row.large_lot_factor <= 1, "large_lot_factor", "must be at most 1");
    check.require(row.small_lot_kg <= row.large_lot_kg, "large_lot_kg", "must not be less than small_lot_kg");
}

void check_row(Check& check, Material const& row, Catalogue const& catalogue)
{
    check.positive("density_g_per_cm3", row.density_g_per_cm3);
    check.share("refresh_share", row.refresh_share.value_or(0));
    check.positive("removal_cm3_per_min", row.removal_cm3_per_min.value_or(1));
    check.positive("finishing_cm2_per_min", row.finishing_cm2_per_min.value_or(1));
    for (auto const& service : catalogue.services) {
        auto const milled = service.model == CostModel::milling && allows(row.services, service.code);
        check.require(!milled || (row.removal_cm3_per_min && row.finishing_cm2_per_min), "removal_cm3_per_min",
            fmt::format("{} needs removal and finishing rates", service.code));
    }
}

void check_row(Check& check, Machine const& row, Catalogue const& catalogue)
{
    check.positive("envelope_x_mm", row.envelope_x_mm);
    check.positive("envelope_y_mm", row.envelope_y_mm);
    check.positive("envelope_z_mm", row.envelope_z_mm);
    check.positive("time_factor", row.time_factor);
    check.require(row.units >= 1, "units", "must be at least 1");
    auto const profile = row.profile.value_or("");
    for (auto const& service : catalogue.services) {
        if (!allows(row.services, service.code)) continue;
        auto const known = service.model == CostModel::milling ||
                           (service.model == CostModel::fdm && has_code(catalogue.fdm_profiles, profile)) ||
                           (service.model == CostModel::sla && has_code(catalogue.sla_profiles, profile)) ||
                           (service.model == CostModel::powder && has_code(catalogue.powder_profiles, profile));
        check.require(known, "profile", fmt::format("{} needs a profile of its cost model", service.code));
    }
}

void check_row(Check&, Finish const&, Catalogue const&) {}

void check_row(Check& check, Tolerance const& row, Catalogue const&)
{
    check.require(row.time_multiplier >= 1, "time_multiplier", "must be at least 1");
}

void check_row(Check& check, RushLevel const& row, Catalogue const&)
{
    check.require(row.multiplier >= 0.05 && row.multiplier <= 10, "multiplier", "must be between 0.05 and 10");
}

void check_row(Check& check, ColorName const& row, Catalogue const& catalogue)
{
    auto const is_other = [&](ColorName const& other) { return other.code != row.code && other.name == row.name; };
    check.require(std::ranges::none_of(catalogue.color_names, is_other), "name", "is what another colour is called");
}

} // namespace

std::vector<CatalogueProblem> problems_of(Catalogue const& catalogue)
{
    std::vector<CatalogueProblem> problems;
    using Tables = describe::describe_members<Catalogue, describe::mod_public>;
    boost::mp11::mp_for_each<Tables>([&](auto table) {
        auto const& rows = catalogue.*table.pointer;
        if constexpr (std::is_same_v<std::decay_t<decltype(rows)>, std::string>) {
            Check check(problems, table.name, "");
            check.require(parse_currency(rows).has_value(), table.name, "must be three capital letters (ISO 4217)");
        } else {
            std::set<std::string> seen;
            for (auto const& row : rows) {
                auto const code = row_code(row);
                Check check(problems, table.name, code);
                check.require(!code.empty() && seen.insert(code).second, "code", "must be given and occur once");
                check_numbers(check, row);
                check_references(check, row, catalogue);
                check_row(check, row, catalogue);
            }
        }
    });
    return problems;
}

} // namespace guildhall::pricing
