#include "devices.hpp"
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "jobs/outbox.hpp"
#include "outbound/address.hpp"

namespace guildhall::notifications {
namespace {

db::Select<DeviceRow, CompanyId, UserId> const select_devices{device_tables,
    "FROM push_device WHERE company_id = ? AND user_id = ? AND gone_at IS NULL ORDER BY created_at, id LIMIT 50"};
db::Find<DeviceRow, CompanyId, PushDeviceId> const find_device_row{
    device_tables, "FROM push_device WHERE company_id = ? AND id = ?"};
db::Find<DeviceRow, CompanyId, std::string> const find_by_endpoint{
    device_tables, "FROM push_device WHERE company_id = ? AND endpoint = ?"};
db::Insert<DeviceRow> const insert_device{device_tables, "push_device"};
db::Change<CompanyId, PushDeviceId> const delete_device{
    device_tables, "DELETE FROM push_device WHERE company_id = ? AND id = ?"};
db::Change<Time, CompanyId, PushDeviceId> const set_gone{
    device_tables, "UPDATE push_device SET gone_at = ? WHERE company_id = ? AND id = ?"};
db::Change<CompanyId, UserId, Time> const delete_lost{
    device_tables, "DELETE FROM push_device WHERE company_id = ? AND user_id = ? AND gone_at < ?"};

constexpr std::chrono::days lost_for{90};

struct DevicesChanged {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(DevicesChanged, (), (user_id))

// An address that users wrote: https, and nothing inside. Where a name leads is looked at when it is called.
bool may_be_called(std::string const& endpoint, bool to_private)
{
    auto const scheme = endpoint.find("://");
    if (scheme == endpoint.npos) return false;
    for (char c : endpoint)
        if (c <= ' ' || c == 0x7f) return false; // bytes of other alphabets are below the blank
    if (to_private) return endpoint.starts_with("https://") || endpoint.starts_with("http://");
    auto authority = endpoint.substr(scheme + 3, endpoint.find_first_of("/?#", scheme + 3) - scheme - 3);
    if (!endpoint.starts_with("https://") || authority.empty() || authority.find('@') != authority.npos) return false;
    auto host = authority;
    if (host.front() == '[') return outbound::is_public_address(host.substr(0, host.find(']') + 1));
    host = host.substr(0, host.find(':'));
    auto const is_number = host.find_first_not_of("0123456789.xXabcdefABCDEF") == host.npos &&
                           host.find_first_of("0123456789") != host.npos && host.find('.') != host.npos &&
                           host.find_last_not_of("0123456789.") == host.npos;
    return !host.empty() && host != "localhost" && (!is_number || outbound::is_public_address(host));
}

} // namespace

std::vector<DeviceRow> devices_of(db::Tx& tx, CompanyId company_id, UserId user_id)
{
    return select_devices(tx, company_id, user_id);
}
std::optional<DeviceRow> find_device(db::Tx& tx, CompanyId company_id, PushDeviceId id)
{
    return find_device_row(tx, company_id, id);
}
void lose_device(db::Tx& tx, CompanyId company_id, PushDeviceId id, Time now)
{
    auto const row = find_device_row(tx, company_id, id);
    if (!row) return;
    set_gone(tx, now, company_id, id);
    delete_lost(tx, company_id, row->user_id, now - lost_for);
}

std::optional<DeviceRow> find_device_at(db::Tx& tx, CompanyId company_id, std::string const& endpoint)
{
    return find_by_endpoint(tx, company_id, endpoint);
}

PushDevice shown_device(DeviceRow const& row) { return {row.id, row.name, row.created_at}; }

void tell_of_device(db::Tx& tx, Actor const& actor, std::string const& what, std::optional<PushDevice> const& before,
    std::optional<PushDevice> const& after, UserId whose)
{
    auto const text = [](auto const& device) {
        return device ? std::optional(reflect::to_json(*device)) : std::nullopt;
    };
    auto const id = after ? after->id : before->id;
    audit::record(tx, actor, {what, "push_device", id.uuid, text(before), text(after)});
    jobs::publish(tx, actor, "push_device", id, what, DevicesChanged{whose});
}

std::optional<FaultySubscription> fault_of(
    std::string const& endpoint, std::string const& p256dh, std::string const& auth, bool to_private)
{
    using enum SubscriptionFault;
    if (!may_be_called(endpoint, to_private))
        return FaultySubscription{
            invalid_endpoint, "An endpoint begins with https:// and leads to a push service.", "/endpoint"};
    auto const key = crypto::from_base64url(p256dh), secret = crypto::from_base64url(auth);
    if (!key || key->size() != 65 || key->front() != 4)
        return FaultySubscription{invalid_key, "Give the browser's key, 65 bytes as base64url.", "/p256dh"};
    if (!secret || secret->size() != 16)
        return FaultySubscription{invalid_key, "Give the 16 bytes of auth as base64url.", "/auth"};
    return std::nullopt;
}

Outcome<PushDevices, ListPushDevicesRefusal> list_push_devices(
    db::Tx& tx, Actor const& actor, ListPushDevices const&, CarrierDesk const& desk)
{
    PushDevices all;
    all.public_key = desk.push_key(tx, actor.company_id);
    for (auto const& row : select_devices(tx, actor.company_id, *actor.user_id)) all.items.push_back(shown_device(row));
    return all;
}

Outcome<AddedPushDevice, AddPushDeviceRefusal> add_push_device(db::Tx& tx, Actor const& actor,
    AddPushDevice const& wish, CarrierDesk const& desk, std::string const& secret, bool to_private)
{
    using enum AddPushDeviceRefusal;
    if (!desk.push_key(tx, actor.company_id)) return refuse(push_not_configured, "The company sends no push messages.");
    if (auto const found = fault_of(wish.endpoint.value, wish.p256dh.value, wish.auth.value, to_private))
        return refuse(found->fault == SubscriptionFault::invalid_key ? invalid_key : invalid_endpoint, found->words,
            found->pointer);
    auto const known = find_by_endpoint(tx, actor.company_id, wish.endpoint.value);
    auto const mine = select_devices(tx, actor.company_id, *actor.user_id);
    if (!known && mine.size() >= most_devices)
        return refuse(too_many_devices, "Remove a browser that you do not use any more.");

    // From here on it succeeds.
    auto const added = [&](DeviceRow const& row) {
        return AddedPushDevice{shown_device(row), renewal_token(secret, {row.company_id, row.id})};
    };
    if (known && !known->gone_at && known->user_id == *actor.user_id && known->p256dh == wish.p256dh.value &&
        known->auth == wish.auth.value)
        return added(*known);
    if (known) delete_device(tx, actor.company_id, known->id);
    DeviceRow const row{actor.company_id, tx.new_id<PushDeviceId>(), *actor.user_id, wish.name.value,
        wish.endpoint.value, wish.p256dh.value, wish.auth.value, actor.now};
    insert_device(tx, row);
    tell_of_device(tx, actor, "push_device.added", {}, shown_device(row), row.user_id);
    return added(row);
}

Outcome<Nothing, RemovePushDeviceRefusal> remove_push_device(db::Tx& tx, Actor const& actor, PushDevicePath const& wish)
{
    auto const row = find_device_row(tx, actor.company_id, wish.push_device_id);
    if (!row || !actor.owns(row->user_id)) return refuse(RemovePushDeviceRefusal::push_device_not_found);
    delete_device(tx, actor.company_id, row->id);
    tell_of_device(tx, actor, "push_device.removed", shown_device(*row), {}, row->user_id);
    return Nothing{};
}

} // namespace guildhall::notifications
