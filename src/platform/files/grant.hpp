#pragma once
// What a signed URL allows: one thing, to whoever holds it, until it expires (PL-31).
#include "base/actor.hpp"
#include "base/time.hpp"
#include "db/values.hpp"

namespace guildhall::files {

BOOST_DEFINE_ENUM_CLASS(GrantKind, upload, download)

struct Grant {
    GrantKind kind{};
    Uuid company;
    Uuid subject;               // the upload or the file
    std::optional<UserId> user; // who asked for it; absent: a visitor without a secret
    std::string purpose;        // of an upload; empty when it has none
    std::int64_t most_bytes = 0;
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(Grant, (), (kind, company, subject, user, purpose, most_bytes, expires_at))

class GrantSigner {
public:
    // `secret` is the house's; what is signed here is good for nothing else that is signed with it.
    explicit GrantSigner(std::string_view secret);
    // Text for a URL: the grant and its HMAC-SHA256.
    std::string sign(Grant const& grant) const;
    // Nothing when the text was not signed here, as it stands, for this kind and subject. Says nothing of expiry.
    std::optional<Grant> read(std::string_view text, GrantKind kind, Uuid const& subject) const;

private:
    std::string key_;
};

} // namespace guildhall::files
