// Configuring connectors, and trying them.
#include "audit/audit.hpp"
#include "connector.hpp"
#include "crypto/crypto.hpp"
#include "crypto/elliptic.hpp"
#include "identity/identity.hpp"
#include "jobs/outbox.hpp"
#include "secrets/sealed_column.hpp"

namespace guildhall::carriers {
namespace {

db::Find<ConnectorRow, CompanyId, ConnectorKind> const find_row{
    tables, "FROM connector WHERE company_id = ? AND kind = ?"};
db::Select<ConnectorRow, CompanyId> const select_rows{
    tables, "FROM connector WHERE company_id = ? ORDER BY kind LIMIT 20"};
db::Insert<ConnectorRow> const insert_row{tables, "connector"};
db::Update<ConnectorRow> const update_row{tables, "connector"};
db::Change<CompanyId, ConnectorId> const delete_row{tables, "DELETE FROM connector WHERE company_id = ? AND id = ?"};

// Bound to the company alone: the id of a new connector is not known when its secrets are sealed.
std::string bound_to_company(CompanyId company_id, Uuid const&) { return "connector of " + to_string(company_id); }
secrets::SealedColumn const sealed_secrets{
    tables, {"connector", "id", "secrets", secrets::Form::text, "secrets of connectors", bound_to_company}};

struct ConnectorChanged {
    ConnectorKind kind{};
    ConnectorStanding standing{};
};
BOOST_DESCRIBE_STRUCT(ConnectorChanged, (), (kind, standing))

NamedValue const* value_named(std::vector<NamedValue> const& values, std::string_view name)
{
    auto const found = std::ranges::find(values, name, &NamedValue::name);
    return found == values.end() ? nullptr : &*found;
}

void forget_value(std::vector<NamedValue>& values, std::string_view name)
{
    std::erase_if(values, [&](NamedValue const& one) { return one.name == name; });
}

// Nothing when no key opens them.
std::optional<std::vector<NamedValue>> open_secrets(ConnectorRow const& row, secrets::Keyring const& keyring)
{
    auto const text = sealed_secrets.open(keyring, row.company_id, row.id.uuid, row.secrets);
    if (!text) return std::nullopt;
    return db::stored_json<std::vector<NamedValue>>(*text);
}

void tell_of_connector(db::Tx& tx, Actor const& actor, std::string const& what,
    std::optional<ConnectorRow> const& before, std::optional<ConnectorRow> const& after)
{
    auto const& row = after ? *after : *before;
    auto const text = [](std::optional<ConnectorRow> const& one) {
        return one ? std::optional(reflect::to_json(view_of(one->kind, one))) : std::nullopt;
    };
    audit::record(tx, actor, {what, "connector", row.id.uuid, text(before), text(after)});
    jobs::publish(tx, actor, "connector", row.id, what, ConnectorChanged{row.kind, view_of(row.kind, after).standing});
}

} // namespace

std::optional<ConnectorRow> find_connector(db::Tx& tx, CompanyId company_id, ConnectorKind kind)
{
    return find_row(tx, company_id, kind);
}
std::vector<ConnectorRow> connectors_of(db::Tx& tx, CompanyId company_id) { return select_rows(tx, company_id); }

std::optional<Values> open_values(ConnectorRow const& row, secrets::Keyring const& keyring)
{
    auto const opened = open_secrets(row, keyring);
    if (!opened) return std::nullopt;
    Values values;
    for (auto const& field : row.fields) values[field.name] = field.value;
    for (auto const& secret : *opened) values[secret.name] = secret.value;
    return values;
}

Connector view_of(ConnectorKind kind, std::optional<ConnectorRow> const& row)
{
    Connector shown;
    shown.kind = kind;
    shown.channel = channel_of(kind);
    for (auto const& fact : fields_of(kind)) {
        ConnectorField field{std::string(fact.name), fact.shape, fact.is_secret, fact.is_required, fact.is_made_here,
            false, std::nullopt, {fact.choices.begin(), fact.choices.end()}};
        auto const* given = row ? value_named(row->fields, fact.name) : nullptr;
        field.is_set = given != nullptr;
        if (given && !fact.is_secret) field.value = given->value;
        shown.fields.push_back(std::move(field));
    }
    if (!row) return shown;
    shown.is_active = row->is_active;
    shown.is_sandbox = row->is_sandbox;
    shown.missing = missing_field(*row);
    shown.updated_at = row->updated_at;
    shown.version = row->version;
    if (shown.missing)
        shown.standing = ConnectorStanding::not_configured;
    else if (!row->is_active)
        shown.standing = ConnectorStanding::off;
    else
        shown.standing = row->is_sandbox ? ConnectorStanding::sandbox : ConnectorStanding::on;
    return shown;
}

Outcome<Connectors, ListConnectorsRefusal> list_connectors(db::Tx& tx, Actor const& actor, ListConnectors const&)
{
    auto const rows = select_rows(tx, actor.company_id);
    Connectors all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<ConnectorKind>>([&](auto kind) {
        auto const found = std::ranges::find(rows, kind.value, &ConnectorRow::kind);
        all.items.push_back(view_of(kind.value, found == rows.end() ? std::nullopt : std::optional(*found)));
    });
    return all;
}

Outcome<Connector, ListConnectorsRefusal> read_connector(db::Tx& tx, Actor const& actor, ConnectorPath const& wish)
{
    return view_of(wish.connector_kind, find_row(tx, actor.company_id, wish.connector_kind));
}

Outcome<SealedChange, ChangeConnectorRefusal> seal_change(
    http::Work& work, Actor const& actor, ChangeConnector const& wish, secrets::Keyring const& keyring)
{
    using enum ChangeConnectorRefusal;
    auto const kind = wish.connector_kind;
    auto const before =
        work.read(db::Scope::of(actor.company_id), [&](db::Tx& tx) { return find_row(tx, actor.company_id, kind); });
    SealedChange change{wish, {}, {}, 0};
    std::vector<NamedValue> opened;
    if (before) {
        change.fields = before->fields;
        change.version = before->version;
        if (auto known = open_secrets(*before, keyring))
            opened = std::move(*known);
        else // sealed with a key that is lost: they are to be written anew
            std::erase_if(change.fields, [&](NamedValue const& one) { return find_field(kind, one.name)->is_secret; });
    }
    auto const& wishes = wish.fields ? wish.fields->items : std::vector<FieldWish>{};
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        auto const& name = wishes[i].name.value;
        auto const place = "/fields/" + std::to_string(i);
        auto const* const fact = find_field(kind, name);
        if (!fact || fact->is_made_here)
            return refuse(
                unknown_connector_field, "This connector has no field \"" + name + "\" to fill in.", place + "/name");
        auto const value = wishes[i].value ? wishes[i].value->value : std::string{};
        forget_value(change.fields, name);
        forget_value(opened, name);
        if (value.empty()) continue;
        if (auto fault = value_fault(*fact, value))
            return refuse(invalid_field_value, std::move(*fault), place + "/value");
        change.fields.push_back({name, fact->is_secret ? std::string{} : value});
        if (fact->is_secret) opened.push_back({name, value});
    }
    if (kind == ConnectorKind::web_push && !value_named(opened, "private_key")) {
        auto const key = crypto::new_curve_key();
        forget_value(change.fields, "public_key");
        change.fields.push_back({"public_key", crypto::base64url(key.public_key)});
        change.fields.push_back({"private_key", {}});
        opened.push_back({"private_key", crypto::base64url(key.private_key)});
    }
    change.secrets = sealed_secrets.seal(keyring, actor.company_id, {}, reflect::to_json(opened));
    return change;
}

