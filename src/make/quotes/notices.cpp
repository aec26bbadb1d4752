// Whom an event of a quote concerns hears of it: its customer, or those who review quotes.
#include "notifications/notifications.hpp"
#include "quote.hpp"

namespace guildhall::quotes {
namespace {

std::string money_text(Money amount, Currency currency)
{
    return to_decimal(amount, minor_digits(currency)) + " " + to_string(currency);
}

// What the texts of the quote's events may name.
std::vector<std::pair<std::string, std::string>> values_of(db::Tx& tx, QuoteRow const& quote)
{
    auto const company = companies::get_company(tx, quote.company_id);
    std::vector<std::pair<std::string, std::string>> values{{"number", quote.number}, {"customer", quote.customer_name},
        {"total", money_text(quote.total, quote.currency)},
        {"valid_until", companies::local_day(company, quote.expires_at - std::chrono::microseconds(1))},
        {"message", quote.staff_message.value_or("")}, {"reason", quote.review_reason.value_or("")}};
    if (quote.sales_order_id) {
        Actor actor;
        actor.company_id = quote.company_id;
        values.emplace_back("order_number", orders::get(tx, actor, *quote.sales_order_id).number);
    }
    return values;
}

notifications::Notice notice_of(jobs::Event const& event, std::string name, identity::User const& user)
{
    notifications::Notice notice;
    notice.event = std::move(name);
    notice.to = identity::recipient_of(user);
    notice.key = to_string(event.id);
    return notice;
}

void tell_customer(db::Tx& tx, jobs::Event const& event, QuoteRow const& quote)
{
    auto const customer = identity::find_user(tx, event.company_id, quote.customer_id);
    if (!customer || !customer->is_active) return;
    auto notice = notice_of(event, event.name, *customer);
    notice.values = values_of(tx, quote);
    notice.link = event.name == "quote.converted" && quote.sales_order_id
                      ? "/orders/" + to_string(*quote.sales_order_id)
                      : "/quotes/" + to_string(quote.id);
    notifications::notify(tx, event.company_id, event.occurred_at, notice);
}

void tell_reviewers(db::Tx& tx, jobs::Event const& event, QuoteRow const& quote)
{
    auto const values = values_of(tx, quote);
    for (auto const& user : identity::users_with(tx, event.company_id, Right::quotes_manage)) {
        if (event.user_id == user.id) continue; // he knows
        auto notice = notice_of(event, "quote.submitted", user);
        notice.values = values;
        notice.link = "/office/quotes/" + to_string(quote.id);
        notifications::notify(tx, event.company_id, event.occurred_at, notice);
    }
}

void tell(db::Tx& tx, jobs::Event const& event)
{
    static constexpr std::string_view for_customer[] = {
        "quote.approved", "quote.changes_requested", "quote.expires_soon", "quote.converted"};
    auto const concerns_customer = std::ranges::find(for_customer, event.name) != std::end(for_customer);
    auto const may_wait = event.name == "quote.created" || event.name == "quote.submitted";
    if (!concerns_customer && !may_wait) return;
    auto const quote = find_quote(tx, event.company_id, QuoteId{event.aggregate_id});
    if (!quote) return;
    if (concerns_customer)
        tell_customer(tx, event, *quote);
    else if (quote->status == QuoteStatus::pending)
        tell_reviewers(tx, event, *quote);
}

} // namespace

void add_notices(jobs::Registry& registry)
{
    registry.consume("quotes.notices", [](db::Tx& tx, jobs::Event const& event) {
        if (event.aggregate_kind == "quote") tell(tx, event);
    });
}

} // namespace guildhall::quotes
