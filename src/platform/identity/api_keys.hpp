#pragma once
// Keys with which programs of a company ask in place of a person (PL-08).
#include "account.hpp"
#include "named_secret.hpp"
#include <map>
#include <mutex>

namespace guildhall::identity {

using ApiKeyId = Id<struct ApiKeyTag>;

struct ApiKeyRow {
    CompanyId company_id;
    ApiKeyId id;
    std::string name;
    std::string key_hash;
    std::string ending;
    std::vector<Right> rights;
    UserId created_by;
    Time created_at;
    std::optional<Time> expires_at;
    std::optional<Time> last_used_at;
    std::optional<Time> revoked_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ApiKeyRow, (),
    (company_id, id, name, key_hash, ending, rights, created_by, created_at, expires_at, last_used_at, revoked_at,
        version))

struct ApiKey {
    ApiKeyId id;
    std::string name;
    std::string ending; // its last four letters, to tell it from others
    std::vector<Right> rights;
    UserId created_by;
    Time created_at;
    std::optional<Time> expires_at;
    std::optional<Time> last_used_at; // at most a minute old
    std::optional<Time> revoked_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(
    ApiKey, (), (id, name, ending, rights, created_by, created_at, expires_at, last_used_at, revoked_at, version))
ApiKey shown_key(ApiKeyRow&& row);

// Only this answer ever holds the key itself.
struct NewApiKey {
    std::string key;
    ApiKey api_key;
};
BOOST_DESCRIBE_STRUCT(NewApiKey, (), (key, api_key))

inline constexpr std::size_t most_api_keys = 100;
struct CreateApiKey {
    Text<1, 100> name;
    Few<Right, 64> rights;
    std::optional<Time> expires_at;
};
BOOST_DESCRIBE_STRUCT(CreateApiKey, (), (name, rights, expires_at))
BOOST_DEFINE_ENUM_CLASS(CreateApiKeyRefusal, no_rights, right_not_allowed, expiry_has_passed, too_many_api_keys)
struct PreparedApiKey {
    CreateApiKey wish;
    std::string secret; // 32 random bytes
};

struct ChangeApiKey {
    ApiKeyId api_key_id;
    std::optional<Text<1, 100>> name;
    std::optional<Few<Right, 64>> rights;
};
BOOST_DESCRIBE_STRUCT(ChangeApiKey, (), (api_key_id, name, rights))
BOOST_DEFINE_ENUM_CLASS(ChangeApiKeyRefusal, api_key_not_found, no_rights, right_not_allowed, version_has_changed)

struct ApiKeyPath {
    ApiKeyId api_key_id;
};
BOOST_DESCRIBE_STRUCT(ApiKeyPath, (), (api_key_id))
BOOST_DEFINE_ENUM_CLASS(ApiKeyRefusal, api_key_not_found)

Outcome<PreparedApiKey, CreateApiKeyRefusal> prepare_api_key(http::Work&, Actor const&, CreateApiKey const&);
Outcome<NewApiKey, CreateApiKeyRefusal> create_api_key(db::Tx&, Actor const&, PreparedApiKey const&);
Outcome<ApiKey, ApiKeyRefusal> read_api_key(db::Tx&, Actor const&, ApiKeyPath const&);
Outcome<ApiKey, ChangeApiKeyRefusal> change_api_key(db::Tx&, Actor const&, ChangeApiKey const&);
// Revoked for good, with the next request.
Outcome<Nothing, ApiKeyRefusal> revoke_api_key(db::Tx&, Actor const&, ApiKeyPath const&);

// What makes a key known as one: "gh_", then a secret that names its row.
inline constexpr std::string_view key_beginning = "gh_";
std::optional<NamedSecret> read_key(std::string_view text);
// The key as it stands: nothing when it is unknown, revoked or over, or its maker is no longer active. Its rights are
// those that its maker still has himself.
std::optional<Actor> actor_with_key(db::Tx& tx, NamedSecret const& key, Time now);
// When a key was last used is written at most once a minute.
class KeyUses {
public:
    bool is_due(ApiKeyId id, Time now);

private:
    std::mutex mutex_;
    std::map<ApiKeyId, Time> noted_;
};
void note_key_use(db::Tx& tx, CompanyId company_id, ApiKeyId id, Time now);

} // namespace guildhall::identity
