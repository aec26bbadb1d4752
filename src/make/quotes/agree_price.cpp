#include "agree_price.hpp"

namespace guildhall::quotes {
namespace {

using CostLines = std::vector<pricing::CostLine>;
constexpr std::string_view agreed_code = "agreed_price";

} // namespace

std::optional<Money> agreed_unit_price(Amount const& wanted, std::int64_t quantity, Currency currency)
{
    auto const price = parse_money(wanted.value, minor_digits(currency));
    if (!price || *price < Money{} || price->minor > pricing::largest_total.minor / quantity) return std::nullopt;
    return price;
}

void agree_price(QuoteLine& line, Money unit_price, std::optional<std::string> reason, std::string_view rush,
    pricing::Catalogue const& catalogue)
{
    auto breakdown = db::stored_json<CostLines>(line.breakdown.text, kept_digits);
    std::erase_if(breakdown, [](pricing::CostLine const& cost) { return cost.code == agreed_code; });
    Money calculated;
    for (auto const& cost : breakdown) calculated += cost.amount;
    Money const total{unit_price.minor * line.quantity};
    if (total != calculated)
        breakdown.push_back({std::string(agreed_code), "Agreed price", total - calculated, reason});
    // A level that is gone from the catalogue keeps the share it had.
    auto const same_share =
        line.total == Money{} ? Money{} : Money{scale_half_even(total.minor, line.rush_fee.minor, line.total.minor)};
    line.rush_fee = pricing::rush_fee_for(catalogue, rush, total).value_or(same_share);
    if (!line.calculated_unit_price) line.calculated_unit_price = line.unit_price;
    line.unit_price = unit_price;
    line.total = total;
    line.price_reason = std::move(reason);
    line.price_breaks = {"[]"};
    line.breakdown = {reflect::to_json(breakdown, kept_digits)};
}

std::optional<std::string> reason_of(std::optional<Text<0, 500>> const& text)
{
    return text && !text->value.empty() ? std::optional(text->value) : std::nullopt;
}

} // namespace guildhall::quotes
