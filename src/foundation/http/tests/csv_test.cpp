#include "http/csv.hpp"
#include "http/search_terms.hpp"
#include <gtest/gtest.h>

namespace guildhall::http {
namespace {

TEST(Csv, QuotesWhatNeedsIt)
{
    EXPECT_EQ(csv_cell("plain"), "plain");
    EXPECT_EQ(csv_cell(""), "");
    EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_cell("say \"hi\""), "\"say \"\"hi\"\"\"");
    EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(csv_cell("semi;colon"), "\"semi;colon\"");
}

TEST(Csv, LetsNoCellBecomeAFormula)
{
    for (auto const* text : {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "+77011234567x"})
        EXPECT_EQ(csv_cell(text), "'" + std::string(text));
    EXPECT_EQ(csv_cell("\t=1"), "\"'\t=1\"");
    EXPECT_EQ(csv_cell("\r=1"), "\"'\r=1\"");
    EXPECT_EQ(csv_cell("-30.20"), "-30.20");              // an amount stays a number
    EXPECT_EQ(csv_cell("+77011234567"), "'+77011234567"); // a telephone number stays a text
}

TEST(Csv, WritesRowsInTheOrderOfTheNames)
{
    CsvText csv({"number", "total", "tags", "address", "gone"});
    csv.add_row(
        R"({"total":"1.50","number":"Q-1","tags":["a","b"],"address":{"city":"Almaty"},"other":1,"gone":null})");
    csv.add_row(R"({"number":"Q-2","total":7,"tags":[]})");
    EXPECT_EQ(std::move(csv).take(), "\xEF\xBB\xBFnumber,total,tags,address,gone\r\n"
                                     "Q-1,1.50,\"a,b\",\"{\"\"city\"\":\"\"Almaty\"\"}\",\r\n"
                                     "Q-2,7,,,\r\n");
}

TEST(SearchWords, AllBeginSomeWord)
{
    SearchWords const words("  ADA love ");
    EXPECT_EQ(words.longest(), "love");
    EXPECT_TRUE(words.all_begin_in({"Ada Lovelace"}));
    EXPECT_TRUE(words.all_begin_in({"lovelace", "ada@example.com"}));
    EXPECT_FALSE(words.all_begin_in({"Adam Smith"}));
    EXPECT_TRUE(SearchWords("q-2026").all_begin_in({"Q-2026-001"}));
    EXPECT_TRUE(SearchWords(" \t ").empty());
}

} // namespace
} // namespace guildhall::http
