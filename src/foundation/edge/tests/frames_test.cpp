// What a WebSocket client may send, and what ends its connection.
#include "frames.hpp"
#include "http/web_socket.hpp"
#include "masked_frame.hpp"
#include <gmock/gmock.h>

namespace guildhall::edge {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Hearing {
    std::vector<std::string> messages;
    std::optional<std::uint16_t> fault;
};

Hearing hear(std::string_view bytes, std::size_t piece = 1'000'000)
{
    Hearing hearing;
    FrameReader reader;
    auto is_open = true;
    for (std::size_t at = 0; at < bytes.size() && is_open && !hearing.fault; at += piece)
        hearing.fault = reader.feed(bytes.substr(at, piece), [&](FrameReader::Kind kind, std::string_view text) {
            static constexpr std::string_view names[] = {"", "ping ", "pong ", "close "};
            hearing.messages.push_back(std::string(names[static_cast<std::size_t>(kind)]) + std::string(text));
            return is_open = kind != FrameReader::Kind::close;
        });
    return hearing;
}

// RFC 6455, 1.3: the example of the handshake.
TEST(Handshake, AnswersTheKeyOfTheRfc)
{
    EXPECT_EQ(http::accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    for (auto const* bad : {"", "short", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZSEhIQ=="})
        EXPECT_FALSE(http::accept_key(bad)) << bad;
}

// RFC 6455, 5.7: the examples of frames.
TEST(Frames, AreThoseOfTheRfc)
{
    EXPECT_EQ(http::text_frame("Hello"), "\x81\x05Hello");
    EXPECT_THAT(hear("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58").messages, ElementsAre("Hello"));
    EXPECT_EQ(http::text_frame(std::string(256, 'x')).substr(0, 4), std::string("\x81\x7E\x01\x00", 4));
    EXPECT_EQ(http::text_frame(std::string(65536, 'x')).substr(0, 10),
        std::string("\x81\x7F\x00\x00\x00\x00\x00\x01\x00\x00", 10));
}

TEST(Frames, MayComeInAnyPieces)
{
    auto const bytes = masked(1, "first ", false) + masked(9, "now") + masked(0, "second") + masked(1, "third") +
                       masked(10, "") + masked(8, "\x03\xe8") + masked(1, "after the end");
    for (std::size_t piece = 1; piece < 20; ++piece)
        EXPECT_THAT(
            hear(bytes, piece).messages, ElementsAre("ping now", "first second", "third", "pong ", "close \x03\xe8"));
}

TEST(Frames, ThatBreakTheRulesEndIt)
{
    EXPECT_EQ(hear("\x81\x05Hello").fault, protocol_error) << "not masked";
    EXPECT_EQ(hear(masked(0, "no beginning")).fault, protocol_error);
    EXPECT_EQ(hear(masked(1, "one", false) + masked(1, "another")).fault, protocol_error);
    EXPECT_EQ(hear(masked(3, "")).fault, protocol_error) << "an opcode that nobody knows";
    EXPECT_EQ(hear(masked(9, "in pieces", false)).fault, protocol_error);
    EXPECT_EQ(hear(masked(9, std::string(126, 'x'))).fault, protocol_error) << "too long to be a control frame";
    auto compressed = masked(1, "x");
    compressed[0] = static_cast<char>(compressed[0] | 0x40);
    EXPECT_EQ(hear(compressed).fault, protocol_error) << "an extension that nobody agreed on";
    EXPECT_EQ(hear(masked(2, "bytes")).fault, no_such_data);
    EXPECT_EQ(hear(masked(1, "\xff\xfe")).fault, not_utf8);
    EXPECT_EQ(hear(masked(1, std::string(FrameReader::longest_message + 1, 'x'))).fault, message_too_big);
    auto const half = masked(0, std::string(FrameReader::longest_message / 2 + 1, 'x'), false);
    EXPECT_EQ(hear(masked(1, "x", false) + half + half).fault, message_too_big) << "in pieces";
    EXPECT_EQ(hear(masked(1, std::string(FrameReader::longest_message, 'x'))).fault, std::nullopt);
}

} // namespace
} // namespace guildhall::edge
