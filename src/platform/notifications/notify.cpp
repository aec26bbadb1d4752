// An event becomes messages: one per channel that the event has and the recipient can be reached by.
#include "jobs/outbox.hpp"
#include "message.hpp"
#include "texts/built_in.hpp"

namespace guildhall::notifications {
namespace {

std::string address_on(Channel channel, Recipient const& to)
{
    switch (channel) {
    case Channel::in_app: return {};
    case Channel::email: return to.email;
    case Channel::sms: return to.phone.value_or("");
    }
    return {};
}

bool can_reach(Channel channel, Recipient const& to)
{
    return channel == Channel::in_app ? to.user_id.has_value() : !address_on(channel, to).empty();
}

std::string locale_for(Recipient const& to, companies::Company const& company)
{
    auto const& wish = is_known_language(to.locale) ? to.locale : company.locale.value;
    return std::string(language_of(wish).words.locale);
}

std::string key_for(Notice const& notice, MessageRow const& row)
{
    if (notice.key.empty()) return to_string(row.id);
    auto const whom = row.user_id ? to_string(*row.user_id) : row.recipient;
    return notice.key + ":" + row.event + ":" + std::string(reflect::word(row.channel)) + ":" + whom;
}

struct Told {
    UserId user_id;
    std::string event;
};
BOOST_DESCRIBE_STRUCT(Told, (), (user_id, event))

// There at once, so it is written now; everything else is written when it is sent, off the writer's thread.
void finish_in_app(MessageRow& row, companies::Company const& company, Time now)
{
    auto const values = values_of(row, company.name.value, row.link);
    auto const& text = built_in_text(row.event, row.locale);
    row.subject = fill(text.subject, values);
    row.text = fill(text.brief, values);
    row.state = MessageState::delivered;
    row.carrier = "app";
    row.sent_at = row.delivered_at = now;
}

} // namespace

void notify(db::Tx& tx, CompanyId company_id, Time now, Notice const& notice)
{
    auto const* const fact = find_event(notice.event);
    check(fact != nullptr, "people are told of events of the catalogue");
    auto const company = companies::get_company(tx, company_id);
    for (auto const channel : notice.channels.empty() ? fact->channels : notice.channels) {
        if (!can_reach(channel, notice.to)) continue;
        MessageRow row;
        row.company_id = company_id;
        row.id = tx.new_id<MessageId>();
        row.event = notice.event;
        row.channel = channel;
        row.user_id = notice.to.user_id;
        row.recipient = address_on(channel, notice.to);
        row.recipient_name = notice.to.name;
        row.locale = locale_for(notice.to, company);
        row.link = notice.link;
        row.is_security = fact->holds_secret;
        row.send_key = key_for(notice, row);
        row.due_at = row.created_at = row.updated_at = now;
        reflect::json::object details;
        for (auto const& [name, value] : notice.values) details[name] = value;
        row.details = reflect::json::serialize(details);
        if (channel == Channel::in_app) finish_in_app(row, company, now);
        if (!insert_new_message(tx, row)) continue;
        if (channel != Channel::in_app)
            ask_for_delivery(tx, row, now);
        else {
            Actor actor;
            actor.company_id = company_id;
            actor.now = now;
            jobs::publish(tx, actor, "notification", row.id, "notification.created", Told{*row.user_id, row.event});
        }
    }
}

} // namespace guildhall::notifications
