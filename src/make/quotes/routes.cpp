#include "http/listing.hpp"
#include "price_lines.hpp"

namespace guildhall::quotes {
namespace {

http::Listing<QuoteRow, Quote> const listing{{.tables = &tables,
                                                 .table = "quote",
                                                 .filters = {"status", "customer_id", "number", "total", "created_at",
                                                     "updated_at", "expires_at", "rush", "revision"},
                                                 .orderings = {"created_at", "number"},
                                                 .default_ordering = "-created_at",
                                                 .owner_column = "customer_id",
                                                 .sees_all = Right::quotes_read,
                                                 .search_table = "quote_term",
                                                 .currency = companies::currency_of},
    [](db::Tx& tx, Actor const& actor) {
        return [&actor, company = companies::get_company(tx, actor.company_id)](
                   QuoteRow&& row) { return summary_of(actor, std::move(row), company); };
    }};

constexpr std::string_view example =
    R"({"lines":[{"file_id":"019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12","service":"fdm","material":"pla",)"
    R"("color":"black","quantity":10}],"rush":"standard"})";

} // namespace

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
        {.summary = "Quotes: one's own, or all for those who may", .access = Access::signed_in});
    r.get(
        "/api/v1/quotes/{quote_id}", read_quote, {.summary = "One quote with its lines", .access = Access::signed_in});
    r.get("/api/v1/quotes/{quote_id}/revisions", read_revisions,
        {.summary = "Earlier revisions of a quote", .access = Access::signed_in});
    r.post("/api/v1/quotes/{quote_id}/revise",
        [services](http::Work& work, Actor const& actor, ReviseQuote const& wish) {
            return price_revision(work, actor, wish, services);
        },
        revise_quote,
        {.summary = "Change parts or terms before acceptance",
            .access = Access::signed_in,
            .body_limit = upload_limit,
            .uploads = true});
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
    r.action("/api/v1/quotes/{quote_id}/review", review_quote,
        {.summary = "Staff: approve, change the price, or ask for changes",
            .needs = Right::quotes_manage,
            .example = R"({"decision":"approve"})"});
    r.post("/api/v1/sales-orders/convert/{quote_id}", convert_quote,
        {.summary = "Make the accepted quote a sales order",
            .description = "Asking again answers 200 with the same order.",
            .access = Access::signed_in,
            .success = 201,
            .example =
                R"({"shipping_address":{"line1":"Abay Ave 10","city":"Almaty","postal_code":"050000","country":"KZ"}})"});
}

} // namespace guildhall::quotes
