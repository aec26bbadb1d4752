// What follows from what a carrier says that it has.
#include "ask_carrier.hpp"
#include <gtest/gtest.h>

namespace guildhall::notifications {
namespace {

Sighting seen(std::string id, bool is_same) { return {std::move(id), is_same, {AttemptFate::accepted, ""}}; }
bool is_ours(std::string const& id) { return id.starts_with("ours"); }

TEST(Judgement, ItIsThereWhenNoOtherMessageOfOursBearsTheId)
{
    auto const found = judge({true, {seen("ours-1", true), seen("lost", true), seen("later", true)}}, is_ours);
    EXPECT_EQ(found.end, LookupEnd::has_it);
    ASSERT_TRUE(found.sighting);
    EXPECT_EQ(found.sighting->carrier_id, "lost");
    EXPECT_EQ(judge({false, {seen("lost", true)}}, is_ours).end, LookupEnd::has_it);
    EXPECT_EQ(judge({true, {seen("changed", false), seen("lost", true)}}, is_ours).sighting->carrier_id, "lost");
}

TEST(Judgement, ItIsNotThereWhenAllThatIsThereIsOtherMessagesOfOurs)
{
    EXPECT_EQ(judge({true, {}}, is_ours).end, LookupEnd::has_it_not);
    EXPECT_EQ(judge({true, {seen("ours-1", true), seen("ours-2", false)}}, is_ours).end, LookupEnd::has_it_not);
}

TEST(Judgement, NothingFollowsFromHalfAListOrFromAMessageThatNobodyKnows)
{
    EXPECT_EQ(judge({false, {}}, is_ours).end, LookupEnd::cannot_say);
    EXPECT_EQ(judge({false, {seen("ours-1", true)}}, is_ours).end, LookupEnd::cannot_say);
    EXPECT_EQ(judge({true, {seen("changed", false)}}, is_ours).end, LookupEnd::cannot_say);
}

} // namespace
} // namespace guildhall::notifications
