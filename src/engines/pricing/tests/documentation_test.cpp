// docs/pricing.md shows unit prices; this is where they come from.
#include "parts.hpp"
#include "pricing/pricing.hpp"
#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

namespace guildhall::pricing {
namespace {

std::string example_table()
{
    auto const catalogue = default_catalogue();
    std::pair<char const*, geometry::Analysis> const parts[] = {
        {"cube 20", tests::block(20, 20, 20)},
        {"block 80 x 60 x 40", tests::block(80, 60, 40)},
        {"open box of that size, wall 2", tests::open_box(80, 60, 40, 2)},
        {"plate 120 x 80 x 2", tests::block(120, 80, 2)},
    };
    std::pair<char const*, char const*> const ways[] = {{"fdm", "pla"}, {"sla", "resin_standard"}, {"sls", "pa12"},
        {"mjf", "pa12"}, {"cnc", "al_6061"}, {"cnc", "stainless_304"}};
    std::string table = "| service, material | part | 1 | 10 | 100 | 1000 |\n|---|---|---|---|---|---|\n";
    for (auto const& [service, material] : ways)
        for (auto const& [name, part] : parts) {
            table += fmt::format("| {}, {} | {} |", service, material, name);
            for (std::int64_t const quantity : {1, 10, 100, 1000}) {
                auto const now =
                    price(part, {.service = service, .material = material, .quantity = quantity}, catalogue);
                table += now ? fmt::format(" {} |", to_decimal(now->unit_price, 2)) : " refused |";
            }
            table += "\n";
        }
    return table;
}

TEST(Documentation, ShowsThePricesOfTheDefaultCatalogue)
{
    std::ifstream file(GUILDHALL_SOURCE_DIR "/docs/pricing.md");
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_THAT(text.str(), ::testing::HasSubstr(example_table())) << "put this table into docs/pricing.md";
}

} // namespace
} // namespace guildhall::pricing
