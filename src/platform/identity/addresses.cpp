#include "addresses.hpp"
#include "audit/audit.hpp"

namespace guildhall::identity {
namespace {

db::Tables const address_tables{{"user_address"}};
db::Select<AddressRow, CompanyId, UserId> const select_book{
    address_tables, "FROM user_address WHERE company_id = ? AND user_id = ? ORDER BY created_at, id LIMIT 100"};
db::Find<AddressRow, CompanyId, AddressId> const find_address{
    address_tables, "FROM user_address WHERE company_id = ? AND id = ?"};
db::Insert<AddressRow> const insert_address{address_tables, "user_address"};
db::Update<AddressRow> const update_address{address_tables, "user_address"};
db::Change<CompanyId, AddressId> const delete_address{
    address_tables, "DELETE FROM user_address WHERE company_id = ? AND id = ?"};
db::Change<bool, CompanyId, UserId> const set_billing{address_tables,
    "UPDATE user_address SET is_default_billing = ?, version = version + 1 WHERE company_id = ? AND user_id = ? AND "
    "is_default_billing <> 0"};
db::Change<bool, CompanyId, UserId> const set_shipping{address_tables,
    "UPDATE user_address SET is_default_shipping = ?, version = version + 1 WHERE company_id = ? AND user_id = ? AND "
    "is_default_shipping <> 0"};

constexpr std::size_t most_addresses = 50;

AddressView view_of(AddressRow const& row)
{
    return {
        row.id, row.label, row.address, row.is_default_billing, row.is_default_shipping, row.created_at, row.version};
}

std::optional<AddressRow> find_own(db::Tx& tx, Actor const& actor, AddressId id)
{
    auto row = find_address(tx, actor.company_id, id);
    if (row && !actor.owns(row->user_id)) row.reset();
    return row;
}

// Orders look in the profile; what is a default here stands there too.
void copy_to_profile(db::Tx& tx, AddressRow const& row)
{
    if (!row.is_default_billing && !row.is_default_shipping) return;
    auto user = find_user(tx, row.company_id, row.user_id);
    if (row.is_default_billing) user->billing_address = row.address;
    if (row.is_default_shipping) user->shipping_address = row.address;
    ++user->version;
    update_user(tx, *user);
}

void record(db::Tx& tx, Actor const& actor, std::string const& what, std::optional<AddressRow> const& before,
    std::optional<AddressRow> const& after)
{
    auto const text = [](std::optional<AddressRow> const& row) {
        return row ? std::optional(reflect::to_json(view_of(*row))) : std::nullopt;
    };
    audit::record(tx, actor, {what, "address", before ? before->id.uuid : after->id.uuid, text(before), text(after)});
}

} // namespace

void forget_defaults(db::Tx& tx, Actor const& actor, bool billing, bool shipping)
{
    if (billing) set_billing(tx, false, actor.company_id, *actor.user_id);
    if (shipping) set_shipping(tx, false, actor.company_id, *actor.user_id);
}

Outcome<Addresses, NoRefusal> list_addresses(db::Tx& tx, Actor const& actor, ReadMe const&)
{
    Addresses book;
    for (auto const& row : select_book(tx, actor.company_id, *actor.user_id)) book.items.push_back(view_of(row));
    return book;
}

Outcome<AddressView, AddAddressRefusal> add_address(db::Tx& tx, Actor const& actor, AddAddress const& wish)
{
    auto const book = select_book(tx, actor.company_id, *actor.user_id);
    if (book.size() >= most_addresses)
        return refuse(AddAddressRefusal::too_many_addresses, "An address book holds 50 addresses; remove one first.");

    // From here on it succeeds. The first address is the default for everything.
    AddressRow row;
    row.company_id = actor.company_id;
    row.id = tx.new_id<AddressId>();
    row.user_id = *actor.user_id;
    row.label = wish.label ? wish.label->value : wish.address.city.value;
    row.address = wish.address;
    row.is_default_billing = wish.is_default_billing.value_or(book.empty());
    row.is_default_shipping = wish.is_default_shipping.value_or(book.empty());
    row.created_at = actor.now;
    forget_defaults(tx, actor, row.is_default_billing, row.is_default_shipping);
    insert_address(tx, row);
    copy_to_profile(tx, row);
    record(tx, actor, "address.added", {}, row);
    return view_of(row);
}

Outcome<AddressView, ChangeAddressRefusal> change_address(db::Tx& tx, Actor const& actor, ChangeAddress const& wish)
{
    using enum ChangeAddressRefusal;
    auto const before = find_own(tx, actor, wish.address_id);
    if (!before) return refuse(address_not_found);
    if (actor.expected_version && *actor.expected_version != before->version) return refuse(version_has_changed);

    // From here on it succeeds.
    auto row = *before;
    if (wish.label) row.label = wish.label->value;
    if (wish.address) row.address = *wish.address;
    if (wish.is_default_billing) row.is_default_billing = *wish.is_default_billing;
    if (wish.is_default_shipping) row.is_default_shipping = *wish.is_default_shipping;
    ++row.version;
    forget_defaults(tx, actor, row.is_default_billing, row.is_default_shipping);
    update_address(tx, row);
    copy_to_profile(tx, row);
    record(tx, actor, "address.changed", before, row);
    return view_of(row);
}

Outcome<Nothing, RemoveAddressRefusal> remove_address(db::Tx& tx, Actor const& actor, AddressPath const& wish)
{
    auto const row = find_own(tx, actor, wish.address_id);
    if (!row) return refuse(RemoveAddressRefusal::address_not_found);
    delete_address(tx, actor.company_id, row->id);
    record(tx, actor, "address.removed", row, {});
    return Nothing{};
}

} // namespace guildhall::identity
