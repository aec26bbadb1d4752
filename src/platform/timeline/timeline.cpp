#include "timeline/timeline.hpp"
#include "note.hpp"
#include <map>
#include <ranges>
#include <span>

namespace guildhall::timeline {

namespace json = reflect::json;

namespace {

// What changes with everything, or follows from the rest.
constexpr std::string_view never_shown[] = {"id", "version", "updated_at", "allowed_actions", "allowed_transitions",
    "lines", "history", "is_cancellable", "can_start_production", "is_paid", "preview_url"};
constexpr std::string_view shown_to_customers[] = {"status", "payment_status", "fulfilment_status", "revision", "total",
    "rush", "carrier", "tracking_number", "shipping_address", "valid_until", "staff_message", "reject_reason",
    "cancel_reason"};

bool is_among(std::string_view name, std::span<std::string_view const> names)
{
    return std::ranges::find(names, name) != names.end();
}

std::optional<std::string> text_of(json::object const& object, std::string_view name)
{
    auto const* value = object.if_contains(name);
    if (!value || value->is_null()) return std::nullopt;
    return value->is_string() ? std::string(value->as_string()) : json::serialize(*value);
}

} // namespace

json::object object_of(std::optional<std::string> const& text)
{
    boost::system::error_code error;
    auto const value = text ? json::parse(*text, error) : json::value{};
    return value.is_object() ? value.as_object() : json::object{};
}

std::vector<FieldChange> changes_between(audit::Entry const& entry, bool for_staff)
{
    auto const before = object_of(entry.before), after = object_of(entry.after);
    std::vector<FieldChange> changes;
    if (before.empty()) return changes; // it came into being; the record itself says as what
    for (auto const& member : after) {
        auto const name = std::string_view(member.key());
        if (is_among(name, never_shown) || (!for_staff && !is_among(name, shown_to_customers))) continue;
        auto was = text_of(before, name), is = text_of(after, name);
        if (was != is) changes.push_back({std::string(name), std::move(was), std::move(is)});
    }
    return changes;
}

std::string name_for(db::Tx& tx, Actor const& actor, Record const& record, std::optional<UserId> const& user)
{
    if (!user) return "system";
    if (!record.for_staff && !actor.owns(user)) return "staff";
    auto const known = identity::find_user(tx, actor.company_id, *user);
    return known ? known->full_name : "somebody";
}

Timeline tell(db::Tx& tx, Actor const& actor, Record const& record, std::vector<TimelineItem> more)
{
    std::map<std::optional<UserId>, std::string> names;
    auto const name_of = [&](std::optional<UserId> const& user) {
        auto const known = names.find(user);
        if (known != names.end()) return known->second;
        return names[user] = name_for(tx, actor, record, user);
    };
    auto const id_shown = [&](std::optional<UserId> const& user) {
        return record.for_staff || actor.owns(user) ? user : std::nullopt;
    };

    Timeline story{std::move(more)};
    auto const entries = audit::entries_of(tx, actor.company_id, record.id);
    for (auto const& entry : entries | std::views::reverse) {
        if (entry.action.ends_with(".noted")) continue; // told below, in its own words
        auto changes = changes_between(entry, record.for_staff);
        if (!record.for_staff && changes.empty() && entry.before) continue;
        story.items.push_back({TimelineKind::change, entry.at, entry.action, name_of(entry.user_id),
            id_shown(entry.user_id), false, {}, std::move(changes), {}, {}});
    }
    auto const notes = notes_of(tx, actor.company_id, record.id);
    for (auto const& note : notes | std::views::reverse) {
        if (note.is_internal && !record.for_staff) continue;
        story.items.push_back({TimelineKind::note, note.created_at, "note.added", name_of(note.author_id),
            id_shown(note.author_id), note.is_internal, note.text, {}, {}, {}, note.mentions});
    }
    std::ranges::stable_sort(story.items, {}, &TimelineItem::at);
    return story;
}

} // namespace guildhall::timeline
