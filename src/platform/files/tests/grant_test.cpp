// Signed URLs of this server: good for one thing, and only as they were given out (PL-31).
#include "grant.hpp"
#include <gtest/gtest.h>

namespace guildhall::files {
namespace {

TEST(Grant, IsReadOnlyAsItWasGivenOut)
{
    auto const now = parse_rfc3339("2026-11-28T00:00:00Z").value();
    auto const file = make_uuid(now), other = make_uuid(now);
    GrantSigner const signer("a secret of at least 32 characters");
    Grant const grant{GrantKind::download, make_uuid(now), file, {}, {}, 684, now};
    auto const text = signer.sign(grant);
    ASSERT_TRUE(signer.read(text, GrantKind::download, file));
    EXPECT_EQ(signer.read(text, GrantKind::download, file)->most_bytes, 684);
    EXPECT_FALSE(signer.read(text, GrantKind::download, other)) << "of another file";
    EXPECT_FALSE(signer.read(text, GrantKind::upload, file)) << "of another kind";
    EXPECT_FALSE(GrantSigner("another secret of 32 characters..").read(text, GrantKind::download, file));
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto changed = text;
        changed[at] = changed[at] == 'B' ? 'C' : 'B';
        EXPECT_FALSE(signer.read(changed, GrantKind::download, file)) << at;
    }
    auto const dot = text.find('.');
    for (auto const& bad : {std::string(), std::string("."), text.substr(0, dot), text.substr(dot), text + "AAAA"})
        EXPECT_FALSE(signer.read(bad, GrantKind::download, file)) << bad;
}

} // namespace
} // namespace guildhall::files
