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

std::optional<std::string> block_for(Actor const& listener, Topic const& topic, jobs::Event const& event)
{
    boost::system::error_code error;
    auto const payload = reflect::json::parse(event.payload, error);
    auto const sees_all = topic.sees_all && listener.may(*topic.sees_all);
    if (!sees_all) {
        auto const owner = member(payload, topic.owner);
        if (!owner || !listener.user_id || *owner != to_string(*listener.user_id)) return std::nullopt;
    }
    LiveEvent const told{event.id, event.name, {event.aggregate_kind, event.aggregate_id}, member(payload, "number"),
        event.occurred_at, sees_all || listener.owns(event.user_id) ? event.user_id : std::nullopt};
    return "id: " + to_string(event.id) + "\ndata: " + reflect::to_json(told) + "\n\n";
}

void News::tell(Subscription& one, http::Stream& stream)
{
    if (last - one.position > most_behind) {
        if (!stream.write(resync)) return;
        one.position = last;
    }
    std::optional<Actor> listener;
    while (one.position < last) {
        auto const known = portions.find(one.position);
        auto const& portion =
            known != portions.end()
                ? known->second
                : portions.emplace(one.position, jobs::events_after(tx, company, one.position)).first->second;
        if (portion.empty()) return;
        for (auto const& event : portion) {
            switch (tell_event(one, stream, event, listener)) {
            case Heard::yes: one.position = event.position; break;
            case Heard::no_room: return; // the stream says when there is
            case Heard::gone: stream.finish(); return;
            }
        }
    }
}

News::Heard News::tell_event(
    Subscription& one, http::Stream& stream, jobs::Event const& event, std::optional<Actor>& listener)
{
    auto const topic = std::ranges::find(topics, event.aggregate_kind, &Topic::kind);
    auto const listens = topic != topics.end() && one.topics[static_cast<std::size_t>(topic - topics.begin())];
    auto const concerns_him = event.aggregate_kind == "user" && one.claims.user_id->uuid == event.aggregate_id;
    if (!listens && !concerns_him) return Heard::yes;
    if (!listener) listener = authenticator.actor_of(tx, one.claims, now);
    if (!listener) return Heard::gone;
    auto const block = listens ? block_for(*listener, *topic, event) : std::nullopt;
    return !block || stream.write(*block) ? Heard::yes : Heard::no_room;
}

} // namespace guildhall::live
