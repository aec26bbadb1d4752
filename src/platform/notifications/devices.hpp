#pragma once
// Browsers that show push messages, each its owner's.
#include "choices.hpp"
#include "http/router.hpp"
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
    std::optional<Time> gone_at = {}; // since when its push service knows the address no more
};
BOOST_DESCRIBE_STRUCT(DeviceRow, (), (company_id, id, user_id, name, endpoint, p256dh, auth, created_at, gone_at))
// Those that may be written to.
std::vector<DeviceRow> devices_of(db::Tx& tx, CompanyId company_id, UserId user_id);
std::optional<DeviceRow> find_device(db::Tx& tx, CompanyId company_id, PushDeviceId id);
// Nothing is sent there any more, unless the browser tells of its next subscription within 90 days.
void lose_device(db::Tx& tx, CompanyId company_id, PushDeviceId id, Time now);

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
struct AddedPushDevice : PushDevice {
    std::string renewal_token; // for the browser to keep: with it alone it tells of its next subscription
};
BOOST_DESCRIBE_STRUCT(AddedPushDevice, (PushDevice), (renewal_token))
BOOST_DEFINE_ENUM_CLASS(AddPushDeviceRefusal, push_not_configured, invalid_endpoint, invalid_key, too_many_devices)
// The same browser again is harmless: whoever is signed in there now has it.
Outcome<AddedPushDevice, AddPushDeviceRefusal> add_push_device(
    db::Tx&, Actor const&, AddPushDevice const&, CarrierDesk const& desk, std::string const& secret, bool to_private);

// What renews one device and opens nothing else; signed by us, so nobody makes one for another's.
struct Renewal {
    CompanyId company_id;
    PushDeviceId device_id;
};
std::string renewal_token(std::string const& secret, Renewal const& renewal);
std::optional<Renewal> read_renewal_token(std::string const& secret, std::string const& token);

struct RenewPushDevice {
    Text<1, 200> renewal_token;
    Text<1, 1000> endpoint;
    Text<1, 200> p256dh;
    Text<1, 100> auth;
};
BOOST_DESCRIBE_STRUCT(RenewPushDevice, (), (renewal_token, endpoint, p256dh, auth))
BOOST_DEFINE_ENUM_CLASS(RenewPushDeviceRefusal, push_device_not_found, invalid_endpoint, invalid_key, endpoint_in_use)
// The device stays who it is and whose it is; messages under way go to the new address. Again is harmless.
Outcome<PushDevice, RenewPushDeviceRefusal> renew_push_device(
    http::Work&, Actor const&, RenewPushDevice const&, std::string const& secret, bool to_private);

// What is wrong with a subscription as a browser gives it.
BOOST_DEFINE_ENUM_CLASS(SubscriptionFault, invalid_endpoint, invalid_key)
struct FaultySubscription {
    SubscriptionFault fault{};
    std::string words, pointer;
};
std::optional<FaultySubscription> fault_of(
    std::string const& endpoint, std::string const& p256dh, std::string const& auth, bool to_private);
PushDevice shown_device(DeviceRow const& row);
std::optional<DeviceRow> find_device_at(db::Tx& tx, CompanyId company_id, std::string const& endpoint);
// `before`: absent for one that is new.
void tell_of_device(db::Tx& tx, Actor const& actor, std::string const& what, std::optional<PushDevice> const& before,
    std::optional<PushDevice> const& after, UserId whose);

struct PushDevicePath {
    PushDeviceId push_device_id;
};
BOOST_DESCRIBE_STRUCT(PushDevicePath, (), (push_device_id))
BOOST_DEFINE_ENUM_CLASS(RemovePushDeviceRefusal, push_device_not_found)
Outcome<Nothing, RemovePushDeviceRefusal> remove_push_device(db::Tx&, Actor const&, PushDevicePath const&);

} // namespace guildhall::notifications
