#include "entity_tag.hpp"
#include <gtest/gtest.h>

namespace guildhall::http {
namespace {

using Version = std::optional<std::int64_t>;

TEST(EntityTags, SayWhichVersionIsMeant)
{
    struct Case {
        std::string_view header;
        Version version;
    };
    for (auto const& [header, version] :
        std::initializer_list<Case>{{"", std::nullopt}, {"*", std::nullopt}, {"\"3\"", 3}, {"3", 3}, {"W/\"3\"", 3},
            {" \"3\" ", 3}, {"\"0\"", 0}, {"\"9223372036854775807\"", 9223372036854775807},
            {"\"9223372036854775808\"", -1}, {"\"3x\"", -1}, {"\"-3\"", -1}, {"\"\"", -1}, {"\"*\"", -1},
            {"\"3,4\"", -1}, {"\"abc\"", -1}, {"w/\"3\"", -1}, {"\"3-5f0c91aa\"", 3}, {"W/\"3-5f0c91aa\"", 3},
            {"\"3-\"", -1}, {"\"3-5f0c91\"", -1}, {"\"3-5f0c91aX\"", -1}, {"\"-5f0c91aa\"", -1}}) {
        auto const read = expected_version(header);
        ASSERT_TRUE(read.has_value()) << header;
        EXPECT_EQ(*read, version) << header;
    }
}

TEST(EntityTags, AreOfOneReaderAndHisRights)
{
    auto const reader_of = [](Role role, std::uint8_t person) {
        Actor actor;
        actor.user_id = UserId{};
        actor.user_id->uuid.bytes[15] = person;
        actor.role = role;
        actor.rights = rights_of(role);
        return actor;
    };
    auto const manager = reader_of(Role::manager, 1);
    auto const tag = tag_of_record("3", manager);
    EXPECT_EQ(tag, tag_of_record("3", manager));
    EXPECT_EQ(*expected_version("\"" + tag + "\""), 3);
    EXPECT_NE(tag, tag_of_record("4", manager));
    EXPECT_NE(tag, tag_of_record("3", reader_of(Role::manager, 2)));
    EXPECT_NE(tag, tag_of_record("3", reader_of(Role::support, 1)));
    EXPECT_NE(tag, tag_of_record("3", Actor{}));
    auto promoted = manager;
    promoted.rights.add(Right::roles_manage);
    EXPECT_NE(tag, tag_of_record("3", promoted));
    auto program = manager;
    program.api_key_id = manager.user_id->uuid;
    EXPECT_NE(tag, tag_of_record("3", program));
}

TEST(EntityTags, AreTakenOneAtATime)
{
    for (auto const* header : {"\"3\", \"4\"", "W/\"3\",W/\"4\"", "\"3", "3 4", ","})
        EXPECT_FALSE(expected_version(header).has_value()) << header;
}

TEST(EntityTags, MatchWeaklyWhereAnOldCopyWouldDo)
{
    for (auto const* header : {"*", "\"a-b\"", "W/\"a-b\"", "\"x\", \"a-b\"", "\"x\",W/\"a-b\" , \"y\""})
        EXPECT_TRUE(names_etag(header, "a-b")) << header;
    for (auto const* header : {"", "\"a\"", "\"a-bc\"", "\"xa-b\"", "\"a-b", "\"x\" \"y\""})
        EXPECT_FALSE(names_etag(header, "a-b")) << header;
}

TEST(EntityTags, MatchStronglyWhereBytesAreJoined)
{
    EXPECT_TRUE(is_strong_etag("\"a\"", "a"));
    for (auto const* header : {"W/\"a\"", "a", "*", "\"a\", \"b\"", "", "\"b\""})
        EXPECT_FALSE(is_strong_etag(header, "a")) << header;
}

} // namespace
} // namespace guildhall::http