Outcome<Connector, ChangeConnectorRefusal> change_connector(db::Tx& tx, Actor const& actor, SealedChange const& change)
{
    using enum ChangeConnectorRefusal;
    auto const& wish = change.wish;
    auto const before = find_row(tx, actor.company_id, wish.connector_kind);
    auto const version = before ? before->version : 0;
    if (actor.expected_version.value_or(version) != version || change.version != version)
        return refuse(version_has_changed);
    ConnectorRow row;
    if (before)
        row = *before;
    else {
        row.company_id = actor.company_id;
        row.id = tx.new_id<ConnectorId>();
        row.kind = wish.connector_kind;
        row.created_at = actor.now;
    }
    row.fields = change.fields;
    row.secrets = change.secrets;
    if (wish.is_active) row.is_active = *wish.is_active;
    if (wish.is_sandbox) row.is_sandbox = *wish.is_sandbox;
    if (auto const missing = missing_field(row); missing && row.is_active)
        return refuse(connector_incomplete, "It cannot be switched on without \"" + *missing + "\".", "/fields");

    // From here on it succeeds.
    row.updated_at = actor.now;
    row.version = version + 1;
    if (before)
        update_row(tx, row);
    else
        insert_row(tx, row);
    tell_of_connector(tx, actor, before ? "connector.changed" : "connector.added", before, row);
    return view_of(row.kind, row);
}

Outcome<Nothing, RemoveConnectorRefusal> remove_connector(db::Tx& tx, Actor const& actor, ConnectorPath const& wish)
{
    auto const row = find_row(tx, actor.company_id, wish.connector_kind);
    if (!row) return refuse(RemoveConnectorRefusal::connector_not_found);
    delete_row(tx, actor.company_id, row->id);
    tell_of_connector(tx, actor, "connector.removed", row, {});
    return Nothing{};
}

Outcome<TestSent, TestConnectorRefusal> test_connector(db::Tx& tx, Actor const& actor, TestConnector const& wish)
{
    using enum TestConnectorRefusal;
    auto const row = find_row(tx, actor.company_id, wish.connector_kind);
    if (!row || missing_field(*row)) return refuse(connector_not_found, "The connector is not configured.");
    if (!row->is_active) return refuse(connector_switched_off, "Switch the connector on first.");
    auto const user = identity::find_user(tx, actor.company_id, *actor.user_id);
    check(user.has_value(), "a signed-in user exists");
    notifications::Notice notice{"connector.test", identity::recipient_of(*user), {}};
    notice.values = {{"connector", std::string(reflect::word(row->kind))}};
    if (wish.recipient) notice.to.address = wish.recipient->value;
    notice.channels = {channel_of(row->kind)};
    notice.carrier = std::string(reflect::word(row->kind));
    TestSent sent{notifications::notify(tx, actor.company_id, actor.now, notice)};
    if (sent.message_ids.empty())
        return refuse(nobody_to_send_to, "Say where it is to go: you are not known on this channel.", "/recipient");
    audit::record(tx, actor, {"connector.tested", "connector", row->id.uuid, {}, {}});
    jobs::publish(tx, actor, "connector", row->id, "connector.tested",
        ConnectorChanged{row->kind, view_of(row->kind, row).standing});
    return sent;
}

} // namespace guildhall::carriers
