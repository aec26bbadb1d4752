#include "choice.hpp"
#include "quantity.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace guildhall::pricing {
namespace {

constexpr std::string_view standard_rush = "standard";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <class Row> Row const* find_row(std::vector<Row> const& rows, std::string_view word)
{
    auto const found = std::ranges::find_if(
        rows, [&](Row const& row) { return row.active && (same_word(row.code, word) || same_word(row.name, word)); });
    return found == rows.end() ? nullptr : &*found;
}

// "a, b, c" of the active rows that pass.
template <class Row, class Passes> std::string codes_of(std::vector<Row> const& rows, Passes passes)
{
    std::string list;
    for (auto const& row : rows) {
        if (!row.active || !passes(row)) continue;
        if (!list.empty()) list += ", ";
        list += row.code;
    }
    return list.empty() ? "nothing" : list;
}

template <class Row> std::string codes_for_service(std::vector<Row> const& rows, Service const& service)
{
    return codes_of(rows, [&](Row const& row) { return allows(row.services, service.code); });
}

std::unexpected<Rejection> reject(Refusal refusal, std::string field, std::string detail)
{
    return std::unexpected(Rejection{refusal, std::move(field), std::move(detail)});
}

std::expected<Material const*, Rejection> find_material(
    std::string const& word, Service const& service, Catalogue const& catalogue)
{
    auto const* material = find_row(catalogue.materials, word.empty() ? service.default_material.value_or("") : word);
    auto const offered = [&] { return codes_for_service(catalogue.materials, service); };
    if (!material)
        return reject(Refusal::unknown_material, "material",
            fmt::format("There is no such material. {} is made of: {}.", service.name, offered()));
    if (!allows(material->services, service.code))
        return reject(Refusal::material_not_for_service, "material",
            fmt::format("{} is not available for {}. It is made of: {}.", material->name, service.name, offered()));
    return material;
}

std::expected<Finish const*, Rejection> find_finish(
    std::optional<std::string> const& word, Selection const& so_far, Catalogue const& catalogue)
{
    auto const& service = *so_far.service;
    auto const& material = *so_far.material;
    auto const offered = [&] {
        return codes_of(catalogue.finishes, [&](Finish const& finish) {
            return allows(finish.services, service.code) && allows(finish.materials, material.code);
        });
    };
    if (!word) return service.default_finish ? active_row(catalogue.finishes, *service.default_finish) : nullptr;
    auto const* finish = find_row(catalogue.finishes, *word);
    if (!finish)
        return reject(Refusal::unknown_finish, "finish",
            fmt::format("There is no such finish. {} in {} can have: {}.", material.name, service.name, offered()));
    if (!allows(finish->services, service.code))
        return reject(Refusal::finish_not_for_service, "finish",
            fmt::format("{} is not available for {}. Available are: {}.", finish->name, service.name, offered()));
    if (!allows(finish->materials, material.code))
        return reject(Refusal::finish_not_for_material, "finish",
            fmt::format("{} cannot be applied to {}. Available are: {}.", finish->name, material.name, offered()));
    return finish;
}

std::expected<Tolerance const*, Rejection> find_tolerance(
    std::optional<std::string> const& word, Service const& service, Catalogue const& catalogue)
{
    if (!word)
        return service.default_tolerance ? active_row(catalogue.tolerances, *service.default_tolerance) : nullptr;
    auto const* tolerance = find_row(catalogue.tolerances, *word);
    auto const offered = [&] { return codes_for_service(catalogue.tolerances, service); };
    if (!tolerance)
        return reject(Refusal::unknown_tolerance, "tolerance",
            fmt::format("There is no such tolerance. {} offers: {}.", service.name, offered()));
    if (!allows(tolerance->services, service.code))
        return reject(Refusal::tolerance_not_for_service, "tolerance",
            fmt::format("{} is not available for {}. It offers: {}.", tolerance->name, service.name, offered()));
    return tolerance;
}

struct Color {
    std::optional<std::string> word;
    bool is_special = false; // costs extra
};

std::expected<Color, Rejection> find_color(std::optional<std::string> const& word, Material const& material)
{
    if (!word) return Color{};
    for (auto const* colors : {&material.colors, &material.special_colors})
        for (auto const& color : *colors)
            if (same_word(color, *word)) return Color{color, colors == &material.special_colors};
    std::string list;
    for (auto const* colors : {&material.colors, &material.special_colors})
        for (auto const& color : *colors) list += (list.empty() ? "" : ", ") + color;
    return reject(Refusal::unknown_color, "color",
        list.empty() ? fmt::format("{} has no choice of colours.", material.name)
                     : fmt::format("{} comes in: {}.", material.name, list));
}

std::expected<RushLevel const*, Rejection> find_rush(std::optional<std::string> const& word, Catalogue const& catalogue)
{
    if (!word) return active_row(catalogue.rush_levels, standard_rush);
    if (auto const* rush = find_row(catalogue.rush_levels, *word)) return rush;
    return reject(Refusal::unknown_rush, "rush",
        fmt::format("There is no such level. Offered are: {}.",
            codes_of(catalogue.rush_levels, [](RushLevel const&) { return true; })));
}

} // namespace

bool same_word(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, {}, lower, lower);
}

bool allows(std::vector<std::string> const& codes, std::string_view code)
{
    return codes.empty() || std::ranges::find(codes, code) != codes.end();
}

std::expected<Selection, Rejection> selected(Choice const& choice, Catalogue const& catalogue)
{
    Selection selection;
    selection.service = find_row(catalogue.services, choice.service);
    if (!selection.service)
        return reject(Refusal::unknown_service, "service",
            fmt::format("There is no such service. Offered are: {}.",
                codes_of(catalogue.services, [](Service const&) { return true; })));
    if (choice.quantity < 1 || choice.quantity > largest_quantity)
        return reject(Refusal::quantity_out_of_range, "quantity",
            fmt::format("The quantity must be between 1 and {}.", largest_quantity));
    selection.quantity = choice.quantity;

    auto const material = find_material(choice.material, *selection.service, catalogue);
    if (!material) return std::unexpected(material.error());
    selection.material = *material;
    auto const finish = find_finish(choice.finish, selection, catalogue);
    if (!finish) return std::unexpected(finish.error());
    selection.finish = *finish;
    auto const color = find_color(choice.color, *selection.material);
    if (!color) return std::unexpected(color.error());
    selection.color = color->word;
    selection.special_color = color->is_special;
    auto const tolerance = find_tolerance(choice.tolerance, *selection.service, catalogue);
    if (!tolerance) return std::unexpected(tolerance.error());
    selection.tolerance = *tolerance;
    auto const rush = find_rush(choice.rush, catalogue);
    if (!rush) return std::unexpected(rush.error());
    selection.rush = *rush;
    return selection;
}

Choice words_of(Selection const& selection)
{
    auto const code = [](auto const* row) { return row ? std::optional(row->code) : std::nullopt; };
    return {.service = selection.service->code,
        .material = selection.material->code,
        .finish = code(selection.finish),
        .color = selection.color,
        .tolerance = code(selection.tolerance),
        .quantity = selection.quantity,
        .rush = code(selection.rush)};
}

} // namespace guildhall::pricing
