#pragma once
// Links that are sent to somebody and work once: to confirm an address, to choose a new password, to come in (PL-06,
// PL-10).
#include "account.hpp"
#include "named_secret.hpp"
#include "notifications/notifications.hpp"

namespace guildhall::identity {

BOOST_DEFINE_ENUM_CLASS(LinkPurpose, email_verification, password_reset, invitation)
std::chrono::hours lifetime_of(LinkPurpose purpose);

// Sends the link; the one before it stops working. False when three were sent within the hour: then nothing is.
bool send_link(db::Tx& tx, User const& user, LinkPurpose purpose, std::string const& random, Time now,
    std::string const& inviter = {});
// Whose link it is, while it works.
std::optional<User> owner_of_link(db::Tx& tx, NamedSecret const& secret, LinkPurpose purpose, Time now);
void end_links(db::Tx& tx, CompanyId company_id, UserId user_id, LinkPurpose purpose, Time now);
std::int64_t forget_links(db::Tx& tx, Time before);

// Somebody who came by a link and not by a session.
Actor holder_of_link(Actor const& visitor, User const& user);

BOOST_DEFINE_ENUM_CLASS(SendVerificationRefusal, already_verified, too_many_requests)
struct SendVerification {};
BOOST_DESCRIBE_STRUCT(SendVerification, (), ())
struct PreparedVerification {
    std::string random;
};
Outcome<PreparedVerification, SendVerificationRefusal> prepare_verification(
    http::Work&, Actor const&, SendVerification const&);
Outcome<Nothing, SendVerificationRefusal> send_verification(db::Tx&, Actor const&, PreparedVerification const&);

struct FollowLink {
    Text<1, 200> token;
};
BOOST_DESCRIBE_STRUCT(FollowLink, (), (token))
BOOST_DEFINE_ENUM_CLASS(FollowLinkRefusal, link_not_valid)
Outcome<Nothing, FollowLinkRefusal> verify_email(http::Work&, Actor const& visitor, FollowLink const&);

struct AskForReset {
    Text<1, 254> email;
    std::optional<Text<1, 60>> company; // slug, as for signing in
};
BOOST_DESCRIBE_STRUCT(AskForReset, (), (email, company))
// The same answer, as quickly, whether anybody has the address or not.
Outcome<Nothing, NoRefusal> ask_for_reset(http::Work&, Actor const& visitor, AskForReset const&);

struct ResetPassword {
    Text<1, 200> token;
    Text<1, 200> new_password;
};
BOOST_DESCRIBE_STRUCT(ResetPassword, (), (token, new_password))
BOOST_DEFINE_ENUM_CLASS(ResetPasswordRefusal, link_not_valid, weak_password)
Outcome<Nothing, ResetPasswordRefusal> reset_password(
    http::Work&, Actor const& visitor, ResetPassword const&, int bcrypt_rounds);

struct InviteUser {
    Email email;
    Text<1, 200> full_name;
    Role role = Role::operator_;
    std::optional<RoleId> role_id;
    std::optional<Text<2, 10>> locale;
};
BOOST_DESCRIBE_STRUCT(InviteUser, (), (email, full_name, role, role_id, locale))
BOOST_DEFINE_ENUM_CLASS(InviteUserRefusal, email_taken, role_not_found, role_not_allowed, plan_limit_reached)
struct PreparedInvitation {
    InviteUser wish;
    std::string random;
};
Outcome<PreparedInvitation, InviteUserRefusal> prepare_invitation(http::Work&, Actor const&, InviteUser const&);
Outcome<UserProfile, InviteUserRefusal> invite_user(db::Tx&, Actor const&, PreparedInvitation const&);

BOOST_DEFINE_ENUM_CLASS(InviteAgainRefusal, user_not_found, already_accepted, role_not_allowed, too_many_requests)
struct PreparedSecondInvitation {
    UserId user_id;
    std::string random;
};
Outcome<PreparedSecondInvitation, InviteAgainRefusal> prepare_second_invitation(
    http::Work&, Actor const&, ReadUser const&);
Outcome<UserProfile, InviteAgainRefusal> invite_again(db::Tx&, Actor const&, PreparedSecondInvitation const&);

struct Invitation {
    std::string email, full_name, company_name;
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (email, full_name, company_name))
Outcome<Invitation, FollowLinkRefusal> read_invitation(http::Work&, Actor const& visitor, FollowLink const&);

struct AcceptInvitation {
    Text<1, 200> token;
    Text<1, 200> password;
    std::optional<Text<1, 200>> full_name;
    std::optional<bool> use_cookies;
};
BOOST_DESCRIBE_STRUCT(AcceptInvitation, (), (token, password, full_name, use_cookies))
Outcome<SignedInWithCookies, ResetPasswordRefusal> accept_invitation(
    http::Work&, Actor const& visitor, AcceptInvitation const&, Settings const&);

} // namespace guildhall::identity
