#pragma once
// Wishes become priced lines: files are stored and measured, each line is priced by the company's catalogue.
#include "files/upload.hpp"
#include "quote.hpp"

namespace guildhall::quotes {

// What may be wrong with the lines of a wish; `pointer` names the member.
BOOST_DEFINE_ENUM_CLASS(WishRefusal, no_lines, too_many_lines, exactly_one_file, file_not_found, too_many_files,
    malformed_base64, empty_file, unsupported_kind, file_too_large, infected_file, file_not_ready, not_a_model,
    unknown_service, unknown_material, material_not_for_service, unknown_finish, finish_not_for_service,
    finish_not_for_material, unknown_color, unknown_tolerance, tolerance_not_for_service, unknown_rush,
    quantity_out_of_range, part_too_large, part_too_small, not_makeable)
// The same, and what is said of the quote itself.
BOOST_DEFINE_ENUM_CLASS(CreateQuoteRefusal, no_lines, too_many_lines, exactly_one_file, file_not_found, too_many_files,
    malformed_base64, empty_file, unsupported_kind, file_too_large, infected_file, file_not_ready, not_a_model,
    unknown_service, unknown_material, material_not_for_service, unknown_finish, finish_not_for_service,
    finish_not_for_material, unknown_color, unknown_tolerance, tolerance_not_for_service, unknown_rush,
    quantity_out_of_range, part_too_large, part_too_small, not_makeable, customer_not_found, on_behalf_not_allowed,
    plan_limit_reached)
BOOST_DEFINE_ENUM_CLASS(ReviseRefusal, no_lines, too_many_lines, exactly_one_file, file_not_found, too_many_files,
    malformed_base64, empty_file, unsupported_kind, file_too_large, infected_file, file_not_ready, not_a_model,
    unknown_service, unknown_material, material_not_for_service, unknown_finish, finish_not_for_service,
    finish_not_for_material, unknown_color, unknown_tolerance, tolerance_not_for_service, unknown_rush,
    quantity_out_of_range, part_too_large, part_too_small, not_makeable, quote_not_found, quote_expired,
    illegal_transition, version_has_changed, agreed_price_not_allowed, invalid_unit_price, unit_price_required,
    plan_limit_reached)

// A refusal of the lines as one of the whole: every word of WishRefusal is a word of `Why`.
template <class Why> Refused<Why> widened(Refused<WishRefusal> const& refused)
{
    auto const reason = reflect::enum_of<Why>(reflect::word(refused.reason));
    check(reason.has_value(), "a refusal of the lines is one of the whole");
    return {*reason, refused.detail, refused.pointer, refused.allowed};
}

// A line whose file may not be a row yet.
struct PricedLine {
    QuoteLine line;                                  // file_id is set when the file is a row already
    std::optional<files::StoredContent> new_content; // else this becomes the row
    std::optional<std::string> shown_breakdown;      // when who asks may not see the whole of it
};
struct PricedWish {
    std::optional<QuoteId> quote_id; // of the quote that is revised
    std::vector<PricedLine> lines;
    std::string rush = "standard";
    std::optional<std::string> note;
    bool draft = false;
    std::optional<UserId> customer_id;
};

Outcome<PricedWish, CreateQuoteRefusal> price_wish(
    http::Work& work, Actor const& actor, QuoteWish const& wish, Services services);
// Why the plan has no room for the files that came with the wish.
std::optional<plans::Overrun> no_room_for_files(db::Tx& tx, Actor const& actor, PricedWish const& wish);
// Writes rows for files that came with the wish, as the customer's own, and gives the lines their final form.
std::vector<QuoteLine> settle_lines(db::Tx& tx, Actor const& actor, PricedWish const& wish, UserId customer_id);

Outcome<Quote, CreateQuoteRefusal> create_quote(db::Tx&, Actor const&, PricedWish const&);

struct RevisedLineWish : QuoteLineWish {
    std::optional<Amount> unit_price; // staff: the agreed price of one piece, instead of the calculated one
    std::optional<Text<0, 500>> price_reason;
};
BOOST_DESCRIBE_STRUCT(RevisedLineWish, (QuoteLineWish), (unit_price, price_reason))
struct ReviseQuote {
    QuoteId quote_id;
    std::optional<std::vector<RevisedLineWish>> lines;
    std::optional<Text<1, 60>> rush;
    std::optional<Text<0, 2000>> note;
    std::optional<bool> draft;
};
BOOST_DESCRIBE_STRUCT(ReviseQuote, (), (quote_id, lines, rush, note, draft))
Outcome<PricedWish, ReviseRefusal> price_revision(
    http::Work& work, Actor const& actor, ReviseQuote const& wish, Services services);
Outcome<Quote, ReviseRefusal> revise_quote(db::Tx&, Actor const&, PricedWish const&);

} // namespace guildhall::quotes
