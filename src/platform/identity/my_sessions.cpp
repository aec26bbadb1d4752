#include "my_sessions.hpp"
#include "audit/audit.hpp"
#include "sessions.hpp"

namespace guildhall::identity {
namespace {

db::Select<Session, CompanyId, UserId, Time> const select_open{tables,
    "FROM user_session WHERE company_id = ? AND user_id = ? AND revoked_at IS NULL AND expires_at > ? "
    "ORDER BY last_used_at DESC LIMIT 200"};
db::Find<Session, CompanyId, SessionId> const find_my_session{
    tables, "FROM user_session WHERE company_id = ? AND id = ?"};
db::Change<Time, CompanyId, UserId, SessionId> const revoke_others{tables,
    "UPDATE user_session SET revoked_at = ? WHERE company_id = ? AND user_id = ? AND id <> ? AND revoked_at IS NULL"};

struct Mark {
    std::string_view in_header, name;
};
// The first that fits: everybody claims to be Mozilla, and most to be Safari.
constexpr Mark browsers[] = {{"Edg", "Edge"}, {"OPR/", "Opera"}, {"YaBrowser", "Yandex Browser"},
    {"Firefox", "Firefox"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}, {"curl", "curl"}, {"python", "Python"},
    {"okhttp", "Android app"}};
constexpr Mark systems[] = {{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"},
    {"Mac OS X", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}};

template <std::size_t N> std::string_view first_of(Mark const (&marks)[N], std::string_view header)
{
    for (auto const& mark : marks)
        if (header.find(mark.in_header) != header.npos) return mark.name;
    return {};
}

} // namespace

std::string device_of(std::string_view user_agent)
{
    auto const browser = first_of(browsers, user_agent), system = first_of(systems, user_agent);
    if (browser.empty() && system.empty()) return "unknown device";
    if (browser.empty() || system.empty()) return std::string(browser) + std::string(system);
    return std::string(browser) + " on " + std::string(system);
}

Outcome<Sessions, NoRefusal> list_sessions(db::Tx& tx, Actor const& actor, ReadMe const&)
{
    Sessions sessions;
    for (auto const& one : select_open(tx, actor.company_id, *actor.user_id, actor.now))
        sessions.items.push_back({one.id, device_of(one.user_agent), one.address, one.created_at, one.last_used_at,
            one.expires_at, actor.session_id == one.id.uuid});
    return sessions;
}

Outcome<Nothing, EndSessionRefusal> end_one_session(db::Tx& tx, Actor const& actor, SessionPath const& wish)
{
    auto const session = find_my_session(tx, actor.company_id, wish.session_id);
    if (!session || session->user_id != actor.user_id || session->revoked_at || actor.now >= session->expires_at)
        return refuse(EndSessionRefusal::session_not_found);

    // From here on it ends.
    end_session(tx, actor.company_id, session->id, actor.now);
    audit::record(tx, actor, {"user.session_ended", "user", actor.user_id->uuid, {}, {}});
    return Nothing{};
}

Outcome<Nothing, NoRefusal> end_other_sessions(db::Tx& tx, Actor const& actor, ReadMe const&)
{
    revoke_others(tx, actor.now, actor.company_id, *actor.user_id, SessionId{actor.session_id.value()});
    tell_sessions_ended(tx, actor.company_id, *actor.user_id, actor.now);
    audit::record(tx, actor, {"user.other_sessions_ended", "user", actor.user_id->uuid, {}, {}});
    return Nothing{};
}

} // namespace guildhall::identity
