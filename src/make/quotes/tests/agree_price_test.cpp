#include "agree_price.hpp"
#include <gtest/gtest.h>

namespace guildhall::quotes {
namespace {

using CostLines = std::vector<pricing::CostLine>;

// Ten pieces for 101.74, with a fifth of it for being quick.
QuoteLine calculated_line()
{
    QuoteLine line;
    line.quantity = 10;
    line.unit_price = {1017};
    line.total = {10174};
    line.rush_fee = {2035};
    line.price_breaks = {R"([{"quantity":1,"unit_price":"30.20","total":"30.20"}])"};
    line.breakdown = {
        reflect::to_json(CostLines{{"material", "Material", {9000}, {}}, {"margin", "Margin", {1174}, {}}})};
    return line;
}

CostLines breakdown_of(QuoteLine const& line) { return db::stored_json<CostLines>(line.breakdown.text); }

Money sum_of(QuoteLine const& line)
{
    Money sum;
    for (auto const& cost : breakdown_of(line)) sum += cost.amount;
    return sum;
}

TEST(AgreedPrice, IsExactAndSaysTheDifference)
{
    for (std::int64_t price : {0, 1, 333, 1017, 1018, 99'999'999}) {
        auto line = calculated_line();
        agree_price(line, {price}, "Regular customer", "rush", pricing::default_catalogue());
        EXPECT_EQ(line.unit_price, Money{price});
        EXPECT_EQ(line.total, Money{price * 10});
        EXPECT_EQ(line.rush_fee, Money{price * 2}) << "a fifth of it";
        EXPECT_EQ(sum_of(line), line.total);
        EXPECT_EQ(breakdown_of(line).back().code, "agreed_price");
        EXPECT_EQ(breakdown_of(line).back().detail, "Regular customer");
        EXPECT_EQ(line.calculated_unit_price, Money{1017});
        EXPECT_EQ(line.price_breaks.text, "[]");
    }
}

TEST(AgreedPrice, TakesThePlaceOfAnEarlierOne)
{
    auto line = calculated_line();
    auto const catalogue = pricing::default_catalogue();
    agree_price(line, {800}, "First word", "standard", catalogue);
    agree_price(line, {900}, {}, "standard", catalogue);
    EXPECT_EQ(line.total, Money{9000});
    EXPECT_EQ(line.rush_fee, Money{0});
    EXPECT_EQ(line.calculated_unit_price, Money{1017});
    EXPECT_FALSE(line.price_reason);
    EXPECT_EQ(breakdown_of(line).size(), 3u);
    EXPECT_EQ(sum_of(line), Money{9000});
}

TEST(AgreedPrice, KeepsTheShareOfARushLevelThatIsGone)
{
    auto line = calculated_line();
    agree_price(line, {2000}, {}, "yesterday", pricing::default_catalogue());
    EXPECT_EQ(line.rush_fee, Money{4000});
    agree_price(line, {0}, {}, "yesterday", pricing::default_catalogue());
    EXPECT_EQ(line.rush_fee, Money{0});
    agree_price(line, {5}, {}, "yesterday", pricing::default_catalogue());
    EXPECT_EQ(line.rush_fee, Money{0}) << "of nothing there is no share";
}

TEST(AgreedPrice, HasThePlacesOfItsCurrency)
{
    auto const usd = parse_currency("USD").value();
    auto const jpy = parse_currency("JPY").value();
    auto const kwd = parse_currency("KWD").value();
    EXPECT_EQ(agreed_unit_price({"8.5"}, 3, usd), Money{850});
    EXPECT_EQ(agreed_unit_price({"0"}, 3, usd), Money{0});
    EXPECT_FALSE(agreed_unit_price({"8.505"}, 3, usd));
    EXPECT_EQ(agreed_unit_price({"8.505"}, 3, kwd), Money{8505});
    EXPECT_EQ(agreed_unit_price({"850"}, 3, jpy), Money{850});
    EXPECT_FALSE(agreed_unit_price({"850.5"}, 3, jpy));
    EXPECT_FALSE(agreed_unit_price({"-1"}, 3, usd));
    EXPECT_FALSE(agreed_unit_price({"999999999999"}, 1'000'000, usd)) << "no invoice holds that";
}

} // namespace
} // namespace guildhall::quotes
