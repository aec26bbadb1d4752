// Many texts at once: back to the built-in ones, and to one's own again.
#include "crypto/crypto.hpp"
#include "templates.hpp"
#include <algorithm>

namespace guildhall::notifications {
namespace {

struct TextKey {
    std::string event;
    Channel channel{};
    TextLanguage locale{};
};

std::map<Uuid, TextKey> make_keys()
{
    std::map<Uuid, TextKey> keys;
    for (auto const& fact : all_events())
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Channel>>([&](auto c) {
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<TextLanguage>>([&](auto l) {
                keys.insert({text_id(fact.name, c.value, l.value).uuid, {std::string(fact.name), c.value, l.value}});
            });
        });
    return keys;
}

std::optional<TemplatePath> path_of(MessageTextId id)
{
    static auto const keys = make_keys();
    auto const found = keys.find(id.uuid);
    if (found == keys.end()) return std::nullopt;
    return TemplatePath{{found->second.event}, found->second.channel, found->second.locale};
}

// As the one use case refuses, in the words of the other.
template <class Refusal> ChooseTextRefusal as_choosing(Refusal reason)
{
    return reflect::enum_of<ChooseTextRefusal>(std::string(reflect::word(reason))).value();
}

Outcome<MessageTemplate, ChooseTextRefusal> restore_own(db::Tx& tx, Actor const& actor, TemplatePath const& path)
{
    auto const now = read_template(tx, actor, path).value();
    if (actor.expected_version && *actor.expected_version != now.version)
        return refuse(ChooseTextRefusal::version_has_changed);
    if (now.is_own) return refuse(ChooseTextRefusal::already_own, "It is your own text already.");
    auto const last = std::ranges::find(now.versions, false, &TemplateVersion::is_built_in);
    if (last == now.versions.end())
        return refuse(ChooseTextRefusal::no_own_text, "Nobody has written another text yet.");
    auto restored = change_template(
        tx, actor, {path.event, path.channel, path.locale, {last->subject}, {last->body}, {{last->action}}});
    if (!restored) return refuse(as_choosing(restored.error().reason), restored.error().detail);
    return std::move(*restored);
}

// What a step with many shows and keeps of a text.
struct TextStanding {
    MessageTextId id;
    std::string name; // "quote.approved, email, en"
    bool is_own = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(TextStanding, (), (id, name, is_own, version))

std::optional<reflect::json::object> read_standing(db::Tx& tx, Actor const& actor, Uuid const& id)
{
    auto const path = path_of({id});
    if (!path) return std::nullopt;
    auto const text = read_template(tx, actor, *path).value();
    auto const name =
        text.event + ", " + std::string(reflect::word(text.channel)) + ", " + std::string(reflect::word(text.locale));
    return reflect::json::parse(reflect::to_json(TextStanding{{id}, name, text.is_own, text.version})).as_object();
}

} // namespace

MessageTextId text_id(std::string_view event, Channel channel, TextLanguage locale)
{
    auto const digest = crypto::sha256("message text\n" + std::string(event) + "\n" +
                                       std::string(reflect::word(channel)) + "\n" + std::string(reflect::word(locale)));
    MessageTextId id;
    std::copy_n(digest.begin(), id.uuid.bytes.size(), id.uuid.bytes.begin());
    id.uuid.bytes[6] = static_cast<std::uint8_t>((id.uuid.bytes[6] & 0x0F) | 0x80); // RFC 9562, version 8
    id.uuid.bytes[8] = static_cast<std::uint8_t>((id.uuid.bytes[8] & 0x3F) | 0x80);
    return id;
}

Outcome<MessageTemplate, ChooseTextRefusal> choose_text(db::Tx& tx, Actor const& actor, ChooseText const& wish)
{
    auto const path = path_of(wish.message_text_id);
    if (!path) return refuse(ChooseTextRefusal::template_not_found);
    if (!wish.is_own) return read_template(tx, actor, *path).value();
    if (*wish.is_own) return restore_own(tx, actor, *path);
    auto reset = reset_template(tx, actor, *path);
    if (!reset) return refuse(as_choosing(reset.error().reason), reset.error().detail);
    return std::move(*reset);
}

void add_text_steps(http::Router& r, bulk::Steps& steps)
{
    bulk::List list{"message-templates", "template_not_found", "name", read_standing};
    steps.change(r, std::move(list), choose_text,
        {.summary = "Go back to many built-in texts, or to one's own again",
            .description =
                "By the ids of GET /message-templates alone. `is_own` false: the built-in text holds; true: the "
                "last that the company has written. Each is a new version of its text.",
            .needs = Right::notifications_manage,
            .example = R"({"ids":["019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12"],"is_own":false})"});
}

} // namespace guildhall::notifications
