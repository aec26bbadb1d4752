#pragma once
// What may be done to many records of a list. A module names its list, and per action the use case that one record has
// anyway: rules, rights, audit, events and versions are the record's own.
#include "http/router.hpp"

namespace guildhall::bulk {

inline constexpr std::int64_t most_at_once = 1'000;
inline constexpr std::int64_t most_in_a_job = 100'000;

// Exactly one of ids and filter.
struct BulkTarget {
    std::optional<std::vector<Uuid>> ids;
    std::optional<std::vector<std::int64_t>> versions; // of the ids, as they were seen: others refuse
    std::optional<Text<0, 2000>> filter; // as behind the list's question mark: "status=pending&search=ada"
    std::optional<bool> dry_run;         // only say what would happen
};
BOOST_DESCRIBE_STRUCT(BulkTarget, (), (ids, versions, filter, dry_run))

struct BulkItem {
    Uuid id;
    std::string number; // what people call the record
    bool ok = false;
    std::optional<std::string> code; // why not
    std::optional<std::string> detail;
};
BOOST_DESCRIBE_STRUCT(BulkItem, (), (id, number, ok, code, detail))

struct BulkResult {
    bool dry_run = false;
    std::int64_t matched = 0;
    std::int64_t checked = 0; // of these; a job looks at the rest
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;
    std::vector<BulkItem> results;
    std::optional<Uuid> bulk_operation_id; // what was done, or is being done: GET /bulk-operations/{id}
    std::optional<Uuid> job_id;            // when it is a job
};
BOOST_DESCRIBE_STRUCT(
    BulkResult, (), (dry_run, matched, checked, succeeded, failed, results, bulk_operation_id, job_id))

BOOST_DEFINE_ENUM_CLASS(BulkRefusal, exactly_one_target, versions_do_not_fit, invalid_filter, too_many_rows)
BOOST_DEFINE_ENUM_CLASS(
    BulkChangeRefusal, exactly_one_target, versions_do_not_fit, invalid_filter, too_many_rows, nothing_to_change)

struct Failure {
    std::string code, detail;
};

// Behind which record of a list one goes on; nothing: from its beginning.
using Position = std::optional<std::pair<http::Bound, Uuid>>;

// The list that the records stand in.
struct List {
    struct Found {
        Uuid id;
        http::Bound position;
    };
    std::string name;      // below /api/v1: "users"
    std::string not_found; // code for an id that names nothing
    std::string label;     // the member by which people know the record
    // The record as its members; nothing when this actor sees no such record.
    std::function<std::optional<reflect::json::object>(db::Tx&, Actor const&, Uuid const&)> read;
    // The first so many, in the list's own order for this; behind this position when given. Empty: ids only.
    std::function<std::expected<std::vector<Found>, http::Problem>(
        db::Tx&, Actor const&, http::Query const&, std::int64_t, Position const&)>
        rows = {};
    std::function<std::expected<std::int64_t, http::Problem>(db::Tx&, Actor const&, http::Query const&)> count = {};
    std::string order = "created_at"; // a column that no step changes and the listing orders by
};

// One action on the records of a list.
struct Step {
    List list;
    std::string action;
    std::optional<Right> needs;
    // Does it to one record. `changes` is JSON: the members of the wish that were given.
    std::function<std::optional<Failure>(db::Tx&, Actor const&, Uuid const&, std::string const& changes)> act;
    bool is_undoable = false; // `changes` are members of the record, and the act sets them
    // Members that are only right together: when one of them is given, an undo restores all.
    std::vector<std::string> together = {};
    std::string path = {}; // when it is not /api/v1/<list>/bulk/<action>
};

// The members of a wish but for the first, which names the record.
template <class Wish> struct ChangesOf : Wish {
    using reflected_members = boost::mp11::mp_pop_front<reflect::fields_of<Wish>>;
};

// Path member aside, the body of the record's own route and which records are meant.
template <class Wish> struct BulkWish : BulkTarget, Wish {
    using reflected_members = boost::mp11::mp_append<boost::mp11::mp_list<>, reflect::fields_of<BulkTarget>,
        boost::mp11::mp_pop_front<reflect::fields_of<Wish>>>;
    static std::string_view schema_name()
    {
        static auto const name = "Bulk" + std::string(reflect::type_name<Wish>());
        return name;
    }
};

// What was given of a wish, as JSON.
template <class Wish> std::string given_in(Wish const& wish)
{
    std::string text = "{";
    boost::mp11::mp_for_each<typename ChangesOf<Wish>::reflected_members>([&](auto d) {
        auto const& member = wish.*d.pointer;
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (reflect::is_optional<Member>) {
            if (!member) return;
        } else if constexpr (reflect::is_patch<Member>)
            if (!member.given) return;
        if (text.size() > 1) text += ',';
        text += '"';
        text += d.name;
        text += "\":";
        text += reflect::to_json(member);
    });
    return text + "}";
}

template <class Wish> void name_record(Wish& wish, Uuid const& id)
{
    auto& key = wish.*boost::mp11::mp_front<reflect::fields_of<Wish>>::pointer;
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(key)>, std::string>)
        key = to_string(id);
    else
        key = {id};
}

