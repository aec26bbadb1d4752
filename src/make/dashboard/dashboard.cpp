#include "dashboard/dashboard.hpp"
#include "quotes/quotes.hpp"

namespace guildhall::dashboard {
namespace {

struct Ask {
    std::optional<Whole<1, 366>> days; // how far back, today included; 30 when absent
};
BOOST_DESCRIBE_STRUCT(Ask, (), (days))

// Something that waits for somebody, and the list that shows it.
struct Queue {
    std::string code; // quotes_to_review, orders_to_confirm …
    std::int64_t count = 0;
    std::string list;
    std::string query;
};
BOOST_DESCRIBE_STRUCT(Queue, (), (code, count, list, query))

struct WaitingQuote {
    orders::QuoteId id;
    std::string number;
    std::string customer_name;
    Currency currency;
    Money total;
    std::optional<std::string> review_reason;
    std::optional<std::vector<quotes::ReviewReason>> review_reasons;
    std::optional<std::string> preview_url;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(WaitingQuote, (),
    (id, number, customer_name, currency, total, review_reason, review_reasons, preview_url, created_at))

struct StatusNumber {
    std::string status;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(StatusNumber, (), (status, count))

struct RevenueDay {
    std::string day;
    std::int64_t orders = 0;
    Money ordered;
    Money received;
    Money given_back;
    Currency currency;
};
BOOST_DESCRIBE_STRUCT(RevenueDay, (), (day, orders, ordered, received, given_back, currency))
struct RevenueSum {
    std::int64_t orders = 0;
    Money ordered;
    Money received;
    Money given_back;
    Money revenue; // received and not given back
    Currency currency;
};
BOOST_DESCRIBE_STRUCT(RevenueSum, (), (orders, ordered, received, given_back, revenue, currency))

struct WinRate {
    std::int64_t won = 0;
    std::int64_t lost = 0;
    std::optional<double> share; // absent while nothing has ended
};
BOOST_DESCRIBE_STRUCT(WinRate, (), (won, lost, share))

struct CalculationTime {
    std::int64_t count = 0;
    std::optional<double> p50_seconds;
    std::optional<double> p95_seconds;
};
BOOST_DESCRIBE_STRUCT(CalculationTime, (), (count, p50_seconds, p95_seconds))

struct Dashboard {
    std::string today; // in the company's zone
    std::string first_day;
    std::string time_zone;
    std::vector<Queue> queues;
    std::vector<WaitingQuote> waiting_quotes; // for review, the longest first, at most five
    std::vector<StatusNumber> quotes_by_status;
    std::vector<StatusNumber> orders_by_status;
    std::vector<RevenueDay> revenue_by_day; // days on which nothing happened are left out
    std::vector<RevenueSum> revenue;        // of the whole window
    WinRate win_rate;
    CalculationTime calculation_time;
};
BOOST_DESCRIBE_STRUCT(Dashboard, (),
    (today, first_day, time_zone, queues, waiting_quotes, quotes_by_status, orders_by_status, revenue_by_day, revenue,
        win_rate, calculation_time))
BOOST_DEFINE_ENUM_CLASS(NoRefusal)

struct QueueKind {
    std::string_view code, list, status;
};
constexpr QueueKind queue_kinds[] = {{"quotes_to_review", "quotes", "pending"},
    {"quotes_to_answer", "quotes", "approved"}, {"quotes_to_convert", "quotes", "accepted"},
    {"orders_to_confirm", "sales-orders", "pending"}, {"orders_to_start", "sales-orders", "confirmed"},
    {"orders_in_production", "sales-orders", "in_production"}, {"orders_to_check", "sales-orders", "quality_check"},
    {"orders_to_deliver", "sales-orders", "shipped"}, {"orders_on_hold", "sales-orders", "on_hold"}};

// Every status of the enum, also those where nothing stands.
template <class Status, class Count> std::vector<StatusNumber> numbers_of(std::vector<Count> const& counted)
{
    std::vector<StatusNumber> all;
    for (auto const& word : reflect::word_list<Status>()) all.push_back({word, 0});
    for (auto const& one : counted)
        for (auto& number : all)
            if (number.status == reflect::word(one.status)) {
                if constexpr (requires { one.quotes; })
                    number.count = one.quotes;
                else
                    number.count = one.orders;
            }
    return all;
}

std::vector<Queue> queues_of(std::vector<StatusNumber> const& quotes, std::vector<StatusNumber> const& orders)
{
    std::vector<Queue> queues;
    for (auto const& kind : queue_kinds) {
        auto const& numbers = kind.list == "quotes" ? quotes : orders;
        auto const number = std::ranges::find(numbers, kind.status, &StatusNumber::status);
        queues.push_back({std::string(kind.code), number == numbers.end() ? 0 : number->count, std::string(kind.list),
            "status=" + std::string(kind.status)});
    }
    return queues;
}

WinRate win_rate_of(std::vector<quotes::QuoteDay> const& days)
{
    using enum quotes::QuoteStatus;
    WinRate rate;
    for (auto const& day : days) {
        if (day.status == converted) rate.won += day.quotes;
        if (day.status == rejected || day.status == cancelled || day.status == expired) rate.lost += day.quotes;
    }
    if (rate.won + rate.lost > 0)
        rate.share = static_cast<double>(rate.won) / static_cast<double>(rate.won + rate.lost);
    return rate;
}

void add_revenue(Dashboard& board, std::vector<orders::OrderDay> const& days)
{
    for (auto const& day : days) {
        board.revenue_by_day.push_back({day.day, day.orders, day.ordered, day.received, day.given_back, day.currency});
        auto sum = std::ranges::find(board.revenue, day.currency, &RevenueSum::currency);
        if (sum == board.revenue.end()) {
            board.revenue.push_back({});
            sum = std::prev(board.revenue.end());
            sum->currency = day.currency;
        }
        sum->orders += day.orders;
        sum->ordered += day.ordered;
        sum->received += day.received;
        sum->given_back += day.given_back;
        sum->revenue += day.received - day.given_back;
    }
}

Dashboard look(db::Tx& tx, Actor const& actor, Ask const& wish, materials::Catalogues& catalogues)
{
    auto const company = companies::get_company(tx, actor.company_id);
    auto const back = std::chrono::days(wish.days ? wish.days->value - 1 : 29);
    Dashboard board;
    board.today = companies::local_day(company, actor.now);
    board.first_day = companies::local_day(company, actor.now - back);
    board.time_zone = company.time_zone.value;
    auto const quotes = quotes::figures(tx, actor, board.first_day);
    auto const orders = orders::figures(tx, actor.company_id, board.first_day);
    board.quotes_by_status = numbers_of<quotes::QuoteStatus>(quotes.by_status);
    board.orders_by_status = numbers_of<orders::OrderStatus>(orders.by_status);
    board.queues = queues_of(board.quotes_by_status, board.orders_by_status);
    for (auto const& quote : quotes.waiting)
        board.waiting_quotes.push_back({quote.id, quote.number, quote.customer_name, quote.currency, quote.total,
            quote.review_reason, quote.review_reasons, quote.preview_url, quote.created_at});
    add_revenue(board, orders.days);
    board.win_rate = win_rate_of(quotes.days);
    auto const times = catalogues.times().summary(actor.company_id);
    board.calculation_time.count = times.count;
    if (times.count > 0) {
        board.calculation_time.p50_seconds = times.p50_seconds;
        board.calculation_time.p95_seconds = times.p95_seconds;
    }
    return board;
}

} // namespace

void add_routes(http::Router& r, materials::Catalogues& catalogues)
{
    r.get("/api/v1/dashboard",
        [&catalogues](db::Tx& tx, Actor const& actor, Ask const& wish) -> Outcome<Dashboard, NoRefusal> {
            return look(tx, actor, wish, catalogues);
        },
        {.summary = "The day at a glance",
            .description =
                "What waits for whom, what stands where, what each day brought, how often customers say yes, and "
                "how long prices took. Days are those of the company's zone.",
            .needs = Right::orders_read});
}

} // namespace guildhall::dashboard
