// An event becomes messages: one per channel that the event has and the recipient can be reached by.
#include "digest.hpp"
#include "jobs/outbox.hpp"
#include "templates.hpp"
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
    if (!wishes.habit || is_locked(fact)) return false;
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

} // namespace

void notify(db::Tx& tx, CompanyId company_id, Time now, Notice const& notice)
{
    auto const* const fact = find_event(notice.event);
    check(fact != nullptr, "people are told of events of the catalogue");
    auto const company = companies::get_company(tx, company_id);
    auto const wishes = wishes_of(tx, company_id, notice.to.user_id);
    for (auto const channel : channels_for(notice, *fact, wishes)) {
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
        if (channel == Channel::in_app) {
            finish_in_app(tx, row, company, now);
            if (insert_new_message(tx, row)) tell_in_app(tx, row, now);
            continue;
        }
        auto const waits = put_off(tx, row, *fact, wishes, company, now);
        if (insert_new_message(tx, row) && !waits) ask_for_delivery(tx, row, now);
    }
}

} // namespace guildhall::notifications
