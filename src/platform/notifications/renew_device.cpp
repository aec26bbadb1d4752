// A push service gives a browser another subscription when it likes, often while nobody is signed in there any more:
// the browser tells of it with the token that it got when it was added.
#include "devices.hpp"
#include "signed_token.hpp"

namespace guildhall::notifications {
namespace {

db::Update<DeviceRow> const update_device{device_tables, "push_device"};

constexpr std::string_view renewing = "push renewal";

bool is_same(DeviceRow const& row, RenewPushDevice const& wish)
{
    return row.endpoint == wish.endpoint.value && row.p256dh == wish.p256dh.value && row.auth == wish.auth.value;
}

// The device is its owner's and its company's, whoever is signed in where the browser speaks from.
Actor owner_of(DeviceRow const& row, Actor const& caller)
{
    auto actor = caller;
    actor.company_id = row.company_id;
    actor.user_id = row.user_id;
    actor.session_id.reset();
    return actor;
}

Outcome<PushDevice, RenewPushDeviceRefusal> renew_in(
    db::Tx& tx, Actor const& caller, Renewal const& renewal, RenewPushDevice const& wish)
{
    auto const row = find_device(tx, renewal.company_id, renewal.device_id);
    if (!row) return refuse(RenewPushDeviceRefusal::push_device_not_found);
    auto const there = find_device_at(tx, renewal.company_id, wish.endpoint.value);
    if (there && there->id != row->id)
        return refuse(RenewPushDeviceRefusal::endpoint_in_use, "Another browser is known by this address.");
    if (is_same(*row, wish) && !row->gone_at) return shown_device(*row);

    // From here on it succeeds.
    auto renewed = *row;
    renewed.endpoint = wish.endpoint.value;
    renewed.p256dh = wish.p256dh.value;
    renewed.auth = wish.auth.value;
    renewed.gone_at.reset();
    update_device(tx, renewed);
    auto const shown = shown_device(renewed);
    tell_of_device(tx, owner_of(*row, caller), "push_device.renewed", shown, shown, row->user_id);
    return shown;
}

} // namespace

std::string renewal_token(std::string const& secret, Renewal const& renewal)
{
    return signed_token(secret, renewing, bytes_of(renewal.company_id.uuid) + bytes_of(renewal.device_id.uuid));
}

std::optional<Renewal> read_renewal_token(std::string const& secret, std::string const& token)
{
    auto const content = content_of(secret, renewing, token);
    if (!content || content->size() != 2 * id_size) return std::nullopt;
    return Renewal{{uuid_of(*content)}, {uuid_of(std::string_view(*content).substr(id_size))}};
}

Outcome<PushDevice, RenewPushDeviceRefusal> renew_push_device(
    http::Work& work, Actor const& caller, RenewPushDevice const& wish, std::string const& secret, bool to_private)
{
    using enum RenewPushDeviceRefusal;
    auto const renewal = read_renewal_token(secret, wish.renewal_token.value);
    if (!renewal) return refuse(push_device_not_found);
    if (auto const found = fault_of(wish.endpoint.value, wish.p256dh.value, wish.auth.value, to_private))
        return refuse(found->fault == SubscriptionFault::invalid_key ? invalid_key : invalid_endpoint, found->words,
            found->pointer);
    Outcome<PushDevice, RenewPushDeviceRefusal> outcome = refuse(push_device_not_found);
    work.database.write_now(db::Scope::of(renewal->company_id), [&](db::Tx& tx) {
        outcome = renew_in(tx, caller, *renewal, wish);
        return outcome.has_value();
    });
    return outcome;
}

} // namespace guildhall::notifications
