#include "api_keys.hpp"
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "jobs/outbox.hpp"
#include "roles.hpp"

namespace guildhall::identity {
namespace {

db::Find<ApiKeyRow, CompanyId, ApiKeyId> const find_key_row{tables, "FROM api_key WHERE company_id = ? AND id = ?"};
db::Insert<ApiKeyRow> const insert_key_row{tables, "api_key"};
db::Update<ApiKeyRow> const update_key_row{tables, "api_key"};
db::Change<Time, CompanyId, ApiKeyId> const note_use{
    tables, "UPDATE api_key SET last_used_at = ? WHERE company_id = ? AND id = ?"};
db::Find<std::int64_t, CompanyId> const count_open_keys{
    tables, "COUNT(*) FROM api_key WHERE company_id = ? AND revoked_at IS NULL"};

struct ApiKeyChanged {
    std::string name;
    bool is_revoked = false;
};
BOOST_DESCRIBE_STRUCT(ApiKeyChanged, (), (name, is_revoked))

void tell_key(db::Tx& tx, Actor const& actor, std::string const& action, std::optional<ApiKeyRow> const& before,
    ApiKeyRow const& after)
{
    auto const text = [](ApiKeyRow row) { return reflect::to_json(shown_key(std::move(row))); };
    audit::record(tx, actor,
        {action, "api_key", after.id.uuid, before ? std::optional(text(*before)) : std::nullopt, text(after)});
    jobs::publish(tx, actor, "api_key", after.id, action, ApiKeyChanged{after.name, after.revoked_at.has_value()});
}

} // namespace

ApiKey shown_key(ApiKeyRow&& row)
{
    return {row.id, std::move(row.name), std::move(row.ending), std::move(row.rights), row.created_by, row.created_at,
        row.expires_at, row.last_used_at, row.revoked_at, row.version};
}

std::optional<NamedSecret> read_key(std::string_view text)
{
    if (!text.starts_with(key_beginning)) return std::nullopt;
    return read_secret(text.substr(key_beginning.size()));
}

std::optional<Actor> actor_with_key(db::Tx& tx, NamedSecret const& secret, Time now)
{
    auto const key = find_key_row(tx, secret.company_id, ApiKeyId{secret.id});
    if (!key || !crypto::equal_in_constant_time(key->key_hash, secret.hash)) return std::nullopt;
    if (key->revoked_at || (key->expires_at && now >= *key->expires_at)) return std::nullopt;
    auto const maker = find_user(tx, secret.company_id, key->created_by);
    if (!maker || !maker->is_active) return std::nullopt;
    Actor actor;
    actor.company_id = secret.company_id;
    actor.now = now;
    actor.user_id = key->created_by;
    actor.api_key_id = key->id.uuid;
    actor.role = Role::api_key;
    actor.rights =
        Rights(key->rights).within(rights_in(tx, secret.company_id, maker->role, maker->role_id).value_or(Rights{}));
    return actor;
}

bool KeyUses::is_due(ApiKeyId id, Time now)
{
    std::lock_guard const lock(mutex_);
    auto& noted = noted_[id];
    if (now - noted < std::chrono::minutes(1)) return false;
    noted = now;
    return true;
}

void note_key_use(db::Tx& tx, CompanyId company_id, ApiKeyId id, Time now) { note_use(tx, now, company_id, id); }

Outcome<PreparedApiKey, CreateApiKeyRefusal> prepare_api_key(http::Work&, Actor const& actor, CreateApiKey const& wish)
{
    using enum CreateApiKeyRefusal;
    if (wish.rights.items.empty()) return refuse(no_rights, "A key without rights opens nothing.", "/rights");
    if (auto const place = lacking(actor, wish.rights.items))
        return refuse(right_not_allowed, "Nobody gives a right that he lacks.", *place);
    if (wish.expires_at && *wish.expires_at <= actor.now)
        return refuse(expiry_has_passed, "This moment has passed.", "/expires_at");
    return PreparedApiKey{wish, crypto::random_bytes(secret_size)};
}

Outcome<NewApiKey, CreateApiKeyRefusal> create_api_key(db::Tx& tx, Actor const& actor, PreparedApiKey const& prepared)
{
    if (std::cmp_greater_equal(count_open_keys(tx, actor.company_id).value_or(0), most_api_keys))
        return refuse(CreateApiKeyRefusal::too_many_api_keys, "A company keeps at most 100 keys; revoke one first.");

    // From here on it succeeds.
    ApiKeyRow row;
    row.company_id = actor.company_id;
    row.id = tx.new_id<ApiKeyId>();
    auto key = std::string(key_beginning) + write_secret(row.company_id, row.id.uuid, prepared.secret);
    row.name = prepared.wish.name.value;
    row.key_hash = read_key(key)->hash;
    row.ending = key.substr(key.size() - 4);
    row.rights = Rights(prepared.wish.rights.items).list();
    row.created_by = *actor.user_id;
    row.created_at = actor.now;
    row.expires_at = prepared.wish.expires_at;
    insert_key_row(tx, row);
    tell_key(tx, actor, "api_key.created", {}, row);
    return NewApiKey{std::move(key), shown_key(std::move(row))};
}

Outcome<ApiKey, ApiKeyRefusal> read_api_key(db::Tx& tx, Actor const& actor, ApiKeyPath const& wish)
{
    auto row = find_key_row(tx, actor.company_id, wish.api_key_id);
    if (!row) return refuse(ApiKeyRefusal::api_key_not_found);
    return shown_key(std::move(*row));
}

Outcome<ApiKey, ChangeApiKeyRefusal> change_api_key(db::Tx& tx, Actor const& actor, ChangeApiKey const& wish)
{
    using enum ChangeApiKeyRefusal;
    auto row = find_key_row(tx, actor.company_id, wish.api_key_id);
    if (!row || row->revoked_at) return refuse(api_key_not_found);
    if (actor.expected_version && *actor.expected_version != row->version) return refuse(version_has_changed);
    if (wish.rights && wish.rights->items.empty())
        return refuse(no_rights, "A key without rights opens nothing; revoke it.", "/rights");
    if (wish.rights)
        if (auto const place = lacking(actor, wish.rights->items))
            return refuse(right_not_allowed, "Nobody gives a right that he lacks.", *place);

    // From here on it succeeds.
    auto const before = *row;
    if (wish.name) row->name = wish.name->value;
    if (wish.rights) row->rights = Rights(wish.rights->items).list();
    ++row->version;
    update_key_row(tx, *row);
    tell_key(tx, actor, "api_key.changed", before, *row);
    return shown_key(std::move(*row));
}

Outcome<Nothing, ApiKeyRefusal> revoke_api_key(db::Tx& tx, Actor const& actor, ApiKeyPath const& wish)
{
    auto row = find_key_row(tx, actor.company_id, wish.api_key_id);
    if (!row) return refuse(ApiKeyRefusal::api_key_not_found);
    if (row->revoked_at) return Nothing{};

    // From here on it is over.
    auto const before = *row;
    row->revoked_at = actor.now;
    ++row->version;
    update_key_row(tx, *row);
    tell_key(tx, actor, "api_key.revoked", before, *row);
    return Nothing{};
}

} // namespace guildhall::identity
