#pragma once
// The devices one is signed in on (PL-06), and ending them.
#include "account.hpp"
#include "tokens.hpp"

namespace guildhall::identity {

struct SessionView {
    SessionId id;
    std::string device; // "Firefox on Linux"; what the browser says of itself, made short
    std::string address;
    Time created_at;
    Time last_seen_at; // when its tokens were last renewed: at most half an hour before it was last used
    Time expires_at;
    bool is_current = false;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (id, device, address, created_at, last_seen_at, expires_at, is_current))
struct Sessions {
    std::vector<SessionView> items; // the last seen first
};
BOOST_DESCRIBE_STRUCT(Sessions, (), (items))

struct SessionPath {
    SessionId session_id;
};
BOOST_DESCRIBE_STRUCT(SessionPath, (), (session_id))
BOOST_DEFINE_ENUM_CLASS(EndSessionRefusal, session_not_found)

Outcome<Sessions, NoRefusal> list_sessions(db::Tx&, Actor const&, ReadMe const&);
Outcome<Nothing, EndSessionRefusal> end_one_session(db::Tx&, Actor const&, SessionPath const&);
Outcome<Nothing, NoRefusal> end_other_sessions(db::Tx&, Actor const&, ReadMe const&);

// "Chrome on Windows" out of a User-Agent header; "unknown device" when it says nothing known.
std::string device_of(std::string_view user_agent);

} // namespace guildhall::identity
