#pragma once
// A connector of the company: what it needs to be used, and what may be done with it.
#include "carriers/carriers.hpp"
#include "db/queries.hpp"
#include <span>

namespace guildhall::carriers {

inline db::Tables const tables{{"connector"}};
using ConnectorId = Id<struct ConnectorTag>;

BOOST_DEFINE_ENUM_CLASS(ConnectorKind, sendgrid, twilio, mobizon, telegram, whatsapp, web_push)
// sandbox: everything is done but the call; what would have been sent is written to the outbox folder.
BOOST_DEFINE_ENUM_CLASS(ConnectorStanding, not_configured, off, sandbox, on)
// What a value is, for the form that asks for it.
BOOST_DEFINE_ENUM_CLASS(FieldShape, text, email, url, phone, choice, contact)

// What a connector is told about the company's account.
struct FieldFact {
    std::string_view name;
    bool is_secret = false, is_required = false;
    FieldShape shape = FieldShape::text;
    std::size_t most = 200;
    std::string_view opening = {};              // what it begins with
    std::vector<std::string_view> choices = {}; // the first holds when nothing is said
    bool is_made_here = false;                  // nobody types it
};
std::span<FieldFact const> fields_of(ConnectorKind kind);
FieldFact const* find_field(ConnectorKind kind, std::string_view name);
notifications::Channel channel_of(ConnectorKind kind);
// What is wrong with a value, as a sentence. Pure.
std::optional<std::string> value_fault(FieldFact const& fact, std::string_view value);

struct NamedValue {
    std::string name, value;
};
BOOST_DESCRIBE_STRUCT(NamedValue, (), (name, value))

struct ConnectorRow {
    CompanyId company_id;
    ConnectorId id;
    ConnectorKind kind{};
    bool is_active = false;
    bool is_sandbox = true;
    std::vector<NamedValue> fields; // of a secret the name alone
    std::string secrets;            // all of them, sealed as one
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(
    ConnectorRow, (), (company_id, id, kind, is_active, is_sandbox, fields, secrets, created_at, updated_at, version))
std::optional<ConnectorRow> find_connector(db::Tx& tx, CompanyId company_id, ConnectorKind kind);
std::vector<ConnectorRow> connectors_of(db::Tx& tx, CompanyId company_id);
// What is still to be said before it can be used, as the name of a field; nothing when it is complete.
std::optional<std::string> missing_field(ConnectorRow const& row);
// All values with the secrets opened; nothing when no key of the ring opens them.
using Values = std::map<std::string, std::string, std::less<>>;
std::optional<Values> open_values(ConnectorRow const& row, secrets::Keyring const& keyring);

struct ConnectorField {
    std::string name;
    FieldShape shape{};
    bool is_secret = false; // never shown
    bool is_required = false;
    bool is_made_here = false;
    bool is_set = false;
    std::optional<std::string> value; // of what is no secret
    std::vector<std::string> choices;
};
BOOST_DESCRIBE_STRUCT(ConnectorField, (), (name, shape, is_secret, is_required, is_made_here, is_set, value, choices))
struct Connector {
    ConnectorKind kind{};
    notifications::Channel channel{};
    ConnectorStanding standing = ConnectorStanding::not_configured;
    bool is_active = false, is_sandbox = true;
    std::vector<ConnectorField> fields;
    std::optional<std::string> missing; // the field without which it cannot be used
    std::optional<Time> updated_at;
    std::int64_t version = 0; // 0: not configured
};
BOOST_DESCRIBE_STRUCT(
    Connector, (), (kind, channel, standing, is_active, is_sandbox, fields, missing, updated_at, version))
Connector view_of(ConnectorKind kind, std::optional<ConnectorRow> const& row);

struct ListConnectors {};
BOOST_DESCRIBE_STRUCT(ListConnectors, (), ())
struct Connectors {
    std::vector<Connector> items;
};
BOOST_DESCRIBE_STRUCT(Connectors, (), (items))
BOOST_DEFINE_ENUM_CLASS(ListConnectorsRefusal)
Outcome<Connectors, ListConnectorsRefusal> list_connectors(db::Tx&, Actor const&, ListConnectors const&);

struct ConnectorPath {
    ConnectorKind connector_kind{};
};
BOOST_DESCRIBE_STRUCT(ConnectorPath, (), (connector_kind))
Outcome<Connector, ListConnectorsRefusal> read_connector(db::Tx&, Actor const&, ConnectorPath const&);

struct FieldWish {
    Text<1, 40> name;
    std::optional<Text<0, 2000>> value; // absent or empty: forgotten
};
BOOST_DESCRIBE_STRUCT(FieldWish, (), (name, value))
struct ChangeConnector {
    ConnectorKind connector_kind{};
    std::optional<bool> is_active;
    std::optional<bool> is_sandbox;
    std::optional<Few<FieldWish, 20>> fields; // only those that change
};
BOOST_DESCRIBE_STRUCT(ChangeConnector, (), (connector_kind, is_active, is_sandbox, fields))
// What the connector is to hold, with its secrets sealed, made from the version that was read.
struct SealedChange {
    ChangeConnector wish;
    std::vector<NamedValue> fields;
    std::string secrets;
    std::int64_t version = 0; // 0: there was none
};
BOOST_DEFINE_ENUM_CLASS(
    ChangeConnectorRefusal, version_has_changed, unknown_connector_field, invalid_field_value, connector_incomplete)
Outcome<SealedChange, ChangeConnectorRefusal> seal_change(
    http::Work&, Actor const&, ChangeConnector const&, secrets::Keyring const& keyring);
Outcome<Connector, ChangeConnectorRefusal> change_connector(db::Tx&, Actor const&, SealedChange const&);

BOOST_DEFINE_ENUM_CLASS(RemoveConnectorRefusal, connector_not_found)
Outcome<Nothing, RemoveConnectorRefusal> remove_connector(db::Tx&, Actor const&, ConnectorPath const&);

struct TestConnector {
    ConnectorKind connector_kind{};
    std::optional<Text<1, 254>> recipient; // an address, a number or a chat; one's own when absent
};
BOOST_DESCRIBE_STRUCT(TestConnector, (), (connector_kind, recipient))
struct TestSent {
    std::vector<Uuid> message_ids; // what becomes of them is told by /messages/{message_id}
};
BOOST_DESCRIBE_STRUCT(TestSent, (), (message_ids))
BOOST_DEFINE_ENUM_CLASS(TestConnectorRefusal, connector_not_found, connector_switched_off, nobody_to_send_to)
Outcome<TestSent, TestConnectorRefusal> test_connector(db::Tx&, Actor const&, TestConnector const&);

} // namespace guildhall::carriers
