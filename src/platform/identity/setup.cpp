#include "setup.hpp"
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "jobs/job.hpp"

namespace guildhall::identity {
namespace {

db::Tables const setup_tables{{"setup_done"}};
db::Find<Time, CompanyId> const find_done{setup_tables, "at FROM setup_done WHERE company_id = ?"};
db::Change<CompanyId, Time> const mark_done{setup_tables, "INSERT INTO setup_done (company_id, at) VALUES (?, ?)"};
db::Find<UserId, CompanyId, Role> const find_one_with_role{
    tables, "id FROM user_account WHERE company_id = ? AND role = ? ORDER BY is_active LIMIT 1"};

} // namespace

bool needs_setup(db::Tx& tx, CompanyId first_company)
{
    return !find_done(tx, first_company) && !find_one_with_role(tx, first_company, Role::owner);
}

Outcome<PreparedSetUp, SetUpRefusal> prepare_setup(
    http::Work& work, Actor const& actor, SetUp const& wish, std::string const& token, int bcrypt_rounds)
{
    using enum SetUpRefusal;
    auto const needed =
        work.read(db::Scope::of(actor.company_id), [&](db::Tx& tx) { return needs_setup(tx, actor.company_id); });
    if (!needed) return refuse(setup_is_closed, "This installation has its owner.");
    if (token.empty() || !crypto::equal_in_constant_time(wish.token.value, token))
        return refuse(setup_token_not_allowed, "Use the token that the server printed when it started.");
    if (!companies::is_time_zone(wish.time_zone.value))
        return refuse(unknown_time_zone, "Use an IANA name such as Asia/Almaty.", "/time_zone");
    if (auto fault = password_fault(wish.password)) return refuse(weak_password, *fault, "/password");
    return PreparedSetUp{wish, hash_password(wish.password, bcrypt_rounds),
        {7, wish.use_cookies.value_or(false), actor.remote_address,
            std::string(work.request.headers.get("User-Agent"))}};
}

Outcome<SignedInWithCookies, SetUpRefusal> set_up(
    db::Tx& tx, Actor const& visitor, PreparedSetUp const& prepared, Settings const& settings)
{
    using enum SetUpRefusal;
    auto const& wish = prepared.wish;
    // Asked again where writes come one after another: of two who come at once one is late.
    if (!needs_setup(tx, visitor.company_id)) return refuse(setup_is_closed, "This installation has its owner.");
    if (find_user_by_email(tx, visitor.company_id, wish.email.value))
        return refuse(email_taken, "An account with this e-mail exists.", "/email");

    // From here on it succeeds.
    mark_done(tx, visitor.company_id, visitor.now);
    companies::settle_in(tx, visitor.company_id,
        {wish.company_name.value, wish.currency, wish.locale ? wish.locale->value : "en", wish.time_zone.value});
    auto const owner = create_user(
        tx, visitor, {wish.email.value, wish.full_name.value, prepared.password_hash, std::nullopt, Role::owner});
    auto founder = visitor;
    founder.user_id = owner->id;
    founder.role = Role::owner;
    audit::record(tx, founder,
        {"company.set_up", "company", visitor.company_id.uuid, {},
            R"({"name":)" + reflect::to_json(wish.company_name.value) + "}"});
    if (wish.sample_data.value_or(false)) {
        jobs::NewJob job;
        job.kind = std::string(sample_data_job);
        job.unique_key = "once";
        jobs::enqueue(tx, founder, job);
    }
    return open_session(
        tx, settings, *owner, companies::get_company(tx, visitor.company_id), prepared.session, visitor.now);
}

} // namespace guildhall::identity
