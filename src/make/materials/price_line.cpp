#include "materials/materials.hpp"
#include <array>
#include <ranges>

namespace guildhall::materials {
namespace {

// What the calculator calls the part when it does not know where it came from.
constexpr std::string_view any_part = "file";

PriceRefusal reason_of(pricing::Refusal refusal)
{
    auto const reason = reflect::enum_of<PriceRefusal>(reflect::word(refusal));
    check(reason.has_value(), "every refusal of the calculator is one of ours");
    return *reason;
}

template <class Content> Measures measures(Content const& content, LinePlace const& place)
{
    using enum PriceRefusal;
    auto const pointer = place.line + "/" + place.part;
    if (content.status == files::FileStatus::analyzing)
        return refuse(
            file_not_ready, "\"" + content.file_name + "\" is still being measured; ask again in a moment.", pointer);
    if (content.problem)
        return refuse(file_not_ready, "\"" + content.file_name + "\": " + content.problem->message, pointer);
    if (!content.analysis)
        return refuse(not_a_model,
            "\"" + content.file_name + "\" is no model; prices are made from STL, STEP and 3MF files.", pointer);
    return &*content.analysis;
}

bool is_internal(pricing::CostLine const& line)
{
    static constexpr std::array<std::string_view, 4> codes{"overhead", "risk_reserve", "margin", "rounding"};
    return std::ranges::find(codes, line.code) != codes.end();
}
// Terms that customers know of and that stand for themselves.
bool is_term(pricing::CostLine const& line)
{
    return line.code == "quantity_discount" || line.code == "minimum_charge" || line.code == "agreed_price";
}

} // namespace

Outcome<pricing::Price, PriceRefusal> price_line(pricing::Catalogue const& catalogue, geometry::Analysis const& part,
    pricing::Choice const& choice, LinePlace const& place)
{
    auto price = pricing::price(part, choice, catalogue);
    if (price) return std::move(*price);
    auto const& rejection = price.error();
    auto const& member = rejection.field == any_part ? place.part : rejection.field;
    return refuse(reason_of(rejection.refusal), rejection.detail, place.line + "/" + member);
}

Measures measures_of(files::File const& file, LinePlace const& place) { return measures(file, place); }
Measures measures_of(files::StoredContent const& content, LinePlace const& place) { return measures(content, place); }

std::vector<pricing::CostLine> breakdown_for(Actor const& actor, std::vector<pricing::CostLine> const& lines)
{
    if (actor.may(Right::catalogue_read)) return lines;
    Money internal, direct;
    for (auto const& line : lines) {
        if (is_internal(line))
            internal += line.amount;
        else if (!is_term(line))
            direct += line.amount;
    }
    std::vector<pricing::CostLine> shown;
    std::ranges::remove_copy_if(lines, std::back_inserter(shown), is_internal);
    if (internal == Money{}) return shown;
    if (direct <= Money{}) {
        shown.insert(shown.begin(), {"production", "Production", internal});
        return shown;
    }
    auto left = internal;
    pricing::CostLine* largest = nullptr;
    for (auto& line : shown) {
        if (is_term(line)) continue;
        if (!largest || line.amount > largest->amount) largest = &line;
        Money const share{scale_half_even(line.amount.minor, internal.minor, direct.minor)};
        line.amount += share;
        left -= share;
    }
    largest->amount += left; // the cents that rounding left over
    return shown;
}

} // namespace guildhall::materials
