// The states of a message form a line, so that the order in which news come does not matter.
#include "message.hpp"
#include <gtest/gtest.h>

namespace guildhall::notifications {
namespace {

TEST(DeliveryNews, EveryOrderOfNewsEndsInTheSameState)
{
    using enum MessageState;
    std::vector<MessageState> news{sent, failed, delivered, read};
    do {
        auto state = queued;
        for (auto const next : news)
            if (goes_forward(state, next)) state = next;
        EXPECT_EQ(state, read);
    } while (std::ranges::next_permutation(news).found);
}

TEST(DeliveryNews, NothingGoesBackAndTheSameIsNoNews)
{
    using enum MessageState;
    EXPECT_FALSE(goes_forward(delivered, sent));
    EXPECT_FALSE(goes_forward(delivered, failed)); // what has arrived has arrived
    EXPECT_FALSE(goes_forward(read, delivered));
    EXPECT_FALSE(goes_forward(failed, sent));
    EXPECT_FALSE(goes_forward(sent, sent));
    EXPECT_TRUE(goes_forward(failed, delivered)); // we had not seen the end of an attempt that did arrive
    EXPECT_TRUE(goes_forward(kept, sent));
}

TEST(DeliveryNews, AReadMessageHasArrivedToo)
{
    MessageRow row;
    Time const at{std::chrono::seconds(5)};
    note_state(row, MessageState::read, at);
    EXPECT_EQ(row.sent_at, at);
    EXPECT_EQ(row.delivered_at, at);
    EXPECT_EQ(row.read_at, at);
    MessageRow failed;
    note_state(failed, MessageState::failed, at);
    EXPECT_FALSE(failed.sent_at || failed.delivered_at);
}

TEST(AttemptKey, IsReadAsItIsWritten)
{
    auto const id = parse_uuid("019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12").value();
    auto const key = parse_attempt_key(to_string(AttemptKey{{id}, 3}));
    ASSERT_TRUE(key);
    EXPECT_EQ(key->message_id.uuid, id);
    EXPECT_EQ(key->number, 3);
    for (auto const* wrong :
        {"", ".", "1", "019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12", "019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12.",
            "019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12.0", "019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12.1x", "nothing.1"})
        EXPECT_FALSE(parse_attempt_key(wrong)) << wrong;
}

} // namespace
} // namespace guildhall::notifications
