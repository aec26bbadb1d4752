#include "outbound/address.hpp"
#include <gtest/gtest.h>

namespace guildhall::outbound {
namespace {

TEST(Address, InsideIsNotPublic)
{
    for (auto const* inside : {"127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
             "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "198.18.0.1",
             "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1",
             "[::1]", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
             "::7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2001:0:1::1", "2001:db8::1", "3fff::1",
             "100::1"})
        EXPECT_FALSE(is_public_address(std::string_view(inside))) << inside;
}

TEST(Address, OutsideIs)
{
    for (auto const* outside : {"8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1",
             "192.167.1.1", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888"})
        EXPECT_TRUE(is_public_address(std::string_view(outside))) << outside;
}

TEST(Address, WordsAreNone)
{
    for (auto const* words : {"", "localhost", "1.2.3", "0x7f.1", "2130706433", "example.com"})
        EXPECT_FALSE(is_public_address(std::string_view(words))) << words;
}

} // namespace
} // namespace guildhall::outbound
