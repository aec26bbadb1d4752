#pragma once
// What clients may say of a catalogue row, made from the row's struct: every member once more, checked, and optional
// but for those that name the row. So a member added to the calculator reaches JSON, OpenAPI and storage by itself.
#include "kind.hpp"

namespace guildhall::materials {

// How a member travels in a request: texts and lists get limits, numbers are judged by the calculator's own check.
template <class T> struct Checked {
    using type = T;
};
template <> struct Checked<std::string> {
    using type = Text<0, 2000>;
};
template <> struct Checked<std::vector<std::string>> {
    using type = std::vector<Text<1, 60>>;
};
template <class T> struct Asked {
    using type = std::optional<typename Checked<T>::type>;
};
template <class T> struct Asked<std::optional<T>> {
    using type = Patch<typename Checked<T>::type>; // null clears it
};
template <> struct Asked<std::optional<std::string>> {
    using type = Patch<Text<1, 60>>; // a code
};

constexpr bool names_the_row(std::string_view member)
{
    return member == "code" || member == "name" || member == "service" || member == "quantity";
}

enum class WishFor { addition, change };

template <class Row, class Member, WishFor What> struct AskedFor {
    using Plain = Field<Row, Member>;
    static constexpr bool is_name = names_the_row(Member::name);
    using Limited = std::conditional_t<is_name && std::is_same_v<Plain, std::string>, Text<1, 200>, Plain>;
    using type = std::conditional_t<is_name && What == WishFor::addition, Limited, typename Asked<Limited>::type>;
};

// One member of a wish. Wishes derive from their slots, so that a pointer to `asked` is a pointer to their member.
template <class Row, class Member, WishFor What> struct Slot {
    typename AskedFor<Row, Member, What>::type asked{};
};
template <class Row, class Member, WishFor What> struct SlotMember {
    static constexpr auto name = Member::name;
    static constexpr auto pointer = &Slot<Row, Member, What>::asked;
};

template <class Row, WishFor What, class Members = members_of<Row>> struct Slots;
template <class Row, WishFor What, template <class...> class List, class... Members>
struct Slots<Row, What, List<Members...>> : Slot<Row, Members, What>... {
    using reflected_members = boost::mp11::mp_list<SlotMember<Row, Members, What>...>;
};

template <class T> T plain(T const& value) { return value; }
template <std::size_t Min, std::size_t Max> std::string plain(Text<Min, Max> const& text) { return text.value; }
template <std::size_t Max> std::vector<std::string> plain(std::vector<Text<1, Max>> const& texts)
{
    return {texts.begin(), texts.end()};
}

template <class T, class U> void take(T& member, U const& asked) { member = plain(asked); }
template <class T, class U> void take(T& member, std::optional<U> const& asked)
{
    if (asked) member = plain(*asked);
}
template <class T, class U> void take(std::optional<T>& member, Patch<U> const& asked)
{
    if (!asked.given) return;
    member.reset();
    if (asked.value) member = plain(*asked.value);
}

// Puts what is asked for into the row; what is absent stays.
template <class Row, WishFor What> void take_all(Row& row, Slots<Row, What> const& wish)
{
    boost::mp11::mp_for_each<members_of<Row>>([&](auto member) {
        using Member = decltype(member);
        take(row.*Member::pointer, static_cast<Slot<Row, Member, What> const&>(wish).asked);
    });
}

// "FdmParameters" → "NewCatalogueFdmParameters"
template <class Row> std::string shape_name(std::string_view prefix, std::string_view suffix)
{
    return std::string(prefix) + "Catalogue" + std::string(reflect::type_name<Row>()) + std::string(suffix);
}

struct NameEntry {
    std::string key; // code or id
};
BOOST_DESCRIBE_STRUCT(NameEntry, (), (key))

// The body of POST.
template <class Row> struct NewEntry : Slots<Row, WishFor::addition> {
    static std::string_view schema_name()
    {
        static auto const name = shape_name<Row>("New", "");
        return name;
    }
};

// Path and body of PATCH.
template <class Row> struct EntryChange : NameEntry, Slots<Row, WishFor::change> {
    using reflected_members =
        boost::mp11::mp_append<members_of<NameEntry>, typename Slots<Row, WishFor::change>::reflected_members>;
    static std::string_view schema_name()
    {
        static auto const name = shape_name<Row>("", "Change");
        return name;
    }
};

struct EntryFacts {
    EntryId id;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(EntryFacts, (), (id, created_at, updated_at, version))

// What staff see of a row: all of it.
template <class Row> struct EntryView : EntryFacts, Row {
    using reflected_members = boost::mp11::mp_append<members_of<EntryFacts>, members_of<Row>>;
    static std::string_view schema_name()
    {
        static auto const name = shape_name<Row>("", "");
        return name;
    }
};

template <class Row> EntryView<Row> view_of(Entry const& entry)
{
    return {{entry.id, entry.created_at, entry.updated_at, entry.version}, row_of<Row>(entry)};
}

} // namespace guildhall::materials
