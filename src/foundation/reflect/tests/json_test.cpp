#include "reflect/schema.hpp"
#include <gtest/gtest.h>

namespace guildhall::reflect {
namespace {

BOOST_DEFINE_ENUM_CLASS(Colour, red, green)
struct Line {
    std::string name;
    Whole<1, 1000> quantity;
};
BOOST_DESCRIBE_STRUCT(Line, (), (name, quantity))
struct Order {
    Text<1, 5> title;
    std::vector<Line> lines;
    std::optional<Colour> colour;
    Money total;
    Currency currency;
    bool urgent = false;
    std::array<double, 2> point{};
    Patch<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Order, (), (title, lines, colour, total, currency, urgent, point, note))

constexpr auto good = R"({"title":"a\u00e9","lines":[{"name":"x\n","quantity":3}],"colour":"green","total":"12.50",)"
                      R"("currency":"USD","urgent":true,"point":[1.5,-2],"note":null})";

TEST(Json, TravelsBothWays)
{
    Complaints bad;
    auto const order = from_json<Order>(good, bad);
    ASSERT_TRUE(bad.empty()) << bad.front().pointer << bad.front().message;
    EXPECT_EQ(order.title.value, "aé");
    EXPECT_EQ(order.colour, Colour::green);
    EXPECT_TRUE(order.note.given);
    EXPECT_EQ(to_json(order), R"({"title":"aé","lines":[{"name":"x\n","quantity":3}],"colour":"green","total":"12.50",)"
                              R"("currency":"USD","urgent":true,"point":[1.5,-2],"note":null})");
}

TEST(Json, WritesMoneyInTheDigitsOfTheCurrencyBesideIt)
{
    Order order;
    order.total = {1250};
    order.currency = *parse_currency("JPY");
    EXPECT_NE(to_json(order).find(R"("total":"1250")"), std::string::npos);
}

TEST(Json, ReportsEveryFaultWithItsPointer)
{
    Complaints bad;
    from_json<Order>(
        R"({"title":"too long","lines":[{"name":1,"quantity":0},{"quantity":2.5,"size":3}],"colour":"blue",)"
        R"("total":"1.234","currency":"usd","urgent":"yes","point":[1]})",
        bad);
    std::string all;
    for (auto const& b : bad) all += b.pointer + " " + b.code + "\n";
    EXPECT_EQ(all,
        "/title too_long\n/lines/0/name wrong_type\n/lines/0/quantity out_of_range\n"
        "/lines/1/quantity wrong_type\n/lines/1/size unknown_field\n/lines/1/name required\n/colour unknown_word\n"
        "/total invalid_amount\n/currency invalid_currency\n/urgent wrong_type\n/point wrong_length\n");
}

TEST(Json, RefusesWhatIsNotJson)
{
    auto const nested = std::string(100, '[') + std::string(100, ']');
    for (std::string const text : {"", "{", "{}x", "{\"title\":}", "[1,]", "{\"a\":01}", "\"\x01\"", "\"\xff\"", "nul",
             "{\"a\":\"\\ud800\"}", "{\"a\" 1}", "{\"a\":1,}", "{\"a\":1e}", nested.c_str()}) {
        Complaints bad;
        from_json<Order>(text, bad);
        ASSERT_FALSE(bad.empty()) << text;
    }
}

TEST(Json, SurvivesEveryTruncationAndEveryFlippedByte)
{
    std::string const text = good;
    for (std::size_t i = 0; i < text.size(); ++i) {
        Complaints bad;
        from_json<Order>(std::string_view(text).substr(0, i), bad);
        EXPECT_FALSE(bad.empty());
        for (char c : {'\0', '"', '{', ']', '\x80', '9'}) {
            auto changed = text;
            changed[i] = c;
            Complaints unused;
            from_json<Order>(changed, unused);
        }
    }
}

TEST(Schema, FollowsFromTheStruct)
{
    SchemaBook book;
    auto const reference = schema<Order>(book);
    EXPECT_EQ(json::serialize(reference), R"({"$ref":"#/components/schemas/Order"})");
    EXPECT_EQ(json::serialize(book.at("Order").at("properties").at("title")),
        R"({"type":"string","minLength":1,"maxLength":5})");
    EXPECT_EQ(
        json::serialize(book.at("Order").at("required")), R"(["title","lines","total","currency","urgent","point"])");
    EXPECT_EQ(json::serialize(book.at("Colour")), R"({"type":"string","enum":["red","green"]})");
    EXPECT_EQ(json::serialize(example<Line>()), R"({"name":"PLA","quantity":10})");
}

TEST(Json, TakesSoManyElementsAndComplainsOnceOfMore)
{
    using Three = Few<std::string, 3>;
    Complaints bad;
    EXPECT_EQ(from_json<Three>(R"(["a","b","c"])", bad).items, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_TRUE(bad.empty());
    EXPECT_EQ(to_json(Three{{"a", "b"}}), R"(["a","b"])");
    EXPECT_EQ(from_json<Three>(R"(["a","b","c","d","e","f"])", bad).items.size(), 3u);
    ASSERT_EQ(bad.size(), 1u);
    EXPECT_EQ(bad[0].pointer + " " + bad[0].code, "/3 too_many");
    bad.clear();
    from_json<Three>(R"({"a":1})", bad);
    ASSERT_EQ(bad.size(), 1u);
    EXPECT_EQ(bad[0].code, "wrong_type");
    SchemaBook book;
    EXPECT_EQ(json::serialize(schema<Three>(book)), R"({"type":"array","items":{"type":"string"},"maxItems":3})");
}

TEST(Email, AcceptsAddressesAndLowersThem)
{
    EXPECT_EQ(parse_email("Ada.L+x@Example.COM")->value, "ada.l+x@example.com");
    for (auto const* bad : {"", "a", "@b.c", "a@b", "a@.b", "a b@c.de", "a@b@c.de", "a@b..c", "a@b.c\n", "<a@b.c>"})
        EXPECT_FALSE(parse_email(bad)) << bad;
}

} // namespace
} // namespace guildhall::reflect
