// Making, changing and removing endpoints.
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "endpoint.hpp"
#include "jobs/outbox.hpp"
#include "scheme.hpp"
#include "secrets/sealed_column.hpp"
#include <algorithm>

namespace guildhall::inbound {
namespace {

db::Insert<EndpointRow> const insert_endpoint{tables, "inbound_endpoint"};
db::Update<EndpointRow> const update_endpoint{tables, "inbound_endpoint"};
db::Find<EndpointRow, CompanyId, EndpointId> const find_row{
    tables, "FROM inbound_endpoint WHERE company_id = ? AND id = ?"};
db::Find<EndpointRow, CompanyId, std::string> const find_row_of_token{
    tables, "FROM inbound_endpoint WHERE company_id = ? AND token = ?"};
db::Find<std::int64_t, CompanyId> const count_endpoints{tables, "COUNT(*) FROM inbound_endpoint WHERE company_id = ?"};
db::Find<Time, CompanyId, EndpointId> const find_last_received{tables,
    "received_at FROM inbound_event WHERE company_id = ? AND endpoint_id = ? ORDER BY received_at DESC LIMIT 1"};
db::Change<CompanyId, EndpointId> const delete_endpoint{
    tables, "DELETE FROM inbound_endpoint WHERE company_id = ? AND id = ?"};
db::Change<CompanyId, EndpointId> const delete_events{
    tables, "DELETE FROM inbound_event WHERE company_id = ? AND endpoint_id = ?"};
db::Change<Time, Refusal, CompanyId, EndpointId> const set_refusal{
    tables, "UPDATE inbound_endpoint SET last_refused_at = ?, last_refusal = ? WHERE company_id = ? AND id = ?"};
db::Change<Time, CompanyId, EndpointId> const set_failure_told{
    tables, "UPDATE inbound_endpoint SET failure_told_at = ? WHERE company_id = ? AND id = ?"};

// Bound to the company alone: the id of a new endpoint is not known when its secret is sealed, and a secret that is
// replaced goes from the one column to the other.
constexpr std::string_view seal_purpose = "secrets of inbound endpoints";
std::string bound_to(CompanyId company_id, Uuid const&) { return "inbound endpoint of " + to_string(company_id); }
secrets::SealedColumn const current_secret{
    tables, {"inbound_endpoint", "id", "secret", secrets::Form::text, seal_purpose, bound_to}};
secrets::SealedColumn const secret_before{
    tables, {"inbound_endpoint", "id", "old_secret", secrets::Form::text, seal_purpose, bound_to}};

struct EndpointChanged {
    std::string name;
    std::string connector;
    bool is_active = true;
};
BOOST_DESCRIBE_STRUCT(EndpointChanged, (), (name, connector, is_active))

void tell(db::Tx& tx, Actor const& actor, std::string const& what, std::optional<EndpointRow> const& before,
    std::optional<EndpointRow> const& after)
{
    auto const text = [&](std::optional<EndpointRow> const& row) {
        return row ? std::optional(reflect::to_json(view_of(tx, *row))) : std::nullopt;
    };
    auto const& row = after ? *after : *before;
    audit::record(tx, actor, {what, "inbound_endpoint", row.id.uuid, text(before), text(after)});
    jobs::publish(tx, actor, "inbound_endpoint", row.id, what, EndpointChanged{row.name, row.connector, row.is_active});
}

void save(db::Tx& tx, Actor const& actor, std::string const& what, EndpointRow const& before, EndpointRow& row)
{
    row.updated_at = actor.now;
    ++row.version;
    update_endpoint(tx, row);
    tell(tx, actor, what, before, row);
}

EndpointWithSecret with_secret(InboundEndpoint view, std::optional<std::string> const& secret)
{
    return {std::move(view), secret};
}

// The secret that was brought, or a fresh one where that is ours to make.
template <class Why>
Outcome<SecretToKeep, Why> secret_for(
    Desk const& desk, CompanyId company_id, Scheme scheme, std::optional<Text<1, 1000>> const& brought)
{
    auto const seal = [&](std::string const& secret) {
        return current_secret.seal(desk.keyring, company_id, {}, secret);
    };
    if (!brought) {
        if (!facts_of(scheme).is_secret_ours)
            return std::unexpected(
                Refused<Why>{Why::secret_needed, "Copy the secret from the sender's settings.", "/secret", {}});
        auto const made = crypto::base64url(crypto::random_bytes(32));
        return SecretToKeep{made, seal(made)};
    }
    if (auto fault = secret_fault(scheme, brought->value))
        return std::unexpected(Refused<Why>{Why::invalid_secret, std::move(*fault), "/secret", {}});
    return SecretToKeep{std::nullopt, seal(brought->value)};
}

} // namespace

Connector const* find_connector(Desk const& desk, std::string_view name)
{
    auto const found = std::ranges::find(desk.connectors, name, &Connector::name);
    return found == desk.connectors.end() ? nullptr : &*found;
}

InboundEndpoint view_of(db::Tx& tx, EndpointRow const& row)
{
    auto const is_asked = row.signature == Scheme::whatsapp;
    return {row.id, row.name, row.connector, row.signature, "/api/v1/inbound/" + row.connector + "/" + row.token,
        is_asked ? std::optional(row.verify_token) : std::nullopt, row.old_secret_until, row.is_active,
        find_last_received(tx, row.company_id, row.id), row.last_refused_at, row.last_refusal, row.created_at,
        row.updated_at, row.version};
}

std::optional<std::string> open_secret(secrets::Keyring const& keyring, CompanyId company_id, std::string const& sealed)
{
    return current_secret.open(keyring, company_id, {}, sealed);
}

std::string make_token(CompanyId company_id)
{
    auto const& id = company_id.uuid.bytes;
    return crypto::base64url(std::string(id.begin(), id.end()) + crypto::random_bytes(20));
}

std::optional<CompanyId> company_of(std::string const& token)
{
    auto const bytes = crypto::from_base64url(token);
    if (!bytes || bytes->size() != 36) return std::nullopt;
    CompanyId id;
    std::copy_n(bytes->begin(), id.uuid.bytes.size(), id.uuid.bytes.begin());
    return id;
}

std::optional<EndpointRow> find_endpoint(db::Tx& tx, CompanyId company_id, EndpointId id)
{
    return find_row(tx, company_id, id);
}

std::optional<EndpointRow> find_by_token(db::Tx& tx, CompanyId company_id, std::string const& token)
{
    return find_row_of_token(tx, company_id, token);
}

void note_refusal(db::Tx& tx, EndpointRow const& row, Refusal why, Time now)
{
    set_refusal(tx, now, why, row.company_id, row.id);
}

void note_failure_told(db::Tx& tx, EndpointRow const& row, Time now)
{
    set_failure_told(tx, now, row.company_id, row.id);
}

Outcome<EndpointToAdd, AddEndpointRefusal> prepare_endpoint(
    Desk const& desk, Actor const& actor, AddEndpoint const& wish)
{
    using enum AddEndpointRefusal;
    using Refused = Refused<AddEndpointRefusal>;
    auto const* const connector = find_connector(desk, wish.connector.value);
    if (!connector)
        return std::unexpected(
            Refused{unknown_connector, "See /inbound-connectors for those there are.", "/connector", {}});
    auto const& schemes = connector->schemes;
    if (!wish.signature && schemes.size() != 1)
        return std::unexpected(Refused{signature_needed, "Say how the sender signs.", "/signature", {}});
    auto const scheme = wish.signature.value_or(schemes.front());
    if (std::ranges::find(schemes, scheme) == schemes.end())
        return std::unexpected(
            Refused{signature_not_supported, "This connector's sender signs otherwise.", "/signature", {}});
    auto secret = secret_for<AddEndpointRefusal>(desk, actor.company_id, scheme, wish.secret);
    if (!secret) return std::unexpected(std::move(secret.error()));
    return EndpointToAdd{
        wish, scheme, std::move(*secret), make_token(actor.company_id), crypto::base64url(crypto::random_bytes(24))};
}

Outcome<EndpointWithSecret, AddEndpointRefusal> add_endpoint(db::Tx& tx, Actor const& actor, EndpointToAdd const& asked)
{
    if (std::cmp_greater_equal(count_endpoints(tx, actor.company_id).value_or(0), most_endpoints))
        return refuse(
            AddEndpointRefusal::too_many_endpoints, "A company has at most 50 incoming webhooks; remove one first.");

    // From here on it succeeds.
    EndpointRow row;
    row.company_id = actor.company_id;
    row.id = tx.new_id<EndpointId>();
    row.name = asked.wish.name.value;
    row.connector = asked.wish.connector.value;
    row.signature = asked.signature;
    row.token = asked.token;
    row.verify_token = asked.verify_token;
    row.secret = asked.secret.sealed;
    row.created_at = row.updated_at = actor.now;
    insert_endpoint(tx, row);
    tell(tx, actor, "inbound_endpoint.created", {}, row);
    return with_secret(view_of(tx, row), asked.secret.shown);
}

Outcome<InboundEndpoint, ChangeEndpointRefusal> change_endpoint(
    db::Tx& tx, Actor const& actor, ChangeEndpoint const& wish)
{
    using enum ChangeEndpointRefusal;
    auto const before = find_row(tx, actor.company_id, wish.inbound_endpoint_id);
    if (!before) return refuse(inbound_endpoint_not_found);
    if (actor.expected_version && *actor.expected_version != before->version) return refuse(version_has_changed);

    // From here on it succeeds.
    auto row = *before;
    if (wish.name) row.name = wish.name->value;
    if (wish.is_active) row.is_active = *wish.is_active;
    save(tx, actor, "inbound_endpoint.changed", *before, row);
    return view_of(tx, row);
}

Outcome<InboundEndpoint, ReadEndpointRefusal> read_endpoint(db::Tx& tx, Actor const& actor, EndpointPath const& wish)
{
    auto const row = find_row(tx, actor.company_id, wish.inbound_endpoint_id);
    if (!row) return refuse(ReadEndpointRefusal::inbound_endpoint_not_found);
    return view_of(tx, *row);
}

Outcome<Nothing, ReadEndpointRefusal> remove_endpoint(db::Tx& tx, Actor const& actor, EndpointPath const& wish)
{
    auto const row = find_row(tx, actor.company_id, wish.inbound_endpoint_id);
    if (!row) return refuse(ReadEndpointRefusal::inbound_endpoint_not_found);
    tell(tx, actor, "inbound_endpoint.deleted", *row, {});
    delete_events(tx, actor.company_id, row->id);
    delete_endpoint(tx, actor.company_id, row->id);
    return Nothing{};
}

Outcome<SecretToRotate, RotateRefusal> prepare_rotation(
    http::Work& work, Actor const& actor, RotateEndpointSecret const& wish, Desk const& desk)
{
    auto const row = work.read(db::Scope::of(actor.company_id),
        [&](db::Tx& tx) { return find_row(tx, actor.company_id, wish.inbound_endpoint_id); });
    if (!row) return refuse(RotateRefusal::inbound_endpoint_not_found);
    auto secret = secret_for<RotateRefusal>(desk, actor.company_id, row->signature, wish.secret);
    if (!secret) return std::unexpected(std::move(secret.error()));
    return SecretToRotate{wish, std::move(*secret)};
}

Outcome<EndpointWithSecret, RotateRefusal> rotate_secret(db::Tx& tx, Actor const& actor, SecretToRotate const& asked)
{
    auto const before = find_row(tx, actor.company_id, asked.wish.inbound_endpoint_id);
    if (!before) return refuse(RotateRefusal::inbound_endpoint_not_found);

    // From here on it succeeds.
    auto row = *before;
    auto const hours = asked.wish.keep_old_hours ? asked.wish.keep_old_hours->value : 24;
    row.old_secret = hours > 0 ? std::optional(row.secret) : std::nullopt;
    row.old_secret_until = hours > 0 ? std::optional(actor.now + std::chrono::hours(hours)) : std::nullopt;
    row.secret = asked.secret.sealed;
    save(tx, actor, "inbound_endpoint.secret_rotated", *before, row);
    return with_secret(view_of(tx, row), asked.secret.shown);
}

} // namespace guildhall::inbound
