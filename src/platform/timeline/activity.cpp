#include "activity.hpp"
#include "http/search_terms.hpp"
#include <algorithm>
#include <map>
#include <unicode/unistr.h>

namespace guildhall::timeline {
namespace {

// Records of which the company's people hear, and what it takes. What people keep for themselves (addresses, views,
// messages) is not among them.
struct Kind {
    std::string_view name;
    Right read{};
};
constexpr Kind kinds[] = {{"quote", Right::quotes_read}, {"sales_order", Right::orders_read},
    {"user", Right::users_read}, {"role", Right::users_read}, {"company", Right::company_read},
    {"services", Right::catalogue_read}, {"materials", Right::catalogue_read}, {"machines", Right::catalogue_read},
    {"finishes", Right::catalogue_read}, {"tolerances", Right::catalogue_read}, {"rush_levels", Right::catalogue_read},
    {"color_names", Right::catalogue_read}, {"catalogue", Right::catalogue_read}, {"webhook", Right::webhooks_manage},
    {"api_key", Right::keys_manage}, {"message_template", Right::notifications_manage}};

constexpr std::int64_t looked_through_at_once = 200;
constexpr int most_looks = 10; // then the page is shorter, and its cursor leads on

// Capitals make no difference, in any script.
std::string folded(std::string const& text)
{
    std::string folded;
    icu::UnicodeString::fromUTF8(text).foldCase().toUTF8String(folded);
    return folded;
}

Kind const* find_kind(std::string_view name)
{
    auto const* found = std::ranges::find(kinds, name, &Kind::name);
    return found == std::end(kinds) ? nullptr : found;
}

std::optional<std::string> first_of(
    reflect::json::object const& state, std::initializer_list<std::string_view> const& members)
{
    for (auto const member : members) {
        auto const* value = state.if_contains(member);
        if (value && value->is_string() && !value->get_string().empty()) return std::string(value->get_string());
    }
    return std::nullopt;
}

class Teller {
public:
    Teller(db::Tx& tx, Actor const& actor, ReadActivity const& wish)
        : tx_(tx)
        , actor_(actor)
        , wish_(wish)
    {
    }

    bool is_wanted(audit::Happening const& one) const
    {
        if (wish_.user_id && one.entry.user_id != wish_.user_id) return false;
        if (wish_.subject_kind && one.subject_kind != wish_.subject_kind->value) return false;
        auto const* kind = find_kind(one.subject_kind);
        return kind && actor_.may(kind->read);
    }

    ActivityItem tell(audit::Happening const& one)
    {
        auto const after = object_of(one.entry.after);
        auto const is_note = one.entry.action.ends_with(".noted");
        auto title = is_note ? std::nullopt : title_in(after);
        if (!title) title = title_in(object_of(one.entry.before));
        return {one.id, one.entry.at, one.entry.action, name_of(one.entry.user_id), one.entry.user_id, one.subject_kind,
            one.subject_id, std::move(title), is_note ? first_of(after, {"text"}) : std::nullopt,
            changes_between(one.entry, false)};
    }

private:
    static std::optional<std::string> title_in(reflect::json::object const& state)
    {
        return first_of(state, {"number", "full_name", "name", "email", "code", "url"});
    }

    std::string const& name_of(std::optional<UserId> const& user)
    {
        auto& name = names_[user];
        if (!name.empty()) return name;
        auto const known = user ? identity::find_user(tx_, actor_.company_id, *user) : std::nullopt;
        return name = !user ? "system" : known ? known->full_name : "somebody";
    }

    db::Tx& tx_;
    Actor const& actor_;
    ReadActivity const& wish_;
    std::map<std::optional<UserId>, std::string> names_;
};

} // namespace

Outcome<Activity, ReadActivityRefusal> read_activity(db::Tx& tx, Actor const& actor, ReadActivity const& wish)
{
    if (wish.subject_kind && !find_kind(wish.subject_kind->value))
        return refuse(ReadActivityRefusal::unknown_subject_kind, "There is no such kind of record.", "/subject_kind");
    auto const limit = static_cast<std::size_t>(wish.limit ? wish.limit->value : 30);
    Teller teller(tx, actor, wish);
    Activity activity;
    auto before = wish.cursor;
    for (int look = 0; look < most_looks; ++look) {
        auto const some = audit::happened_before(tx, actor.company_id, before, looked_through_at_once);
        for (auto const& one : some) {
            before = one.id;
            if (teller.is_wanted(one)) activity.items.push_back(teller.tell(one));
            if (activity.items.size() == limit) break;
        }
        if (activity.items.size() == limit) break;
        if (std::cmp_less(some.size(), looked_through_at_once)) return activity;
    }
    activity.next_cursor = before;
    return activity;
}

Outcome<Colleagues, ReadColleaguesRefusal> read_colleagues(db::Tx& tx, Actor const& actor, ReadColleagues const& wish)
{
    auto const* kind = find_kind(wish.record_kind.value);
    if (!kind || !actor.may(kind->read))
        return refuse(ReadColleaguesRefusal::unknown_record_kind, "Is no record that you may read.", "/record_kind");
    http::SearchWords const words(folded(wish.search ? wish.search->value : ""));
    auto const most = static_cast<std::size_t>(wish.page_size ? wish.page_size->value : 100);
    Colleagues colleagues;
    for (auto& [id, full_name] : identity::names_with(tx, actor.company_id, kind->read)) {
        if (!words.all_begin_in({folded(full_name)})) continue;
        ++colleagues.total;
        if (colleagues.items.size() < most) colleagues.items.push_back({id, std::move(full_name)});
    }
    return colleagues;
}

void add_routes(http::Router& r)
{
    r.get("/api/v1/activity", read_activity,
        {.summary = "What happened in the company, of the records that one may read",
            .description = "The latest first. With `cursor`, what was before; a page may be short although there is "
                           "more, as long as it has a next_cursor.",
            .needs = Right::company_read});
    r.get("/api/v1/colleagues", read_colleagues,
        {.summary = "Colleagues who may read such records, to mention them in a note",
            .description = "With `search`, those whose names have words that begin so.",
            .needs = Right::company_read});
}

} // namespace guildhall::timeline
