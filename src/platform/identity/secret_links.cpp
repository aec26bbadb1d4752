#include "secret_links.hpp"
#include "crypto/crypto.hpp"

namespace guildhall::identity {
namespace {

db::Tables const link_tables{{"secret_link"}};
using SecretLinkId = Id<struct SecretLinkTag>;

struct LinkRow {
    CompanyId company_id;
    SecretLinkId id;
    UserId user_id;
    LinkPurpose purpose = LinkPurpose::email_verification;
    std::string secret_hash;
    Time created_at;
    Time expires_at;
    std::optional<Time> ended_at;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (), (company_id, id, user_id, purpose, secret_hash, created_at, expires_at, ended_at))

db::Insert<LinkRow> const insert_link{link_tables, "secret_link"};
db::Find<LinkRow, CompanyId, SecretLinkId> const find_link{
    link_tables, "FROM secret_link WHERE company_id = ? AND id = ?"};
db::Find<std::int64_t, CompanyId, UserId, LinkPurpose, Time> const count_sent{
    link_tables, "COUNT(*) FROM secret_link WHERE company_id = ? AND user_id = ? AND purpose = ? AND created_at > ?"};
db::Change<Time, CompanyId, UserId, LinkPurpose> const end_open_links{link_tables,
    "UPDATE secret_link SET ended_at = ? WHERE company_id = ? AND user_id = ? AND purpose = ? AND ended_at IS NULL"};
db::Change<Time> const delete_old_links{
    link_tables, "DELETE FROM secret_link WHERE created_at < ?", db::Reach::all_companies};

constexpr std::int64_t most_an_hour = 3; // rules.md: mails per address

std::string path_of(LinkPurpose purpose)
{
    switch (purpose) {
    case LinkPurpose::email_verification: return "/verify-email";
    case LinkPurpose::password_reset: return "/reset-password";
    case LinkPurpose::invitation: break;
    }
    return "/accept-invitation";
}

} // namespace

std::chrono::hours lifetime_of(LinkPurpose purpose)
{
    switch (purpose) {
    case LinkPurpose::email_verification: return std::chrono::hours(24);
    case LinkPurpose::password_reset: return std::chrono::hours(1);
    case LinkPurpose::invitation: break;
    }
    return std::chrono::days(7);
}

bool send_link(
    db::Tx& tx, User const& user, LinkPurpose purpose, std::string const& random, Time now, std::string const& inviter)
{
    auto const sent = count_sent(tx, user.company_id, user.id, purpose, now - std::chrono::hours(1)).value_or(0);
    if (sent >= most_an_hour) return false;
    end_links(tx, user.company_id, user.id, purpose, now);
    LinkRow row;
    row.company_id = user.company_id;
    row.id = tx.new_id<SecretLinkId>();
    row.user_id = user.id;
    row.purpose = purpose;
    auto const token = write_secret(row.company_id, row.id.uuid, random);
    row.secret_hash = read_secret(token)->hash;
    row.created_at = now;
    row.expires_at = now + lifetime_of(purpose);
    insert_link(tx, row);
    std::vector<std::pair<std::string, std::string>> values{{"hours", std::to_string(lifetime_of(purpose).count())}};
    if (!inviter.empty()) values.emplace_back("inviter", inviter);
    notifications::notify(tx, user.company_id, now,
        {"identity." + std::string(reflect::word(purpose)), recipient_of(user), std::move(values),
            path_of(purpose) + "?token=" + token});
    return true;
}

std::optional<User> owner_of_link(db::Tx& tx, NamedSecret const& secret, LinkPurpose purpose, Time now)
{
    auto const row = find_link(tx, secret.company_id, SecretLinkId{secret.id});
    if (!row || row->purpose != purpose || row->ended_at || now >= row->expires_at) return std::nullopt;
    if (!crypto::equal_in_constant_time(row->secret_hash, secret.hash)) return std::nullopt;
    auto user = find_user(tx, secret.company_id, row->user_id);
    return user && user->is_active ? std::move(user) : std::nullopt;
}

void end_links(db::Tx& tx, CompanyId company_id, UserId user_id, LinkPurpose purpose, Time now)
{
    end_open_links(tx, now, company_id, user_id, purpose);
}

std::int64_t forget_links(db::Tx& tx, Time before) { return delete_old_links.count(tx, before); }

Actor holder_of_link(Actor const& visitor, User const& user)
{
    auto holder = visitor;
    holder.company_id = user.company_id;
    holder.user_id = user.id;
    holder.role = user.role;
    return holder;
}

} // namespace guildhall::identity
