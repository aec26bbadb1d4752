#pragma once
// Prices by a catalogue that is not kept: what shall be changed, added or taken away, tried on a copy (MF-12).
#include "wish.hpp"
#include <map>

namespace guildhall::materials {

// Of one kind, and of all kinds together.
inline constexpr std::size_t most_trial_entries = 200;

struct NameTrial {
    Text<1, 200> key;            // code or id of an entry that is there; else the code of a new one
    std::optional<bool> removed; // as if it were deleted
};
BOOST_DESCRIBE_STRUCT(NameTrial, (), (key, removed))

// One entry of a trial: the members that shall be different, those of an entry's PATCH.
template <class Row> struct EntryTrial : NameTrial, Slots<Row, WishFor::change> {
    using reflected_members =
        boost::mp11::mp_append<members_of<NameTrial>, typename Slots<Row, WishFor::change>::reflected_members>;
    static std::string_view schema_name()
    {
        static auto const name = shape_name<Row>("", "Trial");
        return name;
    }
};

template <class Row> struct TrialSlot {
    std::optional<Few<EntryTrial<Row>, most_trial_entries>> entries;
};
template <class Row> struct TrialSlotMember {
    static constexpr auto name = TableOf<Row>::name;
    static constexpr auto pointer = &TrialSlot<Row>::entries;
};

// A member for each table of the calculator's catalogue.
template <class Member> using IsTable = boost::mp11::mp_bool<reflect::is_vector<Field<pricing::Catalogue, Member>>>;
template <class Member> using RowOf = typename Field<pricing::Catalogue, Member>::value_type;
using TableRows = boost::mp11::mp_transform<RowOf, boost::mp11::mp_copy_if<members_of<pricing::Catalogue>, IsTable>>;

template <class Rows> struct TrialSlots;
template <template <class...> class List, class... Rows> struct TrialSlots<List<Rows...>> : TrialSlot<Rows>... {
    using reflected_members = boost::mp11::mp_list<TrialSlotMember<Rows>...>;
};
struct CatalogueTrial : TrialSlots<TableRows> {};

template <class Row> auto const& entries_of(CatalogueTrial const& trial)
{
    return static_cast<TrialSlot<Row> const&>(trial).entries;
}

using CodesById = std::map<std::string, std::string, std::less<>>;
// The codes of those entries that the trial names by id.
CodesById codes_of(db::Tx& tx, Actor const& actor, CatalogueTrial const& trial);

// The catalogue with all of it applied at once, each entry checked as it would be when saved. Refusals point into
// "/catalogue/<kind>/<place>/…".
Outcome<pricing::Catalogue, PriceRefusal> tried_catalogue(
    pricing::Catalogue const& saved, CatalogueTrial const& trial, CodesById const& codes);

} // namespace guildhall::materials
