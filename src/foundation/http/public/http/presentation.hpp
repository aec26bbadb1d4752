#pragma once
// How a list shows its rows, and whether what it shows of them is kept.
#include "http/kept_texts.hpp"
#include "reflect/fields.hpp"
#include <functional>
#include <optional>
#include <type_traits>

namespace guildhall::http {

// How the rows of one list are shown. With a `view` (view_of_all) that says what an item depends on besides its row,
// items are kept as text (KeptTexts): then every change of the row must give it another version and updated_at.
template <class Row, class Item> struct Presentation {
    template <class F>
        requires std::is_invocable_r_v<Item, F, Row&&>
    Presentation(F make)
        : item(std::move(make))
    {
    }
    template <class F>
    Presentation(F make, std::uint64_t depends_on, std::function<Span(Row const&, Time)> holds)
        : item(std::move(make))
        , view(depends_on)
        , span(std::move(holds))
    {
    }
    std::function<Item(Row&&)> item;
    std::optional<std::uint64_t> view;
    std::function<Span(Row const&, Time)> span; // when the item of this time holds
};

// What a list of kept items reads of each row.
struct RowStamp {
    Uuid id;
    std::int64_t version = 0;
    Time updated_at;
};
BOOST_DESCRIBE_STRUCT(RowStamp, (), (id, version, updated_at))

} // namespace guildhall::http
