#pragma once
// A price that people agreed on for a line, instead of the calculated one (PF-02). Pure; table-tested.
#include "quote.hpp"

namespace guildhall::quotes {

// The price of one as an amount in the currency; nothing when it has more places than that has, or the line would cost
// more than an invoice can hold.
std::optional<Money> agreed_unit_price(Amount const& wanted, std::int64_t quantity, Currency currency);

// Puts it in the calculated one's place: the line costs quantity × unit_price exactly, its rush fee follows, and the
// breakdown gets a line "agreed_price" with the difference. `rush` is the level the line is made with. The table of
// prices by quantity goes: it speaks of the calculated one.
void agree_price(QuoteLine& line, Money unit_price, std::optional<std::string> reason, std::string_view rush,
    pricing::Catalogue const& catalogue);

// The word for "no reason" is none at all.
std::optional<std::string> reason_of(std::optional<Text<0, 500>> const& text);

} // namespace guildhall::quotes
