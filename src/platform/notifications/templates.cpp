// Reading, writing and trying the company's own texts.
#include "templates.hpp"
#include "audit/audit.hpp"
#include "jobs/outbox.hpp"
#include "message.hpp"
#include "texts/built_in.hpp"

namespace guildhall::notifications {
namespace {

struct TemplateRow {
    CompanyId company_id;
    std::string event;
    Channel channel{};
    TextLanguage locale{};
    std::int64_t version = 1;
    TemplateId id;
    bool is_built_in = false;
    std::string subject, body, action;
    std::optional<UserId> by_id;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(TemplateRow, (),
    (company_id, event, channel, locale, version, id, is_built_in, subject, body, action, by_id, created_at))

db::Insert<TemplateRow> const insert_template{template_tables, "message_template"};
db::Select<TemplateRow, CompanyId, std::string, Channel, std::string> const select_versions{template_tables,
    "FROM message_template WHERE company_id = ? AND event = ? AND channel = ? AND locale = ? ORDER BY version DESC "
    "LIMIT "
    "50"};
db::Find<TemplateRow, CompanyId, std::string, Channel, std::string> const find_latest{template_tables,
    "FROM message_template WHERE company_id = ? AND event = ? AND channel = ? AND locale = ? ORDER BY "
    "version DESC LIMIT 1"};
// The latest of each: versions count on from 1 without a gap.
db::Select<TemplateRow, CompanyId> const select_all_latest{template_tables,
    "FROM message_template AS one WHERE company_id = ? AND NOT EXISTS (SELECT 1 FROM message_template AS newer "
    "WHERE newer.company_id = one.company_id AND newer.event = one.event AND newer.channel = one.channel AND "
    "newer.locale = one.locale AND newer.version = one.version + 1)"};
db::Find<MessageRow, CompanyId, std::string> const find_example{
    tables, "FROM message WHERE company_id = ? AND event = ? ORDER BY created_at DESC, id DESC LIMIT 1"};

LetterText built_in_letter(std::string_view event, Channel channel, std::string_view locale)
{
    auto const& text = built_in_text(event, locale);
    if (channel != Channel::email) return {std::string(text.subject), std::string(text.brief), {}};
    return {std::string(text.subject), std::string(text.body), std::string(text.action)};
}

std::string word_of(TextLanguage locale) { return std::string(reflect::word(locale)); }

LetterText letter_of(
    std::optional<TemplateRow> const& row, std::string_view event, Channel channel, std::string_view locale)
{
    return row && !row->is_built_in ? LetterText{row->subject, row->body, row->action}
                                    : built_in_letter(event, channel, locale);
}

MessageTemplate template_of(db::Tx& tx, Actor const& actor, EventFact const& fact, Channel channel, TextLanguage locale)
{
    auto const versions = select_versions(tx, actor.company_id, std::string(fact.name), channel, word_of(locale));
    auto const latest = versions.empty() ? std::nullopt : std::optional(versions.front());
    auto const text = letter_of(latest, fact.name, channel, word_of(locale));
    auto const built_in = built_in_letter(fact.name, channel, word_of(locale));
    MessageTemplate shown_text{text_id(fact.name, channel, locale), std::string(fact.name), fact.group, channel, locale,
        text.subject, text.body, text.action, latest && !latest->is_built_in, latest ? latest->version : 0, {},
        {built_in.subject, built_in.body, built_in.action}, {}};
    shown_text.placeholders = {{"name", "Ada Lovelace"}, {"company", companies::get_company(tx, actor.company_id).name},
        {"link", "https://…"}};
    for (auto const& placeholder : fact.placeholders)
        shown_text.placeholders.push_back({std::string(placeholder.name), std::string(placeholder.sample)});
    for (auto const& row : versions)
        shown_text.versions.push_back(
            {row.version, row.is_built_in, row.subject, row.body, row.action, row.by_id, row.created_at});
    return shown_text;
}

struct TemplateChanged {
    std::string event;
    Channel channel{};
    TextLanguage locale{};
};
BOOST_DESCRIBE_STRUCT(TemplateChanged, (), (event, channel, locale))

// Writes the next version with its audit entry and event.
MessageTemplate write_version(db::Tx& tx, Actor const& actor, MessageTemplate before, TemplateRow row)
{
    row.company_id = actor.company_id;
    row.event = before.event;
    row.channel = before.channel;
    row.locale = before.locale;
    row.version = before.version + 1;
    row.id = tx.new_id<TemplateId>();
    row.by_id = actor.user_id;
    row.created_at = actor.now;
    insert_template(tx, row);
    auto after = template_of(tx, actor, *find_event(row.event), row.channel, row.locale);
    auto const text = [](MessageTemplate shown_text) {
        shown_text.versions.clear();
        shown_text.placeholders.clear();
        return reflect::to_json(shown_text);
    };
    auto const what = row.is_built_in ? "message_template.reset" : "message_template.changed";
    audit::record(tx, actor, {what, "message_template", row.id.uuid, text(std::move(before)), text(after)});
    jobs::publish(tx, actor, "message_template", row.id, what, TemplateChanged{row.event, row.channel, row.locale});
    return after;
}

// Whether people could still do what the message is for.
bool keeps_secret(EventFact const& fact, Channel channel, std::string const& body)
{
    if (!fact.holds_secret) return true;
    auto const has_code =
        std::ranges::any_of(fact.placeholders, [](Placeholder const& one) { return one.name == "code"; });
    Values const probe{{{"code", "\1"}, {"link", "\1"}}};
    if (!has_code && channel == Channel::email) return true; // the button carries the link
    return fill(body, probe).find('\1') != std::string::npos;
}

} // namespace

LetterText text_for(
    db::Tx& tx, CompanyId company_id, std::string const& event, Channel channel, std::string const& locale)
{
    return letter_of(find_latest(tx, company_id, event, channel, locale), event, channel, locale);
}

Outcome<MessageTemplate, ReadTemplateRefusal> read_template(db::Tx& tx, Actor const& actor, TemplatePath const& wish)
{
    auto const* const fact = find_event(wish.event.value);
    if (!fact) return refuse(ReadTemplateRefusal::template_not_found);
    return template_of(tx, actor, *fact, wish.channel, wish.locale);
}

Outcome<MessageTemplates, ListTemplatesRefusal> list_templates(
    db::Tx& tx, Actor const& actor, ListTemplates const& wish)
{
    std::map<std::tuple<std::string, Channel, TextLanguage>, TemplateRow> latest;
    for (auto& row : select_all_latest(tx, actor.company_id))
        latest.insert_or_assign({row.event, row.channel, row.locale}, std::move(row));
    MessageTemplates all;
    for (auto const& fact : all_events())
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Channel>>([&](auto c) {
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<TextLanguage>>([&](auto l) {
                if (wish.locale && *wish.locale != l.value) return;
                auto const found = latest.find({std::string(fact.name), c.value, l.value});
                auto const row = found == latest.end() ? std::nullopt : std::optional(found->second);
                all.items.push_back({text_id(fact.name, c.value, l.value), std::string(fact.name), fact.group, c.value,
                    l.value, letter_of(row, fact.name, c.value, word_of(l.value)).subject, row && !row->is_built_in,
                    row ? row->version : 0});
            });
        });
    return all;
}

Outcome<MessageTemplate, ChangeTemplateRefusal> change_template(
    db::Tx& tx, Actor const& actor, ChangeTemplate const& wish)
{
    using enum ChangeTemplateRefusal;
    auto const* const fact = find_event(wish.event.value);
    if (!fact) return refuse(template_not_found);
    auto before = template_of(tx, actor, *fact, wish.channel, wish.locale);
    if (actor.expected_version && *actor.expected_version != before.version) return refuse(version_has_changed);
    if (!keeps_secret(*fact, wish.channel, wish.body.value))
        return refuse(secret_is_missing, "Without {{code}} or {{link}} nobody could do what it is for.", "/body");

    // From here on it succeeds.
    TemplateRow row;
    row.subject = wish.subject.value;
    row.body = wish.body.value;
    if (wish.action && wish.channel == Channel::email) row.action = wish.action->value;
    return write_version(tx, actor, std::move(before), std::move(row));
}

Outcome<MessageTemplate, ResetTemplateRefusal> reset_template(db::Tx& tx, Actor const& actor, TemplatePath const& wish)
{
    using enum ResetTemplateRefusal;
    auto const* const fact = find_event(wish.event.value);
    if (!fact) return refuse(template_not_found);
    auto before = template_of(tx, actor, *fact, wish.channel, wish.locale);
    if (actor.expected_version && *actor.expected_version != before.version) return refuse(version_has_changed);
    if (!before.is_own) return refuse(already_built_in);

    // From here on it succeeds.
    TemplateRow row;
    row.is_built_in = true;
    return write_version(tx, actor, std::move(before), std::move(row));
}

Outcome<TemplatePreview, ReadTemplateRefusal> preview_template(
    db::Tx& tx, Actor const& actor, PreviewTemplate const& wish, std::string const& public_url)
{
    auto const* const fact = find_event(wish.event.value);
    if (!fact) return refuse(ReadTemplateRefusal::template_not_found);
    auto const company = companies::get_company(tx, actor.company_id);
    auto const locale = word_of(wish.locale);
    auto text = text_for(tx, actor.company_id, wish.event.value, wish.channel, locale);
    if (wish.subject) text.subject = wish.subject->value;
    if (wish.body) text.body = wish.body->value;
    if (wish.action) text.action = wish.action->value;

    Values values;
    std::string link = public_url + "/quotes";
    auto const example = fact->holds_secret ? std::nullopt : find_example(tx, actor.company_id, wish.event.value);
    if (example) {
        link = public_url + example->link;
        values = values_of(*example, company.name.value, link);
    } else {
        values.known = {{"name", "Ada Lovelace"}, {"company", company.name.value}, {"link", link}};
        for (auto const& placeholder : fact->placeholders) values.known.emplace(placeholder.name, placeholder.sample);
    }
    TemplatePreview preview;
    preview.is_real = example.has_value();
    if (wish.channel == Channel::email) {
        auto letter = write_letter(text, brand_of(company, public_url), values, locale, link);
        preview.subject = std::move(letter.subject);
        preview.text = std::move(letter.text);
        preview.html = std::move(letter.html);
    } else {
        preview.subject = fill(text.subject, values);
        preview.text = fill(text.body, values);
    }
    preview.missing.assign(values.missing.begin(), values.missing.end());
    return preview;
}

} // namespace guildhall::notifications
