#pragma once
// The address book: several addresses, one of them the default to bill and one the default to ship to.
#include "account.hpp"

namespace guildhall::identity {

using AddressId = Id<struct AddressTag>;

struct AddressRow {
    CompanyId company_id;
    AddressId id;
    UserId user_id;
    std::string label;
    Address address;
    bool is_default_billing = false;
    bool is_default_shipping = false;
    Time created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(AddressRow, (),
    (company_id, id, user_id, label, address, is_default_billing, is_default_shipping, created_at, version))

struct AddressView {
    AddressId id;
    std::string label;
    Address address;
    bool is_default_billing = false;
    bool is_default_shipping = false;
    Time created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(
    AddressView, (), (id, label, address, is_default_billing, is_default_shipping, created_at, version))
struct Addresses {
    std::vector<AddressView> items; // oldest first
};
BOOST_DESCRIBE_STRUCT(Addresses, (), (items))
Outcome<Addresses, NoRefusal> list_addresses(db::Tx&, Actor const&, ReadMe const&);

struct AddAddress {
    std::optional<Text<1, 60>> label; // "Workshop"; the city when absent
    Address address;
    std::optional<bool> is_default_billing;
    std::optional<bool> is_default_shipping;
};
BOOST_DESCRIBE_STRUCT(AddAddress, (), (label, address, is_default_billing, is_default_shipping))
BOOST_DEFINE_ENUM_CLASS(AddAddressRefusal, too_many_addresses)
Outcome<AddressView, AddAddressRefusal> add_address(db::Tx&, Actor const&, AddAddress const&);

struct ChangeAddress {
    AddressId address_id;
    std::optional<Text<1, 60>> label;
    std::optional<Address> address;
    std::optional<bool> is_default_billing;
    std::optional<bool> is_default_shipping;
};
BOOST_DESCRIBE_STRUCT(ChangeAddress, (), (address_id, label, address, is_default_billing, is_default_shipping))
BOOST_DEFINE_ENUM_CLASS(ChangeAddressRefusal, address_not_found, version_has_changed)
Outcome<AddressView, ChangeAddressRefusal> change_address(db::Tx&, Actor const&, ChangeAddress const&);

struct AddressPath {
    AddressId address_id;
};
BOOST_DESCRIBE_STRUCT(AddressPath, (), (address_id))
BOOST_DEFINE_ENUM_CLASS(RemoveAddressRefusal, address_not_found)
Outcome<Nothing, RemoveAddressRefusal> remove_address(db::Tx&, Actor const&, AddressPath const&);

// The profile got addresses of its own: no entry of the book is the default for them any more.
void forget_defaults(db::Tx& tx, Actor const& actor, bool billing, bool shipping);

} // namespace guildhall::identity
