#pragma once
// Money received or given back, as it happened.
#include "order.hpp"

namespace guildhall::orders {

BOOST_DEFINE_ENUM_CLASS(PaymentKind, payment, refund)
using PaymentId = Id<struct PaymentTag>;
struct PaymentRow {
    CompanyId company_id;
    SalesOrderId order_id;
    PaymentId id;
    PaymentKind kind = PaymentKind::payment;
    Money amount;
    std::string method;
    std::optional<std::string> transaction_id;
    Time at;
    std::optional<UserId> by_id;
};
BOOST_DESCRIBE_STRUCT(PaymentRow, (), (company_id, order_id, id, kind, amount, method, transaction_id, at, by_id))

} // namespace guildhall::orders
