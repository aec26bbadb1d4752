#pragma once
// The texts of the company's own, per event, channel and language.
#include "bulk/steps.hpp"
#include "catalogue.hpp"
#include "companies/companies.hpp"
#include "db/queries.hpp"
#include "letter.hpp"

namespace guildhall::notifications {

inline db::Tables const template_tables{{"message_template"}};
BOOST_DEFINE_ENUM_CLASS(TextLanguage, en, ru, kk)
using TemplateId = Id<struct TemplateTag>;
// Of a text whatever its version, made of event, channel and language: the same in every company.
using MessageTextId = Id<struct MessageTextTag>;
MessageTextId text_id(std::string_view event, Channel channel, TextLanguage locale);

// The text that holds for this company. In the app and by SMS the body is brief, and there is no action.
LetterText text_for(
    db::Tx& tx, CompanyId company_id, std::string const& event, Channel channel, std::string const& locale);

struct TemplatePath {
    Text<1, 60> event;
    Channel channel{};
    TextLanguage locale{};
};
BOOST_DESCRIBE_STRUCT(TemplatePath, (), (event, channel, locale))

struct TemplateVersion {
    std::int64_t version = 1;
    bool is_built_in = false;
    std::string subject, body, action;
    std::optional<UserId> by_id;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(TemplateVersion, (), (version, is_built_in, subject, body, action, by_id, created_at))
struct PlaceholderShown {
    std::string name, sample;
};
BOOST_DESCRIBE_STRUCT(PlaceholderShown, (), (name, sample))
struct BuiltInShown {
    std::string subject, body, action;
};
BOOST_DESCRIBE_STRUCT(BuiltInShown, (), (subject, body, action))
struct MessageTemplate {
    MessageTextId id;
    std::string event;
    EventGroup event_group{};
    Channel channel{};
    TextLanguage locale{};
    std::string subject, body, action;
    bool is_own = false;      // not the built-in one
    std::int64_t version = 0; // 0: never changed
    std::vector<PlaceholderShown> placeholders;
    BuiltInShown built_in;
    std::vector<TemplateVersion> versions; // newest first, at most 50
};
BOOST_DESCRIBE_STRUCT(MessageTemplate, (),
    (id, event, event_group, channel, locale, subject, body, action, is_own, version, placeholders, built_in, versions))

BOOST_DEFINE_ENUM_CLASS(ReadTemplateRefusal, template_not_found)
Outcome<MessageTemplate, ReadTemplateRefusal> read_template(db::Tx&, Actor const&, TemplatePath const&);

struct TemplateSummary {
    MessageTextId id; // for steps with many
    std::string event;
    EventGroup event_group{};
    Channel channel{};
    TextLanguage locale{};
    std::string subject;
    bool is_own = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(TemplateSummary, (), (id, event, event_group, channel, locale, subject, is_own, version))
struct ListTemplates {
    std::optional<TextLanguage> locale;
};
BOOST_DESCRIBE_STRUCT(ListTemplates, (), (locale))
struct MessageTemplates {
    std::vector<TemplateSummary> items;
};
BOOST_DESCRIBE_STRUCT(MessageTemplates, (), (items))
BOOST_DEFINE_ENUM_CLASS(ListTemplatesRefusal)
Outcome<MessageTemplates, ListTemplatesRefusal> list_templates(db::Tx&, Actor const&, ListTemplates const&);

struct ChangeTemplate {
    Text<1, 60> event;
    Channel channel{};
    TextLanguage locale{};
    Text<1, 200> subject;
    Text<1, 4000> body;
    std::optional<Text<0, 100>> action; // of an e-mail's button
};
BOOST_DESCRIBE_STRUCT(ChangeTemplate, (), (event, channel, locale, subject, body, action))
BOOST_DEFINE_ENUM_CLASS(ChangeTemplateRefusal, template_not_found, version_has_changed, secret_is_missing)
Outcome<MessageTemplate, ChangeTemplateRefusal> change_template(db::Tx&, Actor const&, ChangeTemplate const&);
BOOST_DEFINE_ENUM_CLASS(ResetTemplateRefusal, template_not_found, version_has_changed, already_built_in)
Outcome<MessageTemplate, ResetTemplateRefusal> reset_template(db::Tx&, Actor const&, TemplatePath const&);

// Which text holds: the built-in one, or the last that the company has written.
struct ChooseText {
    MessageTextId message_text_id;
    std::optional<bool> is_own;
};
BOOST_DESCRIBE_STRUCT(ChooseText, (), (message_text_id, is_own))
BOOST_DEFINE_ENUM_CLASS(ChooseTextRefusal, template_not_found, version_has_changed, already_built_in, already_own,
    no_own_text, secret_is_missing)
Outcome<MessageTemplate, ChooseTextRefusal> choose_text(db::Tx&, Actor const&, ChooseText const&);
void add_text_steps(http::Router& r, bulk::Steps& steps);

struct PreviewTemplate {
    Text<1, 60> event;
    Channel channel{};
    TextLanguage locale{};
    std::optional<Text<0, 200>> subject; // what is being written; what holds now when absent
    std::optional<Text<0, 4000>> body;
    std::optional<Text<0, 100>> action;
};
BOOST_DESCRIBE_STRUCT(PreviewTemplate, (), (event, channel, locale, subject, body, action))
struct TemplatePreview {
    std::string subject, text;
    std::optional<std::string> html;  // of an e-mail
    bool is_real = false;             // with the values of the latest message of this event; samples otherwise
    std::vector<std::string> missing; // placeholders that nobody fills
};
BOOST_DESCRIBE_STRUCT(TemplatePreview, (), (subject, text, html, is_real, missing))
Outcome<TemplatePreview, ReadTemplateRefusal> preview_template(
    db::Tx&, Actor const&, PreviewTemplate const&, std::string const& public_url);

} // namespace guildhall::notifications
