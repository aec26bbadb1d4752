// An event becomes messages: one per channel that the event has and the recipient can be reached by.
#include "allowance.hpp"
#include "chats.hpp"
#include "devices.hpp"
#include "digest.hpp"
#include "jobs/outbox.hpp"
#include "marketing.hpp"
#include "templates.hpp"
#include "texts/built_in.hpp"

namespace guildhall::notifications {
namespace {

// Where a recipient is reached on a channel: nowhere, at one place, or in several browsers.
std::vector<std::string> addresses_on(db::Tx& tx, CompanyId company_id, Channel channel, Recipient const& to)
{
    auto const one = [](std::string address) {
        return address.empty() ? std::vector<std::string>{} : std::vector{std::move(address)};
    };
    std::vector<std::string> found;
    switch (channel) {
    case Channel::in_app: return to.user_id ? std::vector<std::string>(1) : found;
    case Channel::email: return one(to.address.empty() ? to.email : to.address);
    case Channel::sms:
    case Channel::whatsapp: return one(to.address.empty() ? to.phone.value_or("") : to.address);
    case Channel::telegram:
        if (!to.address.empty() || !to.user_id) return one(to.address);
        if (auto const chat = find_chat(tx, company_id, *to.user_id)) found.push_back(chat->chat_id);
        return found;
    case Channel::push:
        if (to.user_id)
            for (auto const& device : devices_of(tx, company_id, *to.user_id)) found.push_back(to_string(device.id));
        return found;
    }
    return found;
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
    auto const device = row.channel == Channel::push ? ":" + row.recipient : "";
    return notice.key + ":" + row.event + ":" + std::string(reflect::word(row.channel)) + ":" + whom + device;
}

struct Told {
    UserId user_id;
    std::string event;
};
BOOST_DESCRIBE_STRUCT(Told, (), (user_id, event))

// There at once, so it is written now; everything else is written when it is sent, off the writer's thread.
void finish_in_app(db::Tx& tx, MessageRow& row, companies::Company const& company, Time now)
{
    auto const values = values_of(row, company.name.value, row.link);
    auto const text = text_for(tx, row.company_id, row.event, row.channel, row.locale);
    row.subject = fill(text.subject, values);
    row.text = fill(text.body, values);
    row.state = MessageState::delivered;
    row.carrier = "app";
    row.sent_at = row.delivered_at = now;
}

// By which channels this goes out: the caller's, or what the recipient wants.
std::vector<Channel> channels_for(Notice const& notice, EventFact const& fact, Wishes const& wishes)
{
    if (!notice.channels.empty()) return notice.channels;
    std::vector<Channel> channels;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Channel>>([&](auto d) {
        if (wishes.wants(fact, d.value)) channels.push_back(d.value);
    });
    return channels;
}

// Puts off what may wait: into the digest, or until the quiet hours are over. True when the digest will bring it.
bool put_off(db::Tx& tx, MessageRow& row, EventFact const& fact, Wishes const& wishes,
    companies::Company const& company, Time now)
{
    if (is_locked(fact) || !row.wanted_carrier.empty()) return false; // a test waits for nothing either
    if (fact.group == EventGroup::marketing) {
        row.due_at = marketing_time(tx, company, wishes.habit, now);
        return false;
    }
    if (!wishes.habit) return false;
    auto const& habit = *wishes.habit;
    auto const zone = zone_of(habit, company);
    if (row.channel == Channel::email && habit.digest != DigestRhythm::off) {
        wait_for_digest(tx, row, habit, zone, now);
        return true;
    }
    if (habit.quiet_from && habit.quiet_until)
        if (auto const end = quiet_until({*habit.quiet_from, *habit.quiet_until}, zone, now)) row.due_at = *end;
    return false;
}

void tell_in_app(db::Tx& tx, MessageRow const& row, Time now)
{
    Actor actor;
    actor.company_id = row.company_id;
    actor.now = now;
    jobs::publish(tx, actor, "notification", row.id, "notification.created", Told{*row.user_id, row.event});
}

MessageRow write_row(db::Tx& tx, companies::Company const& company, Time now, Notice const& notice,
    EventFact const& fact, Channel channel, std::string address)
{
    MessageRow row;
    row.company_id = company.company_id;
    row.id = tx.new_id<MessageId>();
    row.event = notice.event;
    row.channel = channel;
    row.user_id = notice.to.user_id;
    row.recipient = std::move(address);
    row.recipient_name = notice.to.name;
    row.locale = locale_for(notice.to, company);
    row.link = notice.link;
    row.is_security = fact.holds_secret;
    row.send_key = key_for(notice, row);
    row.wanted_carrier = notice.carrier;
    row.due_at = row.created_at = row.updated_at = now;
    reflect::json::object details;
    for (auto const& [name, value] : notice.values) details[name] = value;
    row.details = reflect::json::serialize(details);
    return row;
}

} // namespace

std::vector<Uuid> notify(db::Tx& tx, CompanyId company_id, Time now, Notice const& notice)
{
    auto const* const fact = find_event(notice.event);
    check(fact != nullptr, "people are told of events of the catalogue");
    auto const company = companies::get_company(tx, company_id);
    auto const wishes = wishes_of(tx, company_id, notice.to.user_id);
    std::vector<Uuid> ids;
    for (auto const channel : channels_for(notice, *fact, wishes))
        for (auto& address : addresses_on(tx, company_id, channel, notice.to)) {
            auto row = write_row(tx, company, now, notice, *fact, channel, std::move(address));
            if (channel == Channel::in_app) {
                finish_in_app(tx, row, company, now);
                if (insert_new_message(tx, row)) tell_in_app(tx, row, now);
                continue;
            }
            auto const waits = put_off(tx, row, *fact, wishes, company, now);
            if (!insert_new_message(tx, row)) continue;
            ids.push_back(row.id.uuid);
            if (!waits) send_or_hold(tx, row, now);
        }
    return ids;
}

} // namespace guildhall::notifications
