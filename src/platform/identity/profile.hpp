#pragma once
#include "account.hpp"

namespace guildhall::identity {

struct NewPassword {
    std::string hash;
};

// What somebody sees of himself: while he tries a role, its rights.
UserProfile own_profile(db::Tx& tx, Actor const& actor, User const& user, companies::Company const& company);
Outcome<UserProfile, NoRefusal> read_me(db::Tx&, Actor const&, ReadMe const&);
Outcome<UserProfile, ChangeMeRefusal> change_me(db::Tx&, Actor const&, ChangeMe const&);
Outcome<NewPassword, ChangePasswordRefusal> check_password(
    http::Work&, Actor const&, ChangePassword const&, int bcrypt_rounds);
Outcome<Nothing, ChangePasswordRefusal> change_password(db::Tx&, Actor const&, NewPassword const&);

struct PreparedUser {
    NewUser terms;
};
Outcome<PreparedUser, CreateUserRefusal> prepare_user(http::Work&, Actor const&, CreateUser const&, int bcrypt_rounds);
Outcome<UserProfile, CreateUserRefusal> add_user(db::Tx&, Actor const&, PreparedUser const&);
Outcome<UserProfile, ReadUserRefusal> read_user(db::Tx&, Actor const&, ReadUser const&);
Outcome<UserProfile, ChangeUserRefusal> change_user(db::Tx&, Actor const&, ChangeUser const&);

} // namespace guildhall::identity
