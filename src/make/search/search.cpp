#include "search/search.hpp"
#include "customers/customers.hpp"
#include "quotes/quotes.hpp"

namespace guildhall::search {
namespace {

constexpr std::size_t most_of_a_kind = 5;

struct Ask {
    Text<1, 100> q;
};
BOOST_DESCRIBE_STRUCT(Ask, (), (q))

struct Found {
    Uuid id;
    std::string title;
    std::string subtitle;
    std::optional<std::string> status;
    std::optional<std::string> preview_url;
};
BOOST_DESCRIBE_STRUCT(Found, (), (id, title, subtitle, status, preview_url))
struct FoundMaterial {
    std::string code;
    std::string title;
    std::string subtitle; // the services that use it
};
BOOST_DESCRIBE_STRUCT(FoundMaterial, (), (code, title, subtitle))

struct SearchResult {
    std::vector<Found> quotes, sales_orders, customers, files;
    std::vector<FoundMaterial> materials;
};
BOOST_DESCRIBE_STRUCT(SearchResult, (), (quotes, sales_orders, customers, files, materials))
BOOST_DEFINE_ENUM_CLASS(NoRefusal)

std::vector<Found> shown(std::vector<http::SearchHit> const& hits)
{
    std::vector<Found> all;
    for (auto const& hit : hits) all.push_back({hit.id, hit.title, hit.subtitle, hit.status, hit.preview_url});
    return all;
}

std::vector<FoundMaterial> search_materials(pricing::Catalogue const& catalogue, http::SearchWords const& words)
{
    std::vector<FoundMaterial> found;
    for (auto const& material : catalogue.materials) {
        if (found.size() >= most_of_a_kind) break;
        if (!material.active || !words.all_begin_in({material.code, material.name})) continue;
        std::string services;
        for (auto const& service : material.services) (services += services.empty() ? "" : ", ") += service;
        found.push_back({material.code, material.name, services});
    }
    return found;
}

} // namespace

void add_routes(http::Router& r, materials::Catalogues& catalogues)
{
    r.get("/api/v1/search",
        [&catalogues](db::Tx& tx, Actor const& actor, Ask const& wish) -> Outcome<SearchResult, NoRefusal> {
            http::SearchWords const words(wish.q.value);
            if (words.empty()) return SearchResult{};
            return SearchResult{shown(quotes::search(tx, actor, words, most_of_a_kind)),
                shown(orders::search(tx, actor, words, most_of_a_kind)),
                shown(customers::search(tx, actor, words, most_of_a_kind)),
                shown(files::search(tx, actor, words, most_of_a_kind)),
                search_materials(*catalogues.of(tx, actor.company_id), words)};
        },
        {.summary = "Find records of all kinds by the beginnings of their words",
            .description =
                "At most five of each kind, the best first; every word of q must begin a word of the record.",
            .access = http::Access::person});
}

} // namespace guildhall::search
