#include "decimal.hpp"
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace guildhall::geometry {
namespace {

double read(std::string const& text)
{
    double value = -12345;
    auto const end = text.data() + text.size();
    EXPECT_EQ(read_decimal(text.data(), end, value), end) << text;
    return value;
}

TEST(Decimal, AgreesWithTheLibraryToTheLastBit)
{
    std::mt19937_64 random(11);
    for (int i = 0; i < 20'000; ++i) {
        auto const digits = std::to_string(random() >> (random() % 60));
        auto const point = random() % (digits.size() + 1);
        auto text = (random() % 2 ? "-" : "") + digits.substr(0, point) + "." + digits.substr(point);
        if (random() % 2) text += "e" + std::to_string(static_cast<int>(random() % 60) - 30);
        EXPECT_EQ(read(text), std::strtod(text.c_str(), nullptr)) << text;
    }
}

TEST(Decimal, ReadsLongAndTinyNumbers)
{
    EXPECT_EQ(read("0." + std::string(300, '0') + "1"), 1e-301);
    EXPECT_EQ(read("1" + std::string(300, '0')), 1e300);
    EXPECT_EQ(read(std::string(500, '0') + "7"), 7);
    EXPECT_EQ(read("1e-400"), 0);
    EXPECT_EQ(read("-0"), 0);
    EXPECT_EQ(read("0e999999999999"), 0);
}

TEST(Decimal, StopsAtWhatIsNotPartOfTheNumber)
{
    double value = 0;
    std::string const text = "2.5mm";
    EXPECT_EQ(read_decimal(text.data(), text.data() + text.size(), value), text.data() + 3);
    EXPECT_EQ(value, 2.5);
}

TEST(Decimal, RefusesWhatIsNone)
{
    for (std::string const text : {"", "-", ".", "e5", "inf", "nan", "1e", "1e+", "1e999", "--1", " 1"}) {
        double value = 0;
        EXPECT_EQ(read_decimal(text.data(), text.data() + text.size(), value), nullptr) << text;
    }
    auto const huge = "1" + std::string(400, '0');
    double value = 0;
    EXPECT_EQ(read_decimal(huge.data(), huge.data() + huge.size(), value), nullptr);
}

} // namespace
} // namespace guildhall::geometry
