#include "identity/identity.hpp"
#include "api_keys.hpp"
#include "crypto/crypto.hpp"
#include "roles.hpp"
#include "sessions.hpp"
#include "setup.hpp"
#include "token_cache.hpp"

namespace guildhall::identity {
namespace {

// Role and state of whoever holds this session, in one look.
struct Standing {
    Role role = Role::customer;
    std::optional<RoleId> role_id;
    bool is_active = false;
    std::optional<Time> revoked_at;
    Time expires_at;
    std::optional<Role> tested_role;
    std::optional<RoleId> tested_role_id;
};
BOOST_DESCRIBE_STRUCT(Standing, (), (role, role_id, is_active, revoked_at, expires_at, tested_role, tested_role_id))

db::Find<Standing, CompanyId, UserId, SessionId> const find_standing{tables,
    "FROM user_account u JOIN user_session s ON s.company_id = u.company_id "
    "WHERE u.company_id = ? AND u.id = ? AND s.id = ? AND s.user_id = u.id"};

bool changes_something(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

} // namespace

Identity::Identity(db::Database& database, Settings settings, std::vector<companies::OnFounded> on_founded)
    : database_(database)
    , settings_(std::move(settings))
    , on_founded_(std::move(on_founded))
    , tokens_(std::make_unique<TokenCache>())
    , key_uses_(std::make_unique<KeyUses>())
{
    check(settings_.secret.size() >= 32, "the signing secret has at least 32 bytes");
}
Identity::~Identity() = default;

http::Claims Identity::claims_of(http::Request const& request, Time now) const
{
    http::Claims claims;
    claims.company_id = first_company_;
    auto const header = request.headers.get("Authorization");
    auto const by_header = header.size() > 7 && (header.starts_with("Bearer ") || header.starts_with("bearer "));
    auto const cookie = by_header ? std::string{} : cookie_value(request, access_cookie);
    auto const token = by_header ? header.substr(7) : std::string_view(cookie);
    if (token.empty()) {
        if (!header.empty()) claims.problem_code = "invalid_token";
        return claims;
    }
    if (auto key = by_header ? read_key(token) : std::nullopt) {
        claims.company_id = key->company_id;
        claims.api_key_id = key->id;
        claims.api_key_hash = std::move(key->hash);
        return claims;
    }
    auto const access = tokens_->read(settings_.secret, token, now);
    if (!access) {
        // An old cookie must not keep visitors from what is open to all; a bad header is a mistake to be told.
        if (by_header) claims.problem_code = "invalid_token";
        return claims;
    }
    if (!by_header && changes_something(request.method)) {
        auto const expected = csrf_token_of(settings_.secret, access->session_id);
        if (!crypto::equal_in_constant_time(request.headers.get("X-CSRF-Token"), expected)) {
            claims.problem_code = "csrf_token_not_allowed";
            return claims;
        }
    }
    claims.company_id = access->company_id;
    claims.user_id = access->user_id;
    claims.session_id = access->session_id.uuid;
    claims.by_cookie = !by_header;
    return claims;
}

std::optional<Actor> Identity::actor_of(db::Tx& tx, http::Claims const& claims, Time now) const
{
    Actor actor;
    actor.company_id = claims.company_id;
    actor.now = now;
    if (claims.api_key_id) {
        ApiKeyId const id{*claims.api_key_id};
        auto program = actor_with_key(tx, {claims.company_id, id.uuid, claims.api_key_hash}, now);
        if (program && key_uses_->is_due(id, now))
            database_.write(
                db::Scope::of(claims.company_id),
                [company = claims.company_id, id, now](db::Tx& writing) {
                    note_key_use(writing, company, id, now);
                    return true;
                },
                [](std::exception_ptr const&) {}); // a time that is not noted harms nobody
        return program;
    }
    if (!claims.user_id) return actor;
    auto const standing = find_standing(tx, claims.company_id, *claims.user_id, SessionId{*claims.session_id});
    if (!standing || !standing->is_active || standing->revoked_at || now >= standing->expires_at) return std::nullopt;
    actor.user_id = claims.user_id;
    actor.session_id = claims.session_id;
    actor.role = standing->role;
    actor.rights = rights_in(tx, claims.company_id, standing->role, standing->role_id).value_or(Rights{});
    if (standing->tested_role) {
        auto const tested = rights_in(tx, claims.company_id, *standing->tested_role, standing->tested_role_id);
        actor.role = *standing->tested_role;
        actor.rights = actor.rights.within(tested.value_or(Rights{}));
    }
    return actor;
}

std::optional<std::string> Identity::open_setup()
{
    auto const needed =
        database_.read_now(db::Scope::of(first_company_), [&](db::Tx& tx) { return needs_setup(tx, first_company_); });
    if (!needed) return std::nullopt;
    setup_token_ = crypto::base64url(crypto::random_bytes(18));
    return setup_token_;
}

} // namespace guildhall::identity
