// Staff enter money received or given back. Every entry is a row; the order's sums and its payment status follow from
// them.
#include "customers/customers.hpp"
#include "payment.hpp"

namespace guildhall::orders {
namespace {

db::Insert<PaymentRow> const insert_payment{tables, "sales_order_payment"};

// What the order may become, given what was paid and given back so far.
std::vector<PaymentStatus> possible(OrderRow const& order)
{
    using enum PaymentStatus;
    std::vector<PaymentStatus> all;
    auto const refunding = order.refunded_amount > Money{};
    if (!refunding && order.paid_amount < order.total) {
        all.push_back(partial);
        all.push_back(paid);
    }
    if (order.paid_amount > order.refunded_amount) {
        all.push_back(partially_refunded);
        all.push_back(refunded);
    }
    return all;
}

PaymentStatus derived_status(OrderRow const& order)
{
    using enum PaymentStatus;
    if (order.refunded_amount > Money{})
        return order.refunded_amount == order.paid_amount ? refunded : partially_refunded;
    if (order.paid_amount == Money{} && order.total > Money{}) return pending;
    return order.paid_amount < order.total ? partial : paid;
}

} // namespace

Outcome<SalesOrder, RecordPaymentRefusal> record_payment(db::Tx& tx, Actor const& actor, RecordPayment const& wish)
{
    using enum RecordPaymentRefusal;
    auto order = find_visible(tx, actor, wish.sales_order_id);
    if (!order) return refuse(sales_order_not_found);
    if (actor.expected_version && *actor.expected_version != order->version) return refuse(version_has_changed);
    auto const is_refund =
        wish.payment_status == PaymentStatus::refunded || wish.payment_status == PaymentStatus::partially_refunded;
    if (order->status == OrderStatus::cancelled && !is_refund)
        return refuse(order_is_cancelled, "A cancelled order takes no payment.");
    auto const choices = possible(*order);
    if (std::ranges::find(choices, wish.payment_status) == choices.end()) {
        std::vector<std::string> allowed;
        for (auto status : choices) allowed.emplace_back(reflect::word(status));
        return refuse_allowing(illegal_transition, std::move(allowed));
    }
    auto const open = is_refund ? order->paid_amount - order->refunded_amount : order->total - order->paid_amount;
    auto amount = open;
    if (wish.amount) {
        auto const given = parse_money(wish.amount->value, minor_digits(order->currency));
        if (!given) return refuse(amount_does_not_fit, "Has more decimal places than the currency.", "/amount");
        amount = *given;
    }
    auto const whole = wish.payment_status == PaymentStatus::paid || wish.payment_status == PaymentStatus::refunded;
    auto const fits = amount > Money{} && (whole ? amount == open : amount < open);
    if (!fits)
        return refuse(amount_does_not_fit,
            "Open are " + to_decimal(open, minor_digits(order->currency)) + "; the status \"" +
                std::string(reflect::word(wish.payment_status)) +
                (whole ? "\" wants exactly that." : "\" wants more than nothing and less than that."),
            "/amount");

    // From here on the entry succeeds.
    auto const method = wish.payment_method ? wish.payment_method->value : order->payment_method.value_or("manual");
    std::optional<std::string> transaction;
    if (wish.payment_transaction_id) transaction = wish.payment_transaction_id->value;
    insert_payment(tx,
        {order->company_id, order->id, tx.new_id<PaymentId>(), is_refund ? PaymentKind::refund : PaymentKind::payment,
            amount, method, transaction, actor.now, actor.user_id});
    (is_refund ? order->refunded_amount : order->paid_amount) += amount;
    order->payment_status = derived_status(*order);
    check(order->payment_status == wish.payment_status, "the sums give the status that was asked for");
    order->payment_method = method;
    if (transaction) order->payment_transaction_id = transaction;
    if (order->payment_status == PaymentStatus::paid) order->paid_at = actor.now;
    tally_money(tx, *order, is_refund ? Money{} : amount, is_refund ? amount : Money{}, actor.now);
    customers::note_money(tx, actor, order->customer_id, is_refund ? -amount : amount);
    save(tx, actor, *order, is_refund ? "order.refunded" : "order.paid");
    return view_of(tx, actor, *order);
}

} // namespace guildhall::orders