// The use case of one record as the act of a step.
template <class F> auto acting(F use_case)
{
    using Wish = http::In_of<F>;
    return [use_case](db::Tx& tx, Actor const& actor, Uuid const& id, std::string const& changes) {
        reflect::Complaints complaints;
        Wish wish = reflect::from_json<ChangesOf<Wish>>(changes, complaints);
        if (!complaints.empty()) return std::optional(Failure{"invalid_input", complaints.front().message});
        name_record(wish, id);
        auto done = use_case(tx, actor, wish);
        if constexpr (std::is_same_v<decltype(done), std::optional<Failure>>)
            return done;
        else {
            if (done) return std::optional<Failure>();
            return std::optional(Failure{std::string(reflect::word(done.error().reason)), done.error().detail});
        }
    };
}

// A list whose records are read by a use case: Outcome<View, Why>(Tx&, Actor const&, Path const&).
template <class Row, class Item, class F>
List list_of(
    std::string name, http::Listing<Row, Item> const& listing, F read, std::string label, std::string not_found)
{
    List list{std::move(name), std::move(not_found), std::move(label), {}};
    list.read = [read](db::Tx& tx, Actor const& actor, Uuid const& id) -> std::optional<reflect::json::object> {
        http::In_of<F> path;
        name_record(path, id);
        auto const record = read(tx, actor, path);
        if (!record) return std::nullopt;
        return reflect::json::parse(reflect::to_json(*record)).as_object();
    };
    list_rows(list, listing);
    return list;
}

template <class Row, class Item> void list_rows(List& list, http::Listing<Row, Item> const& listing)
{
    list.rows = [&listing, order = list.order](auto& tx, auto const& actor, auto const& query, std::int64_t most,
                    auto const& after) -> std::expected<std::vector<List::Found>, http::Problem> {
        auto const rows = listing.rows(tx, actor, query, most, after);
        if (!rows) return std::unexpected(rows.error());
        std::vector<List::Found> found;
        for (auto const& row : *rows) found.push_back({row.id.uuid, http::bound_of(row, order)});
        return found;
    };
    list.count = [&listing](auto& tx, auto const& actor, auto const& query) { return listing.count(tx, actor, query); };
}

// All steps of the program. Filled at start, only read afterwards.
class Steps {
public:
    // Sets members of many records, and can be undone.
    template <class F>
    void change(http::Router& r, List list, F use_case, http::RouteFacts facts, std::vector<std::string> together = {})
    {
        add_change<http::In_of<F>>(
            r, {std::move(list), "update", facts.needs, acting(use_case), true, std::move(together)}, facts);
    }
    // Does something to many records that takes no members: delete, revoke, retry.
    template <class F>
    void plain(http::Router& r, List list, std::string action, F use_case, http::RouteFacts const& facts)
    {
        add_plain(r, {std::move(list), std::move(action), facts.needs, acting(use_case)}, facts);
    }
    // The same with members of its own, which are not the record's.
    template <class Wish> void add(http::Router& r, Step step, http::RouteFacts const& facts)
    {
        auto const& kept = keep(std::move(step));
        r.post(
            kept.path,
            [&kept](db::Tx& tx, Actor const& actor, BulkWish<Wish> const& wish) -> Outcome<BulkResult, BulkRefusal> {
                return run(tx, actor, kept, wish, given_in<Wish>(wish));
            },
            documented(facts));
    }
    Step const* find(std::string const& list, std::string const& action) const;

private:
    template <class Wish> void add_change(http::Router& r, Step step, http::RouteFacts const& facts)
    {
        auto const& kept = keep(std::move(step));
        r.post(
            kept.path,
            [&kept](
                db::Tx& tx, Actor const& actor, BulkWish<Wish> const& wish) -> Outcome<BulkResult, BulkChangeRefusal> {
                return run_change(tx, actor, kept, wish, given_in<Wish>(wish));
            },
            documented(facts));
    }
    void add_plain(http::Router& r, Step step, http::RouteFacts const& facts);
    Step const& keep(Step step);
    static http::RouteFacts documented(http::RouteFacts facts);
    // Does it now, or begins a job when there are more than fit into one transaction.
    static Outcome<BulkResult, BulkRefusal> run(
        db::Tx& tx, Actor const& actor, Step const& step, BulkTarget const& target, std::string const& changes);
    static Outcome<BulkResult, BulkChangeRefusal> run_change(
        db::Tx& tx, Actor const& actor, Step const& step, BulkTarget const& target, std::string const& changes);

    std::map<std::pair<std::string, std::string>, Step> steps_;
};

} // namespace guildhall::bulk
