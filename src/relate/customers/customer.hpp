#pragma once
#include "customers/customers.hpp"
#include "db/queries.hpp"

namespace guildhall::customers {

inline db::Tables const tables{{"customer", "customer_term"}};

struct CustomerRow {
    CompanyId company_id;
    UserId id;
    std::string name;
    std::string email;
    std::optional<std::string> phone;
    bool is_active = true;
    std::int64_t quote_count = 0;
    std::int64_t order_count = 0;
    Currency currency;
    Money ordered; // orders not cancelled
    Money revenue; // paid and not given back
    std::optional<Time> last_quote_at;
    std::optional<Time> last_order_at;
    Time last_activity_at;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(CustomerRow, (),
    (company_id, id, name, email, phone, is_active, quote_count, order_count, currency, ordered, revenue, last_quote_at,
        last_order_at, last_activity_at, created_at, updated_at, version))

struct Customer {
    UserId id;
    std::string name;
    std::string email;
    std::optional<std::string> phone;
    bool is_active = true;
    std::int64_t quote_count = 0;
    std::int64_t order_count = 0;
    Currency currency;
    Money ordered;
    Money revenue;
    std::optional<Time> last_quote_at;
    std::optional<Time> last_order_at;
    Time last_activity_at;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Customer, (),
    (id, name, email, phone, is_active, quote_count, order_count, currency, ordered, revenue, last_quote_at,
        last_order_at, last_activity_at, created_at, updated_at, version))
Customer view_of(CustomerRow const& row);

struct CustomerDetail : Customer {
    std::string locale;
    std::optional<identity::Address> billing_address;
    std::optional<identity::Address> shipping_address;
};
BOOST_DESCRIBE_STRUCT(CustomerDetail, (Customer), (locale, billing_address, shipping_address))

struct CustomerPath {
    UserId customer_id;
};
BOOST_DESCRIBE_STRUCT(CustomerPath, (), (customer_id))
BOOST_DEFINE_ENUM_CLASS(ReadCustomerRefusal, customer_not_found)
Outcome<CustomerDetail, ReadCustomerRefusal> read_customer(db::Tx&, Actor const&, CustomerPath const&);

// A customer is a user; whether he may come in is the user's.
struct ChangeCustomer {
    UserId customer_id;
    std::optional<bool> is_active;
};
BOOST_DESCRIBE_STRUCT(ChangeCustomer, (), (customer_id, is_active))

} // namespace guildhall::customers
