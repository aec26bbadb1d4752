#include "unsubscribe.hpp"
#include "audit/audit.hpp"
#include "jobs/outbox.hpp"
#include "signed_token.hpp"

namespace guildhall::notifications {
namespace {

constexpr std::string_view unsubscribing = "unsubscribe";

struct Unsubscribed {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(Unsubscribed, (), (user_id))

// Nothing when the company is gone: mails outlive it.
std::optional<Subscription> subscription_of(db::Tx& tx, Membership const& who)
{
    auto const company = companies::find_company(tx, who.company_id);
    if (!company) return std::nullopt;
    auto const wishes = wishes_of(tx, who.company_id, who.user_id);
    return Subscription{company->name.value, who.event_group, wishes.is_on(who.event_group, Channel::email)};
}

} // namespace

std::string unsubscribe_token(std::string const& secret, Membership const& who)
{
    auto const content =
        bytes_of(who.company_id.uuid) + bytes_of(who.user_id.uuid) + std::string(reflect::word(who.event_group));
    return signed_token(secret, unsubscribing, content);
}

std::optional<Membership> read_unsubscribe_token(std::string const& secret, std::string const& token)
{
    auto const content = content_of(secret, unsubscribing, token);
    if (!content || content->size() <= 2 * id_size) return std::nullopt;
    auto const group = reflect::enum_of<EventGroup>(content->substr(2 * id_size));
    if (!group || *group == EventGroup::security) return std::nullopt;
    return Membership{{uuid_of(*content)}, {uuid_of(std::string_view(*content).substr(id_size))}, *group};
}

Outcome<Subscription, UnsubscribeRefusal> read_subscription(
    http::Work& work, Actor const&, UnsubscribePath const& wish, std::string const& secret)
{
    auto const who = read_unsubscribe_token(secret, wish.token.value);
    if (!who) return refuse(UnsubscribeRefusal::subscription_not_found);
    auto const found = work.read(db::Scope::of(who->company_id), [&](db::Tx& tx) { return subscription_of(tx, *who); });
    if (!found) return refuse(UnsubscribeRefusal::subscription_not_found);
    return *found;
}

Outcome<Subscription, UnsubscribeRefusal> unsubscribe(
    http::Work& work, Actor const& visitor, UnsubscribePath const& wish, std::string const& secret)
{
    auto const who = read_unsubscribe_token(secret, wish.token.value);
    if (!who) return refuse(UnsubscribeRefusal::subscription_not_found);
    std::optional<Subscription> after;
    work.database.write_now(db::Scope::of(who->company_id), [&](db::Tx& tx) {
        auto const before = subscription_of(tx, *who);
        if (!before) return false;

        // From here on it succeeds; again is harmless. It is the company of the link's that changes, not the visitor's.
        auto actor = visitor;
        actor.company_id = who->company_id;
        actor.user_id = who->user_id;
        actor.session_id.reset();
        // Of marketing one is rid by one click, whatever channel it came by.
        auto const everywhere = who->event_group == EventGroup::marketing;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Channel>>([&](auto channel) {
            if (everywhere || channel.value == Channel::email)
                choose(tx, who->company_id, who->user_id, {who->event_group, channel.value, false});
        });
        after = subscription_of(tx, *who);
        audit::record(tx, actor,
            {"user.unsubscribed", "user", who->user_id.uuid, reflect::to_json(*before), reflect::to_json(*after)});
        jobs::publish(
            tx, actor, "notification", who->user_id, "notification.preferences_changed", Unsubscribed{who->user_id});
        return true;
    });
    if (!after) return refuse(UnsubscribeRefusal::subscription_not_found);
    return *after;
}

} // namespace guildhall::notifications
