#include "http/listing.hpp"
#include "price_lines.hpp"

namespace guildhall::quotes {
namespace {

http::Listing<QuoteRow, Quote> const listing{
    {.tables = &tables,
        .table = "quote",
        .filters = {"status", "customer_id", "number", "total", "created_at", "updated_at", "expires_at", "rush",
            "revision"},
        .orderings = {"created_at", "number", "total", "updated_at", "customer_name", "expires_at"},
        .default_ordering = "-created_at",
        .grows_with_id = "number",
        .owner_column = "customer_id",
        .sees_all = Right::quotes_read,
        .search_table = "quote_term",
        .currency = companies::currency_of},
    [](db::Tx& tx, Actor const& actor) -> http::Presentation<QuoteRow, Quote> {
        auto const company = companies::get_company(tx, actor.company_id);
        return {[&actor, company](QuoteRow&& row) { return summary_of(actor, std::move(row), company); },
            view_for(actor, company, false), span_of};
    }};

constexpr std::string_view example =
    R"({"lines":[{"file_id":"019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12","service":"fdm","material":"pla",)"
    R"("color":"black","quantity":10}],"rush":"standard"})";

void add_decisions(http::Router& r, Services services)
{
    using http::Access;
    r.action("/api/v1/quotes/{quote_id}/submit", submit_quote,
        {.summary = "Ask for the draft to be decided", .access = Access::signed_in});
    r.action("/api/v1/quotes/{quote_id}/accept", accept_quote,
        {.summary = "Accept the offer", .access = Access::signed_in, .example = R"({"agreed_total":"120.50"})"});
    r.action("/api/v1/quotes/{quote_id}/reject", reject_quote,
        {.summary = "Decline the offer", .access = Access::signed_in, .example = R"({"reason":"Too expensive"})"});
    r.action("/api/v1/quotes/{quote_id}/cancel", cancel_quote,
        {.summary = "Withdraw the quote",
            .access = Access::signed_in,
            .example = R"({"reason":"Not needed any more"})"});
    r.action("/api/v1/quotes/{quote_id}/review",
        [services](db::Tx& tx, Actor const& actor, ReviewQuote const& wish) {
            return review_quote(tx, actor, wish, services.catalogues);
        },
        {.summary = "Staff: approve, change the price, or ask for changes",
            .description = "With change comes the new `total` (tax included), or `lines` with the agreed `unit_price` "
                           "of one piece: such a line costs quantity × unit_price, its breakdown says the difference.",
            .needs = Right::quotes_manage,
            .example = R"({"decision":"approve"})",
            .other_example =
                R"({"decision":"change","lines":[{"id":"019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12","unit_price":"8.50",)"
                R"("price_reason":"Regular customer"}]})"});
    r.post("/api/v1/sales-orders/convert/{quote_id}", convert_quote,
        {.summary = "Make the accepted quote a sales order",
            .description = "Asking again answers 200 with the same order.",
            .access = Access::signed_in,
            .success = 201,
            .example =
                R"({"shipping_address":{"line1":"Abay Ave 10","city":"Almaty","postal_code":"050000","country":"KZ"}})"});
}

} // namespace

http::Listing<QuoteRow, Quote> const& quote_listing() { return listing; }

void add_routes(http::Router& r, Services services)
{
    using http::Access;
    constexpr std::uint64_t upload_limit = 150u << 20;
    r.post("/api/v1/quotes",
        [services](http::Work& work, Actor const& actor, QuoteWish const& wish) {
            return price_wish(work, actor, wish, services);
        },
        create_quote,
        {.summary = "Ask for a quote",
            .description = "Lines name uploaded files, carry them inside the JSON, or take the multipart parts in "
                           "order. Small totals without "
                           "findings or notes are accepted at once; everything else waits for review.",
            .needs = Right::quotes_create,
            .success = 201,
            .example = example,
            .body_limit = upload_limit,
            .uploads = true});
    r.list("/api/v1/quotes", listing,
        {.summary = "Quotes: one's own, or all for those who may", .access = Access::signed_in, .exports = true});
    r.get(
        "/api/v1/quotes/{quote_id}", read_quote, {.summary = "One quote with its lines", .access = Access::signed_in});
    r.get("/api/v1/quotes/{quote_id}/revisions", read_revisions,
        {.summary = "Earlier revisions of a quote", .access = Access::signed_in});
    r.get("/api/v1/quotes/{quote_id}/timeline", quote_timeline,
        {.summary = "The quote's story: changes, notes, files",
            .description = "Customers see what concerns them; who of the staff did it is not among it.",
            .access = Access::signed_in});
    r.post("/api/v1/quotes/{quote_id}/notes", note_quote,
        {.summary = "Write a note to the quote",
            .description = "Visible to the customer unless internal; customers write visible ones.",
            .access = Access::signed_in,
            .success = 201,
            .example = R"({"text":"Which face is visible?","is_internal":false})"});
    r.post("/api/v1/quotes/{quote_id}/revise",
        [services](http::Work& work, Actor const& actor, ReviseQuote const& wish) {
            return price_revision(work, actor, wish, services);
        },
        revise_quote,
        {.summary = "Change parts or terms before acceptance",
            .description =
                "Lines are priced anew. Staff may agree on another `unit_price` for a line, in the company's "
                "currency: it costs quantity × unit_price, its breakdown says the difference.",
            .access = Access::signed_in,
            .body_limit = upload_limit,
            .uploads = true});
    add_decisions(r, services);
}

} // namespace guildhall::quotes
