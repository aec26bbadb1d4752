#pragma once
// Browsers that show push messages, each its owner's.
#include "choices.hpp"
#include "notifications/carrier.hpp"

namespace guildhall::notifications {

inline db::Tables const device_tables{{"push_device"}};
using PushDeviceId = Id<struct PushDeviceTag>;
inline constexpr std::size_t most_devices = 20; // of one person

struct DeviceRow {
    CompanyId company_id;
    PushDeviceId id;
    UserId user_id;
    std::string name;
    std::string endpoint, p256dh, auth;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(DeviceRow, (), (company_id, id, user_id, name, endpoint, p256dh, auth, created_at))
std::vector<DeviceRow> devices_of(db::Tx& tx, CompanyId company_id, UserId user_id);
std::optional<DeviceRow> find_device(db::Tx& tx, CompanyId company_id, PushDeviceId id);
void forget_device(db::Tx& tx, CompanyId company_id, PushDeviceId id);

struct PushDevice {
    PushDeviceId id;
    std::string name;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(PushDevice, (), (id, name, created_at))
struct PushDevices {
    std::optional<std::string> public_key; // for the browser to subscribe with; absent: Web Push is not switched on
    std::vector<PushDevice> items;
};
BOOST_DESCRIBE_STRUCT(PushDevices, (), (public_key, items))
struct ListPushDevices {};
BOOST_DESCRIBE_STRUCT(ListPushDevices, (), ())
BOOST_DEFINE_ENUM_CLASS(ListPushDevicesRefusal)
Outcome<PushDevices, ListPushDevicesRefusal> list_push_devices(
    db::Tx&, Actor const&, ListPushDevices const&, CarrierDesk const& desk);

struct AddPushDevice {
    Text<1, 1000> endpoint; // as the browser gives them
    Text<1, 200> p256dh;
    Text<1, 100> auth;
    Text<1, 120> name; // "Firefox on Linux"
};
BOOST_DESCRIBE_STRUCT(AddPushDevice, (), (endpoint, p256dh, auth, name))
BOOST_DEFINE_ENUM_CLASS(AddPushDeviceRefusal, push_not_configured, invalid_endpoint, invalid_key, too_many_devices)
// The same browser again is harmless: whoever is signed in there now has it.
Outcome<PushDevice, AddPushDeviceRefusal> add_push_device(
    db::Tx&, Actor const&, AddPushDevice const&, CarrierDesk const& desk, bool to_private);

struct PushDevicePath {
    PushDeviceId push_device_id;
};
BOOST_DESCRIBE_STRUCT(PushDevicePath, (), (push_device_id))
BOOST_DEFINE_ENUM_CLASS(RemovePushDeviceRefusal, push_device_not_found)
Outcome<Nothing, RemovePushDeviceRefusal> remove_push_device(db::Tx&, Actor const&, PushDevicePath const&);

} // namespace guildhall::notifications
