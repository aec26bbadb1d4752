// What the parameters of a list become, without a database.
#include "crypto/crypto.hpp"
#include "http/listing.hpp"
#include <gmock/gmock.h>

namespace guildhall::http {
namespace {

using testing::HasSubstr;

std::vector<Column> const columns{{"created_at", ColumnKind::time, {}}, {"updated_at", ColumnKind::time, {}},
    {"total", ColumnKind::money, {}}, {"weight", ColumnKind::real, {}}, {"number", ColumnKind::text, {}},
    {"status", ColumnKind::word, {"open", "closed"}}, {"count", ColumnKind::integer, {}}};
db::Tables const tables{{"thing"}};
ListingFacts const things{.tables = &tables,
    .table = "thing",
    .filters = {"created_at", "total", "weight", "number", "status", "count"},
    .orderings = {"created_at", "updated_at", "number", "weight"}};
ListingFacts const others{.tables = &tables, .table = "other", .filters = {}, .orderings = {"created_at"}};

std::expected<ListRequest, Problem> read(
    std::string const& text, Currency currency = {}, ListingFacts const& facts = things)
{
    auto const uri = parse_uri("/?" + text);
    EXPECT_TRUE(uri.has_value());
    return read_list_request(facts, columns, Actor{}, uri->query, currency);
}

std::string code_of(std::string const& text, Currency currency = {}, ListingFacts const& facts = things)
{
    auto const request = read(text, currency, facts);
    return request ? "fine" : request.error().code;
}

TEST(Lists, CompareAmountsInTheCompanysCurrency)
{
    auto const minor = [](std::string const& text, char const* currency) {
        auto const request = read(text, parse_currency(currency).value());
        return request ? std::get<std::int64_t>(request->bounds.at(0)) : -1;
    };
    EXPECT_EQ(minor("total__gte=12.5", "USD"), 1'250);
    EXPECT_EQ(minor("total__gte=1250", "JPY"), 1'250);
    EXPECT_EQ(minor("total__lt=1.250", "KWD"), 1'250);
    EXPECT_EQ(code_of("total__gte=12.5", parse_currency("JPY").value()), "invalid_value");
    EXPECT_EQ(code_of("total__gte=1.2345", parse_currency("KWD").value()), "invalid_value");
    EXPECT_EQ(code_of("total__gte=1e3"), "invalid_value");
    EXPECT_TRUE(filters_money(columns, {{{"total__gte", "1"}}}));
    EXPECT_FALSE(filters_money(columns, {{{"weight", "1"}, {"page", "2"}}}));
}

TEST(Lists, RefuseAParameterGivenTwice)
{
    for (auto const* text : {"status=open&status=closed", "page=1&page=1", "total__gte=1&total__gte=2",
             "ordering=number&ordering=number", "fields=number&fields=status"})
        EXPECT_EQ(code_of(text), "repeated_parameter") << text;
    EXPECT_EQ(code_of("total__gte=1&total__lte=2&total__ne=3"), "fine"); // three parameters
}

TEST(Lists, RefuseNumbersThatCompareWithNothing)
{
    for (auto const* text : {"weight=nan", "weight=inf", "weight__gt=-inf", "weight=1x", "weight=", "weight=%201",
             "count=1.0", "count=9223372036854775808", "count=+1", "created_at__gte=yesterday"})
        EXPECT_EQ(code_of(text), "invalid_value") << text;
    EXPECT_EQ(code_of("weight=1e3&count=-9223372036854775808"), "fine");
}

TEST(Lists, TakeACursorOnlyBackWhereItComesFrom)
{
    auto const cursor = [](std::string const& text, Bound const& value) {
        return encode_cursor(things, read(text).value(), value, make_uuid(system_now()));
    };
    auto const by_time = cursor("ordering=created_at", std::int64_t{7});
    auto const by_number = cursor("ordering=number", std::string("N-1"));
    EXPECT_EQ(code_of("ordering=created_at&cursor=" + by_time), "fine");
    EXPECT_EQ(code_of("ordering=-created_at&cursor=" + by_time), "fine"); // the way back
    EXPECT_EQ(code_of("cursor=" + by_number + "&ordering=number"), "fine");
    EXPECT_EQ(code_of("ordering=updated_at&cursor=" + by_time), "invalid_value"); // of the same kind, another column
    EXPECT_EQ(code_of("ordering=number&cursor=" + by_time), "invalid_value");
    EXPECT_EQ(code_of("ordering=created_at&cursor=" + by_time, {}, others), "invalid_value");
    EXPECT_EQ(std::get<std::int64_t>(read("ordering=created_at&cursor=" + by_time)->after->first), 7);
}

// Cursors are not signed: whoever makes one up gets an answer about his own rows, or a complaint, never a 500.
TEST(Lists, ReadForgedCursorsStrictly)
{
    auto const id = to_string(make_uuid(system_now()));
    auto const forged = [&](std::string const& plain, std::string const& column) {
        return code_of("ordering=" + column + "&cursor=" + crypto::base64url(plain));
    };
    EXPECT_EQ(forged("thing number\nsN-1\n" + id, "number"), "fine");
    EXPECT_EQ(forged(std::string("thing number\nsN\0\n", 17) + id, "number"), "invalid_value"); // PostgreSQL has no NUL
    EXPECT_EQ(forged("thing number\nsN\xff\n" + id, "number"), "invalid_value");                // nor broken UTF-8
    EXPECT_EQ(forged("thing weight\nrnan\n" + id, "weight"), "invalid_value");
    EXPECT_EQ(forged("thing weight\nr1.5x\n" + id, "weight"), "invalid_value");
    EXPECT_EQ(forged("thing weight\nr1.5\n" + id, "weight"), "fine");
    EXPECT_EQ(forged("thing weight\ni1\n" + id, "weight"), "invalid_value");
    EXPECT_EQ(forged("thing number\nsN-1\n" + id + "0", "number"), "invalid_value");
    EXPECT_EQ(forged("thing number\n", "number"), "invalid_value");
    EXPECT_EQ(forged("", "number"), "invalid_value");
}

// Which index SQLite takes is told by the statement: a wide filter must not be sorted to show the first twenty.
TEST(Lists, WalkInTheirOrderPastTheIndexOfAWideFilter)
{
    auto const sql = [](std::string const& text, bool walks) {
        auto request = read(text).value();
        request.walks_in_order = walks;
        return select_sql(things, "id", request);
    };
    EXPECT_THAT(sql("count__gte=5", false), HasSubstr("AND count >= ?"));
    EXPECT_THAT(sql("count__gte=5", true), HasSubstr("AND /*sqlite:+*/count >= ?"));
    EXPECT_THAT(sql("status=open,closed", true), HasSubstr("AND /*sqlite:+*/status IN (?, ?)"));
    EXPECT_THAT(sql("status=open", true), HasSubstr("AND status = ?"));
    EXPECT_THAT(sql("number__gte=5&ordering=number", true), HasSubstr("AND number >= ?"));
}

TEST(Lists, NameTheParameterAtFault)
{
    auto const request = read("status=ajar");
    ASSERT_FALSE(request.has_value());
    EXPECT_EQ(request.error().errors.at(0).pointer, "/status");
    EXPECT_THAT(request.error().detail, HasSubstr("open, closed"));
}

} // namespace
} // namespace guildhall::http
