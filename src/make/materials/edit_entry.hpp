#pragma once
// Staff edit the catalogue, every kind by the same rules: a row has a code of its own, and a change that would leave
// the calculator with a fault it had not before is refused. Prices already given stay as they are.
#include "wish.hpp"

namespace guildhall::materials {

BOOST_DEFINE_ENUM_CLASS(ReadEntryRefusal, entry_not_found)
// Rows with a code of their own; the others are known by the service they belong to.
BOOST_DEFINE_ENUM_CLASS(AddCodedRefusal, code_taken, invalid_code, invalid_catalogue)
BOOST_DEFINE_ENUM_CLASS(
    ChangeCodedRefusal, entry_not_found, version_has_changed, code_taken, invalid_code, invalid_catalogue)
BOOST_DEFINE_ENUM_CLASS(AddEntryRefusal, code_taken, invalid_catalogue)
BOOST_DEFINE_ENUM_CLASS(ChangeEntryRefusal, entry_not_found, version_has_changed, code_taken, invalid_catalogue)
// Rows that others may name or need, and rows that stand alone.
BOOST_DEFINE_ENUM_CLASS(RemoveNeededRefusal, entry_not_found, version_has_changed, still_used)
BOOST_DEFINE_ENUM_CLASS(RemoveEntryRefusal, entry_not_found, version_has_changed)

template <class Row> inline constexpr bool has_code = requires(Row row) { row.code; };
template <class Row>
inline constexpr bool may_be_needed =
    !std::is_same_v<Row, pricing::QuantityStep> && !std::is_same_v<Row, pricing::Machine> &&
    !std::is_same_v<Row, pricing::RushLevel> && !std::is_same_v<Row, pricing::ColorName>;
template <class Row> using AddRefusal = std::conditional_t<has_code<Row>, AddCodedRefusal, AddEntryRefusal>;
template <class Row> using ChangeRefusal = std::conditional_t<has_code<Row>, ChangeCodedRefusal, ChangeEntryRefusal>;
template <class Row>
using RemoveRefusal = std::conditional_t<may_be_needed<Row>, RemoveNeededRefusal, RemoveEntryRefusal>;

inline constexpr std::string_view code_rule = "Lower-case letters, digits and underscores, at most 60 of them.";

// Whether it follows the code_rule; no id does, so that a key is one or the other.
bool is_code(std::string_view text);
// What the calculator would complain of after the change and did not before; also a table that grows too long. The
// first of it, or all.
std::optional<pricing::CatalogueProblem> new_problem(pricing::Catalogue const& before, pricing::Catalogue const& after);
std::vector<pricing::CatalogueProblem> new_problems(pricing::Catalogue const& before, pricing::Catalogue const& after);
bool is_same(pricing::CatalogueProblem const& one, pricing::CatalogueProblem const& other);
// 'materials "pla": price_per_kg must be between 0 and 10^9.'
std::string sentence_of(pricing::CatalogueProblem const& problem);
// The member at fault when the problem lies in the rows being edited; empty when it lies with others.
std::string pointer_to(pricing::CatalogueProblem const& problem, std::string_view kind);

// What is wrong with the row's code; `code` is the stored one, if any.
template <class Why, class Row>
std::optional<Refused<Why>> code_fault(
    db::Tx& tx, Actor const& actor, Row const& row, std::string const& stored_code = {})
{
    auto const code = code_of(row);
    if constexpr (has_code<Row>)
        if (!is_code(code)) return Refused<Why>{Why::invalid_code, std::string(code_rule), "/code", {}};
    if (code != stored_code && find_entry(tx, actor.company_id, kind_of<Row>(), code))
        return Refused<Why>{Why::code_taken, "There is a row \"" + code + "\" already.", {}, {}};
    return std::nullopt;
}

// Refuses with the fault that the calculator would find in `after`.
template <class Why, class Row>
std::optional<Refused<Why>> catalogue_fault(pricing::Catalogue const& before, pricing::Catalogue const& after)
{
    auto const problem = new_problem(before, after);
    if (!problem) return std::nullopt;
    return Refused<Why>{Why::invalid_catalogue, sentence_of(*problem), pointer_to(*problem, kind_of<Row>()), {}};
}

template <class Row>
Outcome<EntryView<Row>, ReadEntryRefusal> read_row(db::Tx& tx, Actor const& actor, NameEntry const& wish)
{
    auto const entry = find_entry(tx, actor.company_id, kind_of<Row>(), wish.key);
    if (!entry) return refuse(ReadEntryRefusal::entry_not_found);
    return view_of<Row>(*entry);
}

template <class Row>
Outcome<EntryView<Row>, AddRefusal<Row>> add_row(db::Tx& tx, Actor const& actor, NewEntry<Row> const& wish)
{
    using Why = AddRefusal<Row>;
    Row row;
    take_all(row, wish);
    if (auto fault = code_fault<Why>(tx, actor, row)) return std::unexpected(std::move(*fault));
    auto const before = load_catalogue(tx, actor.company_id);
    auto after = before;
    auto& rows = rows_of<Row>(after);
    if (row.position == 0 && !rows.empty()) row.position = rows.back().position + 10;
    rows.push_back(row);
    if (auto fault = catalogue_fault<Why, Row>(before, after)) return std::unexpected(std::move(*fault));

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
Outcome<EntryView<Row>, ChangeRefusal<Row>> change_row(db::Tx& tx, Actor const& actor, EntryChange<Row> const& wish)
{
    using Why = ChangeRefusal<Row>;
    auto const entry = find_entry(tx, actor.company_id, kind_of<Row>(), wish.key);
    if (!entry) return refuse(Why::entry_not_found);
    if (actor.expected_version && *actor.expected_version != entry->version) return refuse(Why::version_has_changed);
    auto row = row_of<Row>(*entry);
    take_all(row, wish);
    if (auto fault = code_fault<Why>(tx, actor, row, entry->code)) return std::unexpected(std::move(*fault));
    auto const before = load_catalogue(tx, actor.company_id);
    auto after = before;
    *std::ranges::find(rows_of<Row>(after), entry->code, code_of<Row>) = row;
    if (auto fault = catalogue_fault<Why, Row>(before, after)) return std::unexpected(std::move(*fault));

    // From here on the change succeeds.
    auto changed = *entry;
    put_row(changed, row);
    changed.updated_at = actor.now;
    ++changed.version;
    change_entry(tx, actor, *entry, changed);
    return view_of<Row>(changed);
}

template <class Row>
Outcome<Nothing, RemoveRefusal<Row>> remove_row(db::Tx& tx, Actor const& actor, NameEntry const& wish)
{
    using Why = RemoveRefusal<Row>;
    auto const entry = find_entry(tx, actor.company_id, kind_of<Row>(), wish.key);
    if (!entry) return refuse(Why::entry_not_found);
    if (actor.expected_version && *actor.expected_version != entry->version) return refuse(Why::version_has_changed);
    if constexpr (may_be_needed<Row>) {
        auto const before = load_catalogue(tx, actor.company_id);
        auto after = before;
        std::erase_if(rows_of<Row>(after), [&](Row const& row) { return code_of(row) == entry->code; });
        if (auto const problem = new_problem(before, after)) return refuse(Why::still_used, sentence_of(*problem));
    }

    // From here on the removal succeeds.
    remove_entry(tx, actor, *entry);
    return Nothing{};
}

} // namespace guildhall::materials
