#pragma once
// An address that another program may call, and what may be done to it.
#include "db/queries.hpp"
#include "inbound/inbound.hpp"

namespace guildhall::inbound {

inline db::Tables const tables{{"inbound_endpoint", "inbound_event"}};

// Why a call was turned away that knew the address.
BOOST_DEFINE_ENUM_CLASS(Refusal, signature_not_valid, timestamp_too_old, unsupported_media_type, malformed_body)

struct EndpointRow {
    CompanyId company_id;
    EndpointId id;
    std::string name;
    std::string connector;
    Scheme signature{};
    std::string token;        // the last part of the address; says whose it is, and cannot be guessed
    std::string verify_token; // what WhatsApp asks with once
    std::string secret;       // sealed, bound to the company
    std::optional<std::string> old_secret;
    std::optional<Time> old_secret_until;
    bool is_active = true;
    std::optional<Time> last_refused_at;
    std::optional<Refusal> last_refusal;
    std::optional<Time> failure_told_at; // when people last heard that an event of it had failed
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(EndpointRow, (),
    (company_id, id, name, connector, signature, token, verify_token, secret, old_secret, old_secret_until, is_active,
        last_refused_at, last_refusal, failure_told_at, created_at, updated_at, version))

struct InboundEndpoint {
    EndpointId id;
    std::string name;
    std::string connector;
    Scheme signature{};
    std::string path;                        // what the sender is to call, below the public address
    std::optional<std::string> verify_token; // of WhatsApp
    std::optional<Time> old_secret_until;    // the secret before is good, too, until then
    bool is_active = true;
    std::optional<Time> last_received_at;
    std::optional<Time> last_refused_at;
    std::optional<Refusal> last_refusal;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(InboundEndpoint, (),
    (id, name, connector, signature, path, verify_token, old_secret_until, is_active, last_received_at, last_refused_at,
        last_refusal, created_at, updated_at, version))

// The only time that a secret is shown, and only one that we made.
struct EndpointWithSecret : InboundEndpoint {
    std::optional<std::string> secret;
};
BOOST_DESCRIBE_STRUCT(EndpointWithSecret, (InboundEndpoint), (secret))

inline constexpr std::size_t most_endpoints = 50;

// What use cases know besides the database.
struct Desk {
    std::vector<Connector> const& connectors;
    std::string const& public_url;
    secrets::Keyring const& keyring;
};
Connector const* find_connector(Desk const& desk, std::string_view name);
InboundEndpoint view_of(db::Tx& tx, EndpointRow const& row);
// Nothing when none of the keys opens it.
std::optional<std::string> open_secret(
    secrets::Keyring const& keyring, CompanyId company_id, std::string const& sealed);

// A fresh address, which names its company, so that it is looked for nowhere else.
std::string make_token(CompanyId company_id);
std::optional<CompanyId> company_of(std::string const& token);

// A secret on its way into the database: sealed, and in clear when we made it.
struct SecretToKeep {
    std::optional<std::string> shown;
    std::string sealed;
};

struct AddEndpoint {
    Text<1, 120> name;
    Text<1, 40> connector;
    std::optional<Scheme> signature;     // where the connector has several
    std::optional<Text<1, 1000>> secret; // what the sender gave; absent: one is made, where that is ours to do
};
BOOST_DESCRIBE_STRUCT(AddEndpoint, (), (name, connector, signature, secret))
struct EndpointToAdd {
    AddEndpoint wish;
    Scheme signature{};
    SecretToKeep secret;
    std::string token, verify_token;
};
BOOST_DEFINE_ENUM_CLASS(AddEndpointRefusal, unknown_connector, signature_needed, signature_not_supported, secret_needed,
    invalid_secret, too_many_endpoints)
Outcome<EndpointToAdd, AddEndpointRefusal> prepare_endpoint(Desk const&, Actor const&, AddEndpoint const&);
Outcome<EndpointWithSecret, AddEndpointRefusal> add_endpoint(db::Tx&, Actor const&, EndpointToAdd const&);

struct ChangeEndpoint {
    EndpointId inbound_endpoint_id;
    std::optional<Text<1, 120>> name;
    std::optional<bool> is_active; // false: callers hear 404
};
BOOST_DESCRIBE_STRUCT(ChangeEndpoint, (), (inbound_endpoint_id, name, is_active))
BOOST_DEFINE_ENUM_CLASS(ChangeEndpointRefusal, inbound_endpoint_not_found, version_has_changed)
Outcome<InboundEndpoint, ChangeEndpointRefusal> change_endpoint(db::Tx&, Actor const&, ChangeEndpoint const&);

struct EndpointPath {
    EndpointId inbound_endpoint_id;
};
BOOST_DESCRIBE_STRUCT(EndpointPath, (), (inbound_endpoint_id))
BOOST_DEFINE_ENUM_CLASS(ReadEndpointRefusal, inbound_endpoint_not_found)
Outcome<InboundEndpoint, ReadEndpointRefusal> read_endpoint(db::Tx&, Actor const&, EndpointPath const&);
// Its events go with it; what waits is not handled any more.
Outcome<Nothing, ReadEndpointRefusal> remove_endpoint(db::Tx&, Actor const&, EndpointPath const&);

struct RotateEndpointSecret {
    EndpointId inbound_endpoint_id;
    std::optional<Text<1, 1000>> secret;
    std::optional<Whole<0, 168>> keep_old_hours; // 24 when absent
};
BOOST_DESCRIBE_STRUCT(RotateEndpointSecret, (), (inbound_endpoint_id, secret, keep_old_hours))
struct SecretToRotate {
    RotateEndpointSecret wish;
    SecretToKeep secret;
};
BOOST_DEFINE_ENUM_CLASS(RotateRefusal, inbound_endpoint_not_found, secret_needed, invalid_secret)
Outcome<SecretToRotate, RotateRefusal> prepare_rotation(
    http::Work&, Actor const&, RotateEndpointSecret const&, Desk const&);
Outcome<EndpointWithSecret, RotateRefusal> rotate_secret(db::Tx&, Actor const&, SecretToRotate const&);

std::optional<EndpointRow> find_endpoint(db::Tx& tx, CompanyId company_id, EndpointId id);
std::optional<EndpointRow> find_by_token(db::Tx& tx, CompanyId company_id, std::string const& token);
// No version of anybody's, no audit: what strangers do is noted once a minute at most.
void note_refusal(db::Tx& tx, EndpointRow const& row, Refusal why, Time now);
void note_failure_told(db::Tx& tx, EndpointRow const& row, Time now);

} // namespace guildhall::inbound
