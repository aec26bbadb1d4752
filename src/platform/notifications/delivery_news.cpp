#include "notifications/delivery_news.hpp"
#include "jobs/outbox.hpp"
#include "message.hpp"
#include <charconv>

namespace guildhall::notifications {
namespace {

db::Find<AttemptRow, CompanyId, std::string, std::string> const find_attempt_of_carrier{
    tables, "FROM message_attempt WHERE company_id = ? AND carrier = ? AND carrier_id = ?"};
db::Find<AttemptRow, CompanyId, MessageId, std::int64_t> const find_attempt{
    tables, "FROM message_attempt WHERE company_id = ? AND message_id = ? AND number = ?"};

struct StateHeard {
    std::string event;
    Channel channel{};
    std::string carrier;
};
BOOST_DESCRIBE_STRUCT(StateHeard, (), (event, channel, carrier))

void tell_of_state(db::Tx& tx, MessageRow const& row, Time now)
{
    Actor carrier;
    carrier.company_id = row.company_id;
    carrier.now = now;
    jobs::publish(tx, carrier, "message", row.id, "message." + std::string(reflect::word(row.state)),
        StateHeard{row.event, row.channel, row.carrier});
}

Heard hear(db::Tx& tx, std::optional<AttemptRow> const& attempt, DeliveryNews const& news)
{
    if (!attempt || !attempt->fate) return Heard::not_known;
    auto row = find_message(tx, attempt->company_id, attempt->message_id);
    if (!row) return Heard::not_known;
    // Staff has sent it again since: what becomes of the earlier one is no news of this one.
    if (attempt->number != row->attempts || row->state == MessageState::queued) return Heard::nothing_new;
    if (!goes_forward(row->state, news.state)) return Heard::nothing_new;
    note_state(*row, news.state, news.at);
    if (!news.words.empty()) row->outcome = news.words;
    update_message(tx, *row);
    tell_of_state(tx, *row, news.at);
    return Heard::changed;
}

} // namespace

bool is_known_to_carrier(db::Tx& tx, CompanyId company_id, std::string const& carrier, std::string const& carrier_id)
{
    return find_attempt_of_carrier(tx, company_id, carrier, carrier_id).has_value();
}

int stage_of(MessageState state)
{
    switch (state) {
    case MessageState::queued: return 0;
    case MessageState::kept: return 1;
    case MessageState::sent: return 2;
    case MessageState::failed: return 3;
    case MessageState::delivered: return 4;
    case MessageState::read: return 5;
    }
    throw Bug("a message is in no state");
}

bool goes_forward(MessageState from, MessageState to) { return stage_of(to) > stage_of(from); }

void note_state(MessageRow& row, MessageState state, Time at)
{
    row.state = state;
    row.updated_at = at;
    if (stage_of(state) >= stage_of(MessageState::sent) && state != MessageState::failed)
        row.sent_at = row.sent_at.value_or(at);
    if (stage_of(state) >= stage_of(MessageState::delivered)) row.delivered_at = row.delivered_at.value_or(at);
    if (state == MessageState::read) row.read_at = row.read_at.value_or(at);
}

std::string to_string(AttemptKey const& key) { return to_string(key.message_id) + "." + std::to_string(key.number); }

std::optional<AttemptKey> parse_attempt_key(std::string_view text)
{
    auto const dot = text.rfind('.');
    if (dot == text.npos) return std::nullopt;
    auto const id = parse_uuid(text.substr(0, dot));
    AttemptKey key;
    auto const digits = text.substr(dot + 1);
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), key.number);
    if (!id || error != std::errc{} || end != digits.data() + digits.size() || key.number < 1) return std::nullopt;
    key.message_id.uuid = *id;
    return key;
}

Heard hear_of_delivery(db::Tx& tx, CompanyId company_id, std::string const& carrier, std::string const& carrier_id,
    DeliveryNews const& news)
{
    return hear(tx, find_attempt_of_carrier(tx, company_id, carrier, carrier_id), news);
}

Heard hear_of_delivery(db::Tx& tx, CompanyId company_id, AttemptKey const& attempt, DeliveryNews const& news)
{
    return hear(tx, find_attempt(tx, company_id, attempt.message_id, attempt.number), news);
}

} // namespace guildhall::notifications
