#include "subscription.hpp"

namespace guildhall::live {
namespace {

std::optional<std::string> member(reflect::json::value const& payload, std::string const& name)
{
    if (name.empty() || !payload.is_object()) return std::nullopt;
    auto const* value = payload.as_object().if_contains(name);
    if (!value || !value->is_string()) return std::nullopt;
    return std::string(value->as_string());
}

struct ChooseTopics {
    Few<Text<1, 60>, 60> topics;
};
BOOST_DESCRIBE_STRUCT(ChooseTopics, (), (topics))

std::string say_problem(std::string_view code, std::string const& detail)
{
    return http::text_frame(
        R"({"type":"problem","code":")" + std::string(code) + R"(","detail":)" + reflect::to_json(detail) + "}");
}

} // namespace

std::optional<std::vector<bool>> chosen_topics(std::vector<Topic> const& known, std::string_view wish)
{
    std::vector<bool> chosen(known.size(), wish.empty());
    while (!wish.empty()) {
        auto const end = std::min(wish.find(','), wish.size());
        auto const word = wish.substr(0, end);
        wish.remove_prefix(std::min(end + 1, wish.size()));
        auto const topic = std::ranges::find(known, word, &Topic::kind);
        if (topic == known.end()) return std::nullopt;
        chosen[static_cast<std::size_t>(topic - known.begin())] = true;
    }
    return chosen;
}

std::string topic_words(std::vector<Topic> const& known)
{
    std::string words;
    for (auto const& topic : known) (words += words.empty() ? "" : ", ") += topic.kind;
    return words;
}

std::string say_ready(Voice voice)
{
    if (voice == Voice::socket) return http::text_frame(R"({"type":"ready"})");
    return "retry: 2000\nevent: ready\ndata: {}\n\n"; // how long browsers wait before they come again
}

std::string say_resync(Voice voice)
{
    return voice == Voice::socket ? http::text_frame(R"({"type":"resync"})") : "event: resync\ndata: {}\n\n";
}

std::string say_nothing(Voice voice) { return voice == Voice::socket ? http::ping_frame() : ": \n\n"; }

std::string say_event(Voice voice, jobs::EventId id, std::string const& event_json)
{
    if (voice == Voice::socket) return http::text_frame(R"({"type":"event","event":)" + event_json + "}");
    return "id: " + to_string(id) + "\ndata: " + event_json + "\n\n";
}

std::string hear_choice(std::vector<Topic> const& known, Choice& choice, std::string_view message)
{
    reflect::Complaints faults;
    auto const wish = reflect::from_json<ChooseTopics>(message, faults);
    if (!faults.empty()) return say_problem("invalid_input", R"(Send {"topics":["quote","job"]}; none means all.)");
    std::string words;
    for (auto const& topic : wish.topics.items) (words += words.empty() ? "" : ",") += topic.value;
    auto chosen = chosen_topics(known, words);
    if (!chosen) return say_problem("unknown_topic", "Topics are " + topic_words(known) + ".");
    choice.change(std::move(*chosen));
    return http::text_frame(R"({"type":"topics","topics":)" + reflect::to_json(wish.topics) + "}");
}

Told told_of(std::vector<Topic> const& topics, jobs::Event event)
{
    Told told{std::move(event)};
    auto const topic = std::ranges::find(topics, told.event.aggregate_kind, &Topic::kind);
    if (topic == topics.end()) return told;
    told.topic = &*topic;
    boost::system::error_code error;
    auto const payload = reflect::json::parse(told.event.payload, error);
    told.number = member(payload, "number");
    if (auto const owner = member(payload, topic->owner))
        if (auto const id = parse_uuid(*owner)) told.owner = UserId{*id};
    return told;
}

bool may_concern(Subscription const& one, Told const& told)
{
    return (told.topic->sees_all && one.rights.has(*told.topic->sees_all)) || told.owner == one.claims.user_id;
}

std::optional<std::string> told_to(Actor const& listener, Told& told)
{
    auto const sees_all = told.topic->sees_all && listener.may(*told.topic->sees_all);
    if (sees_all && told.for_all) return told.for_all;
    if (!sees_all && !listener.owns(told.owner)) return std::nullopt;
    auto const& event = told.event;
    LiveEvent const live{event.id, event.name, {event.aggregate_kind, event.aggregate_id}, told.number,
        event.occurred_at, sees_all || listener.owns(event.user_id) ? event.user_id : std::nullopt};
    auto text = reflect::to_json(live);
    if (sees_all) told.for_all = text;
    return text;
}

std::vector<Told>& News::portion_after(std::int64_t position)
{
    auto const known = portions.find(position);
    if (known != portions.end()) return known->second;
    auto& portion = portions[position];
    for (auto& event : jobs::events_after(tx, company, position)) portion.push_back(told_of(topics, std::move(event)));
    return portion;
}

void News::tell(Subscription& one, http::Stream& stream)
{
    if (last - one.position > most_behind) {
        if (!stream.write(say_resync(one.voice))) return;
        one.position = last;
    }
    if (one.position >= last) return;
    auto const chosen = one.choice->now();
    std::optional<Actor> listener;
    while (one.position < last) {
        auto& portion = portion_after(one.position);
        if (portion.empty()) return;
        for (auto& told : portion) {
            switch (tell_event(one, chosen, stream, told, listener)) {
            case Heard::yes: one.position = told.event.position; break;
            case Heard::no_room: return; // the stream says when there is
            case Heard::gone: stream.finish(); return;
            }
        }
    }
}

News::Heard News::tell_event(Subscription& one, std::vector<bool> const& topics_chosen, http::Stream& stream,
    Told& told, std::optional<Actor>& listener)
{
    auto const& event = told.event;
    auto const listens =
        told.topic && topics_chosen[static_cast<std::size_t>(told.topic - topics.data())] && may_concern(one, told);
    auto const concerns_him = event.aggregate_kind == "user" && one.claims.user_id->uuid == event.aggregate_id;
    if (!listens && !concerns_him) return Heard::yes;
    if (!listener) listener = authenticator.actor_of(tx, one.claims, now);
    if (!listener) return Heard::gone;
    one.rights = listener->rights;
    auto const text = listens ? told_to(*listener, told) : std::nullopt;
    return !text || stream.write(say_event(one.voice, event.id, *text)) ? Heard::yes : Heard::no_room;
}

} // namespace guildhall::live
