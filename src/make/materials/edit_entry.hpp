#pragma once
// Staff edit the catalogue, every kind by the same rules: a row has a code of its own, and a change that would leave
// the calculator with a fault it had not before is refused. Prices already given stay as they are.
#include "wish.hpp"

namespace guildhall::materials {

BOOST_DEFINE_ENUM_CLASS(ReadEntryRefusal, entry_not_found)
BOOST_DEFINE_ENUM_CLASS(AddEntryRefusal, code_taken, invalid_code, invalid_catalogue, catalogue_full)
BOOST_DEFINE_ENUM_CLASS(
    ChangeEntryRefusal, entry_not_found, version_has_changed, code_taken, invalid_code, invalid_catalogue)
BOOST_DEFINE_ENUM_CLASS(RemoveEntryRefusal, entry_not_found, version_has_changed, still_used)

inline constexpr std::size_t most_rows_of_a_kind = 1000;
inline constexpr std::string_view code_rule = "Lower-case letters, digits and underscores, at most 60 of them.";

// Whether it follows the code_rule; no id does, so that a key is one or the other.
bool is_code(std::string_view text);
// What the calculator would complain of after the change and did not before.
std::optional<pricing::CatalogueProblem> new_problem(
    pricing::Catalogue const& before, pricing::Catalogue const& after);
// 'materials "pla": price_per_kg must be between 0 and 10^9.'
std::string sentence_of(pricing::CatalogueProblem const& problem);
// The member at fault when the problem lies in the rows being edited; empty when it lies with others.
std::string pointer_to(pricing::CatalogueProblem const& problem, std::string_view kind);

template <class Row> bool has_good_code(Row const& row)
{
    if constexpr (requires { row.code; })
        return is_code(row.code);
    else
        return true; // made from the code of a service, which the calculator's check looks up
}

template <class Row>
Outcome<EntryView<Row>, ReadEntryRefusal> read_row(db::Tx& tx, Actor const& actor, NameEntry const& wish)
{
    auto const entry = find_entry(tx, actor.company_id, kind_of<Row>(), wish.key);
    if (!entry) return refuse(ReadEntryRefusal::entry_not_found);
    return view_of<Row>(*entry);
}

template <class Row>
Outcome<EntryView<Row>, AddEntryRefusal> add_row(db::Tx& tx, Actor const& actor, NewEntry<Row> const& wish)
{
    using enum AddEntryRefusal;
    Row row;
    take_all(row, wish);
    if (!has_good_code(row)) return refuse(invalid_code, std::string(code_rule), "/code");
    if (find_entry(tx, actor.company_id, kind_of<Row>(), code_of(row)))
        return refuse(code_taken, "There is a row \"" + code_of(row) + "\" already.");
    auto const before = load_catalogue(tx, actor.company_id);
    auto after = before;
    auto& rows = rows_of<Row>(after);
    if (rows.size() >= most_rows_of_a_kind) return refuse(catalogue_full);
    if (row.position == 0 && !rows.empty()) row.position = rows.back().position + 10;
    rows.push_back(row);
    if (auto const problem = new_problem(before, after))
        return refuse(invalid_catalogue, sentence_of(*problem), pointer_to(*problem, kind_of<Row>()));

    // From here on the addition succeeds.
    Entry entry;
    entry.company_id = actor.company_id;
    entry.id = tx.new_id<EntryId>();
    entry.created_at = entry.updated_at = actor.now;
    put_row(entry, row);
    add_entry(tx, actor, entry);
    return view_of<Row>(entry);
}

template <class Row>
Outcome<EntryView<Row>, ChangeEntryRefusal> change_row(db::Tx& tx, Actor const& actor, EntryChange<Row> const& wish)
{
    using enum ChangeEntryRefusal;
    auto const entry = find_entry(tx, actor.company_id, kind_of<Row>(), wish.key);
    if (!entry) return refuse(entry_not_found);
    if (actor.expected_version && *actor.expected_version != entry->version) return refuse(version_has_changed);
    auto row = row_of<Row>(*entry);
    take_all(row, wish);
    if (!has_good_code(row)) return refuse(invalid_code, std::string(code_rule), "/code");
    if (code_of(row) != entry->code && find_entry(tx, actor.company_id, kind_of<Row>(), code_of(row)))
        return refuse(code_taken, "There is a row \"" + code_of(row) + "\" already.");
    auto const before = load_catalogue(tx, actor.company_id);
    auto after = before;
    *std::ranges::find(rows_of<Row>(after), entry->code, code_of<Row>) = row;
    if (auto const problem = new_problem(before, after))
        return refuse(invalid_catalogue, sentence_of(*problem), pointer_to(*problem, kind_of<Row>()));

    // From here on the change succeeds.
    auto changed = *entry;
    put_row(changed, row);
    changed.updated_at = actor.now;
    ++changed.version;
    change_entry(tx, actor, *entry, changed);
    return view_of<Row>(changed);
}

template <class Row>
Outcome<Nothing, RemoveEntryRefusal> remove_row(db::Tx& tx, Actor const& actor, NameEntry const& wish)
{
    using enum RemoveEntryRefusal;
    auto const entry = find_entry(tx, actor.company_id, kind_of<Row>(), wish.key);
    if (!entry) return refuse(entry_not_found);
    if (actor.expected_version && *actor.expected_version != entry->version) return refuse(version_has_changed);
    auto const before = load_catalogue(tx, actor.company_id);
    auto after = before;
    std::erase_if(rows_of<Row>(after), [&](Row const& row) { return code_of(row) == entry->code; });
    if (auto const problem = new_problem(before, after)) return refuse(still_used, sentence_of(*problem));

    // From here on the removal succeeds.
    remove_entry(tx, actor, *entry);
    return Nothing{};
}

} // namespace guildhall::materials
