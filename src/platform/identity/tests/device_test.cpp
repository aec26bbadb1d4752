#include "my_sessions.hpp"
#include <gtest/gtest.h>

namespace guildhall::identity {
namespace {

TEST(Device, IsNamedShortly)
{
    EXPECT_EQ(
        device_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
                  "Safari/537.36 Edg/126.0.0.0"),
        "Edge on Windows");
    EXPECT_EQ(device_of("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"), "Firefox on Linux");
    EXPECT_EQ(
        device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                  "Version/17.5 Mobile/15E148 Safari/604.1"),
        "Safari on iPhone");
    EXPECT_EQ(device_of("curl/8.4.0"), "curl");
    EXPECT_EQ(device_of("<script>"), "unknown device");
    EXPECT_EQ(device_of(""), "unknown device");
}

} // namespace
} // namespace guildhall::identity
