#include "http/message.hpp"
#include <cstdio>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace guildhall::http {
namespace {

TEST(Headers, FindTheFirstOfANameInAnyCaseAndKeepOrder)
{
    Headers headers;
    headers.add("Content-Type", "text/plain");
    headers.add("X-Tag", "one");
    headers.add("x-tag", "two");
    EXPECT_EQ(headers.get("content-type"), "text/plain");
    EXPECT_EQ(headers.get("X-TAG"), "one");
    EXPECT_TRUE(headers.has("CONTENT-type"));
    EXPECT_FALSE(headers.has("content-typ"));
    EXPECT_EQ(headers.get("absent"), "");
    std::string seen;
    for (auto const& [name, value] : headers) seen.append(name).append("=").append(value).append(";");
    EXPECT_EQ(seen, "Content-Type=text/plain;X-Tag=one;x-tag=two;");
}

TEST(Headers, CompareOnlyLettersWithoutCase)
{
    EXPECT_TRUE(same_name("ETag", "etag"));
    EXPECT_FALSE(same_name("a[", "a{")); // differ by the case bit, but are no letters
    EXPECT_FALSE(same_name("a@", "a`"));
}

TEST(Headers, SurviveBeingCopiedAndMoved)
{
    Headers headers;
    headers.add("a", "1");
    auto const copy = headers;
    auto const moved = std::move(headers);
    EXPECT_EQ(copy.get("a"), "1");
    EXPECT_EQ(moved.get("a"), "1");
}

TEST(FileSlice, OpensRegularFilesOnlyAndClosesWithTheLastCopy)
{
    std::string path = "/tmp/guildhall-slice-XXXXXX";
    auto const made = ::mkstemp(path.data());
    ASSERT_GE(made, 0);
    ASSERT_EQ(::write(made, "12345", 5), 5);
    ::close(made);

    auto slice = open_file(path);
    ASSERT_TRUE(slice.descriptor);
    EXPECT_EQ(slice.length, 5u);
    auto const number = *slice.descriptor;
    auto copy = slice;
    slice = {};
    EXPECT_NE(::fcntl(number, F_GETFD), -1);
    copy = {};
    EXPECT_EQ(::fcntl(number, F_GETFD), -1);

    EXPECT_FALSE(open_file(path + ".absent").descriptor);
    EXPECT_FALSE(open_file("/tmp").descriptor);
    std::remove(path.c_str());
}

} // namespace
} // namespace guildhall::http
