#include "carrier_connectors.hpp"
#include "form.hpp"
#include <charconv>

namespace guildhall::inbound {
namespace {

namespace json = reflect::json;
using notifications::MessageState;
using AllNews = std::optional<std::vector<CarrierNews>>;

// Their word for a state, and ours; words that are not in the table say nothing of the outcome.
struct StateWord {
    std::string_view theirs;
    MessageState ours;
};
std::optional<MessageState> state_of(std::span<StateWord const> table, std::string_view word)
{
    for (auto const& row : table)
        if (row.theirs == word) return row.ours;
    return std::nullopt;
}

constexpr StateWord twilio_states[] = {{"sent", MessageState::sent}, {"delivered", MessageState::delivered},
    {"read", MessageState::read}, {"undelivered", MessageState::failed}, {"failed", MessageState::failed},
    {"canceled", MessageState::failed}};
constexpr StateWord mobizon_states[] = {{"DELIVRD", MessageState::delivered}, {"UNDELIV", MessageState::failed},
    {"REJECTD", MessageState::failed}, {"EXPIRED", MessageState::failed}, {"DELETED", MessageState::failed}};
constexpr StateWord sendgrid_states[] = {{"processed", MessageState::sent}, {"delivered", MessageState::delivered},
    {"open", MessageState::read}, {"click", MessageState::read}, {"bounce", MessageState::failed},
    {"dropped", MessageState::failed}};
constexpr StateWord whatsapp_states[] = {{"sent", MessageState::sent}, {"delivered", MessageState::delivered},
    {"read", MessageState::read}, {"failed", MessageState::failed}};

// Seconds since 1970 as text; a time that no calendar has is the time of arrival.
Time time_of(std::string const& seconds, Time otherwise)
{
    std::int64_t count = 0;
    auto const [end, error] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), count);
    if (error != std::errc{} || end != seconds.data() + seconds.size() || count <= 0) return otherwise;
    return Time(std::chrono::seconds(std::min(count, std::int64_t{4'102'444'800}))); // until 2100
}

// Their words for people, as long as a line of the log.
std::string brief(std::string text)
{
    constexpr std::size_t most = 400;
    if (text.size() <= most) return text;
    text.resize(most);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
    if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back();
    return text;
}

json::array const* list_in(json::value const& object, std::string_view name)
{
    auto const* members = object.if_object();
    auto const* found = members ? members->if_contains(name) : nullptr;
    return found ? found->if_array() : nullptr;
}

void add_whatsapp_status(std::vector<CarrierNews>& all, json::value const& status, Time received_at)
{
    auto const state = state_of(whatsapp_states, text_at(status, "/status"));
    if (!state) return;
    auto reason = text_at(status, "/errors/0/title");
    if (auto const details = text_at(status, "/errors/0/error_data/details"); !details.empty()) reason = details;
    all.push_back({text_at(status, "/id"), {},
        {*state, brief(std::move(reason)), time_of(text_at(status, "/timestamp"), received_at)}});
}

// What each of them changes; all is kept, and asked again, while one speaks of a message that is not there yet.
Handled hear_all(db::Tx& tx, Arrived const& event, AllNews const& all)
{
    if (!all) return {Verdict::unreadable, "The body is not what " + event.connector + " sends."};
    std::size_t changed = 0, unknown = 0;
    for (auto const& one : *all) {
        auto heard = notifications::Heard::not_known;
        if (one.attempt) heard = notifications::hear_of_delivery(tx, event.company_id, *one.attempt, one.news);
        if (heard == notifications::Heard::not_known && !one.carrier_id.empty())
            heard = notifications::hear_of_delivery(tx, event.company_id, event.connector, one.carrier_id, one.news);
        if (heard == notifications::Heard::changed) ++changed;
        if (heard == notifications::Heard::not_known) ++unknown;
    }
    auto const words = std::to_string(changed) + " of " + std::to_string(all->size()) + " were news";
    if (unknown > 0) return {Verdict::later, words + "; " + std::to_string(unknown) + " speak of no message of ours."};
    if (changed > 0) return {Verdict::done, words + "."};
    return {Verdict::nothing_to_do, all->empty() ? "It says nothing of an outcome." : words + "."};
}

Handler hearing(AllNews (*read)(Arrived const&))
{
    return [read](db::Tx& tx, Arrived const& event) { return hear_all(tx, event, read(event)); };
}

} // namespace

AllNews read_twilio_news(Arrived const& event)
{
    auto const form = parse_form(event.body);
    if (!form) return std::nullopt;
    auto const id = value_of(*form, "MessageSid"), word = value_of(*form, "MessageStatus");
    if (id.empty() || word.empty()) return std::nullopt;
    auto const state = state_of(twilio_states, word);
    if (!state) return std::vector<CarrierNews>{};
    auto reason = value_of(*form, "ErrorMessage");
    if (auto const code = value_of(*form, "ErrorCode"); !code.empty())
        reason += (reason.empty() ? "" : " ") + ("(" + code + ")");
    return std::vector<CarrierNews>{{id, {}, {*state, brief(std::move(reason)), event.received_at}}};
}

AllNews read_mobizon_news(Arrived const& event)
{
    auto const json = parse_body(event.body);
    auto const form = json ? Form{} : parse_form(event.body).value_or(Form{});
    auto const field = [&](std::string const& name) {
        return json ? text_at(*json, "/data/" + name) : value_of(form, "data[" + name + "]");
    };
    auto const id = field("messageId"), word = field("status");
    if (id.empty() || word.empty()) return std::nullopt;
    auto const state = state_of(mobizon_states, word);
    if (!state) return std::vector<CarrierNews>{};
    return std::vector<CarrierNews>{
        {id, {}, {*state, *state == MessageState::failed ? brief(word) : "", event.received_at}}};
}

AllNews read_sendgrid_news(Arrived const& event)
{
    auto const json = parse_body(event.body);
    auto const* const list = json ? json->if_array() : nullptr;
    if (!list) return std::nullopt;
    std::vector<CarrierNews> all;
    for (auto const& one : *list) {
        auto const state = state_of(sendgrid_states, text_at(one, "/event"));
        if (!state) continue;
        auto id = text_at(one, "/sg_message_id"); // begins with the X-Message-Id of the answer
        id = id.substr(0, id.find('.'));
        all.push_back({std::move(id), notifications::parse_attempt_key(text_at(one, "/guildhall_attempt")),
            {*state, brief(text_at(one, "/reason")), time_of(text_at(one, "/timestamp"), event.received_at)}});
    }
    return all;
}

AllNews read_whatsapp_news(Arrived const& event)
{
    auto const json = parse_body(event.body);
    auto const* const entries = json ? list_in(*json, "entry") : nullptr;
    if (!entries) return std::nullopt;
    std::vector<CarrierNews> all;
    for (auto const& entry : *entries) {
        auto const* const changes = list_in(entry, "changes");
        if (!changes) continue;
        for (auto const& change : *changes) {
            auto const* const members = change.if_object();
            auto const* const value = members ? members->if_contains("value") : nullptr;
            auto const* const statuses = value ? list_in(*value, "statuses") : nullptr;
            if (!statuses) continue;
            for (auto const& status : *statuses) add_whatsapp_status(all, status, event.received_at);
        }
    }
    return all;
}

std::vector<Connector> carrier_connectors()
{
    return {
        {"twilio", "What became of text messages that Twilio carries.", {Scheme::twilio}, hearing(read_twilio_news)},
        {"mobizon", "What became of text messages that Mobizon carries.", {Scheme::mobizon},
            hearing(read_mobizon_news)},
        {"sendgrid", "What became of e-mails that SendGrid carries.", {Scheme::sendgrid}, hearing(read_sendgrid_news)},
        {"whatsapp", "What became of messages on WhatsApp.", {Scheme::whatsapp}, hearing(read_whatsapp_news)}};
}

} // namespace guildhall::inbound
