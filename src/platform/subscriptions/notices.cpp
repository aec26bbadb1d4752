// Owners hear when the plan runs full or to its end.
#include "identity/identity.hpp"
#include "subscription_view.hpp"

namespace guildhall::subscriptions {
namespace {

constexpr char const* page = "/office/company/plan";

struct MeterWords {
    std::string_view users, storage, orders, messages;
};
MeterWords words_in(std::string_view locale)
{
    if (locale.starts_with("ru")) return {"сотрудники", "файлы", "заказы за месяц", "сообщения за месяц"};
    if (locale.starts_with("kk")) return {"қызметкерлер", "файлдар", "айдағы тапсырыстар", "айдағы хабарламалар"};
    return {"users", "files", "orders this month", "messages this month"};
}

std::string meter_in(std::string_view locale, Meter meter)
{
    auto const words = words_in(locale);
    switch (meter) {
    case Meter::users: return std::string(words.users);
    case Meter::storage_bytes: return std::string(words.storage);
    case Meter::orders: return std::string(words.orders);
    case Meter::messages: return std::string(words.messages);
    }
    return {};
}

// "4.1 GB" of bytes, a plain number of all else.
std::string amount_text(Meter meter, std::int64_t amount)
{
    if (meter != Meter::storage_bytes) return std::to_string(amount);
    static constexpr std::pair<std::int64_t, std::string_view> units[] = {
        {1'000'000'000, " GB"}, {1'000'000, " MB"}, {1'000, " kB"}};
    for (auto const& [size, name] : units)
        if (amount >= size) {
            auto const tenths = amount / (size / 10);
            auto const rest = tenths % 10;
            return std::to_string(tenths / 10) + (rest ? "." + std::to_string(rest) : "") + std::string(name);
        }
    return std::to_string(amount) + " B";
}

std::string day_of(companies::Company const& company, std::optional<Time> at)
{
    return at ? companies::local_day(company, *at) : std::string();
}

using Values = std::vector<std::pair<std::string, std::string>>;

Values values_of_limit(jobs::Event const& event, std::string const& locale)
{
    auto const limit = event.payload_as<plans::LimitNeared>();
    return {{"what", meter_in(locale, limit.meter)}, {"percent", std::to_string(limit.percent)},
        {"used", amount_text(limit.meter, limit.used)}, {"limit", amount_text(limit.meter, limit.limit)},
        {"plan", limit.plan}};
}

Values values_of_end(jobs::Event const& event, companies::Company const& company)
{
    auto const change = event.payload_as<plans::SubscriptionChanged>();
    auto date = change.ends_at;
    if (date && event.name == "subscription.ended") date = *date + plans::grace_time; // until when work can go on
    return {{"plan", change.plan}, {"date", day_of(company, date)}};
}

// The event that people are told of; empty: none.
std::string_view told_by(std::string_view name)
{
    static constexpr std::pair<std::string_view, std::string_view> all[] = {
        {"subscription.near_limit", "plan.near_limit"}, {"subscription.limit_reached", "plan.limit_reached"},
        {"subscription.ending_soon", "plan.ending_soon"}, {"subscription.ended", "plan.ended"},
        {"subscription.suspended", "plan.suspended"}};
    auto const found = std::ranges::find(all, name, [](auto const& pair) { return pair.first; });
    return found == std::end(all) ? std::string_view{} : found->second;
}

} // namespace

void tell_owners(db::Tx& tx, jobs::Event const& event)
{
    auto const told = told_by(event.name);
    if (told.empty()) return;
    auto const company = companies::get_company(tx, event.company_id);
    auto const of_limit = told == "plan.near_limit" || told == "plan.limit_reached";
    for (auto const& user : identity::users_with(tx, event.company_id, Right::company_manage)) {
        if (user.role != Role::owner) continue;
        notifications::Notice notice{std::string(told), identity::recipient_of(user),
            of_limit ? values_of_limit(event, user.locale) : values_of_end(event, company), page};
        notice.key = to_string(event.id);
        notifications::notify(tx, event.company_id, event.occurred_at, notice);
    }
}

} // namespace guildhall::subscriptions
