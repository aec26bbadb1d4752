#include "redis/place.hpp"
#include <gmock/gmock.h>

namespace guildhall::redis {
namespace {

TEST(Place, IsReadFromItsUrl)
{
    auto const full = parse_place("redis://shop:a%40b%3Ac@cache.example:6380/2").value();
    EXPECT_EQ(full.host, "cache.example");
    EXPECT_EQ(full.port, 6380);
    EXPECT_EQ(full.user, "shop");
    EXPECT_EQ(full.password, "a@b:c");
    EXPECT_EQ(full.database, 2);
    auto const plain = parse_place("redis://127.0.0.1").value();
    EXPECT_EQ(plain.port, 6379);
    EXPECT_EQ(plain.database, 0);
    EXPECT_EQ(plain.password, "");
    EXPECT_EQ(parse_place("redis://:secret@[::1]:7000/")->host, "::1");
    EXPECT_EQ(parse_place("redis://:secret@[::1]:7000/")->port, 7000);
    EXPECT_EQ(parse_place("unix:///run/redis.sock")->socket, "/run/redis.sock");
}

TEST(Place, SaysWhatToWrite)
{
    for (auto const* bad :
        {"", "localhost:6379", "http://localhost", "rediss://localhost", "redis://", "redis://:6379", "unix://here",
            "redis://user@host", "redis://host:0", "redis://host:70000", "redis://host:x", "redis://host/first"}) {
        auto const place = parse_place(bad);
        ASSERT_FALSE(place) << bad;
        EXPECT_THAT(place.error(), testing::HasSubstr("redis://:password@host:6379/0"));
    }
}

} // namespace
} // namespace guildhall::redis
