// Those who look after incoming webhooks hear that an event failed.
#include "event.hpp"
#include "identity/identity.hpp"

namespace guildhall::inbound {
namespace {

// A sender whose events fail usually sends more that do; the page of the endpoint has them all.
constexpr std::chrono::hours told_once_in{24};

// By the reader's language.
std::string reason_in(std::string_view locale, std::string_view outcome)
{
    auto const is_russian = locale.starts_with("ru"), is_kazakh = locale.starts_with("kk");
    if (outcome == job_has_died) {
        if (is_russian) return "Все попытки обработать его не удались.";
        return is_kazakh ? "Оны өңдеудің барлық әрекеті сәтсіз аяқталды." : "Every attempt to handle it has failed.";
    }
    if (outcome == job_was_cancelled) {
        if (is_russian) return "Его обработка была отменена.";
        return is_kazakh ? "Оны өңдеу тоқтатылды." : "Its handling was cancelled.";
    }
    if (is_russian) return "Его содержимое не удалось прочитать.";
    return is_kazakh ? "Оның мазмұнын оқу мүмкін болмады." : "What it holds could not be read.";
}

} // namespace

void tell_of_failure(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "inbound_event.failed") return;
    auto const failed = event.payload_as<EventSettled>();
    auto const endpoint = find_endpoint(tx, event.company_id, failed.endpoint_id);
    if (!endpoint) return; // removed since
    if (endpoint->failure_told_at && event.occurred_at - *endpoint->failure_told_at < told_once_in) return;
    note_failure_told(tx, *endpoint, event.occurred_at);
    for (auto const& user : identity::users_with(tx, event.company_id, Right::webhooks_manage)) {
        notifications::Notice notice{"inbound_event.failed", identity::recipient_of(user),
            {{"webhook", endpoint->name}, {"reason", reason_in(user.locale, failed.outcome)}},
            "/office/inbound-webhooks/" + to_string(endpoint->id) + "?event=" + to_string(event.aggregate_id)};
        notice.key = to_string(event.id);
        notifications::notify(tx, event.company_id, event.occurred_at, notice);
    }
}

} // namespace guildhall::inbound
