// Those who look after webhooks hear when one was switched off.
#include "identity/identity.hpp"
#include "webhook.hpp"

namespace guildhall::webhooks {
namespace {

// By the reader's language.
std::string reason_in(std::string_view locale, SwitchedOff why)
{
    auto const gone = why == SwitchedOff::gone;
    if (locale.starts_with("ru"))
        return gone ? "Получатель ответил, что его больше нет." : "Он не отвечал несколько дней.";
    if (locale.starts_with("kk"))
        return gone ? "Қабылдаушы енді жоқ екенін айтты." : "Ол бірнеше күн бойы жауап бермеді.";
    return gone ? "The receiver has answered that it is gone." : "It has not answered for days.";
}

} // namespace

void tell_of_switching_off(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "webhook.switched_off") return;
    auto const webhook = find_webhook(tx, event.company_id, WebhookId{event.aggregate_id});
    if (!webhook || !webhook->switched_off_because) return; // on again, or gone
    for (auto const& user : identity::users_with(tx, event.company_id, Right::webhooks_manage)) {
        notifications::Notice notice{"webhook.disabled", identity::recipient_of(user),
            {{"url", webhook->url}, {"reason", reason_in(user.locale, *webhook->switched_off_because)}},
            "/office/webhooks/" + to_string(webhook->id)};
        notice.key = to_string(event.id);
        notifications::notify(tx, event.company_id, event.occurred_at, notice);
    }
}

} // namespace guildhall::webhooks
