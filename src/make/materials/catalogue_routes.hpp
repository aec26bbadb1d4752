#pragma once
// Five routes for every kind of catalogue row. The kinds are spread over several files, which compile side by side.
#include "bulk/steps.hpp"
#include "edit_entry.hpp"
#include "http/listing.hpp"

namespace guildhall::materials {

// "fdm_parameters" → "/api/v1/catalogue/fdm-parameters"
template <class Row> std::string path_of()
{
    auto path = "/api/v1/catalogue/" + kind_of<Row>();
    std::ranges::replace(path, '_', '-');
    return path;
}

// Texts of route facts are views; these live as long as the program.
template <class Row> struct RouteWords {
    std::string const rows = [] {
        auto words = kind_of<Row>();
        std::ranges::replace(words, '_', ' ');
        return words;
    }();
    std::string const list = "The company's " + rows;
    std::string const read = "One of the " + rows + ", by code or id";
    std::string const add = "Add to the " + rows;
    std::string const change = "Change one of the " + rows;
    std::string const remove = "Delete one of the " + rows;
    std::string const change_many = "Change many of the " + rows;
    std::string const remove_many = "Delete many of the " + rows;
    std::string const only_these = "kind = '" + kind_of<Row>() + "'";

    static RouteWords const& all()
    {
        static RouteWords const words;
        return words;
    }
};

template <class Row> http::Listing<Entry, EntryView<Row>> const& listing_of()
{
    static http::Listing<Entry, EntryView<Row>> const listing{{.tables = &tables,
                                                                  .table = "catalogue_entry",
                                                                  .filters = {"code", "active", "updated_at"},
                                                                  .orderings = {"position", "code", "updated_at"},
                                                                  .default_ordering = "position",
                                                                  .fixed_condition = RouteWords<Row>::all().only_these},
        [](db::Tx&, Actor const&) { return [](Entry&& entry) { return view_of<Row>(entry); }; }};
    return listing;
}

// For bulk steps; known by its code, or by its service.
template <class Row> bulk::List list_to_change(std::string const& path)
{
    bulk::List list{path.substr(std::string_view("/api/v1/").size()), "entry_not_found", "known_by", {}};
    list.order = "code"; // one kind has at most 1,000 rows: they are never walked
    list.read = [](db::Tx& tx, Actor const& actor, Uuid const& id) -> std::optional<reflect::json::object> {
        auto const entry = read_row<Row>(tx, actor, {to_string(id)});
        if (!entry) return std::nullopt;
        auto record = reflect::json::parse(reflect::to_json(*entry)).as_object();
        record["known_by"] = code_of<Row>(*entry);
        return record;
    };
    bulk::list_rows(list, listing_of<Row>());
    return list;
}

template <class Row> void add_kind(http::Router& r)
{
    auto const path = path_of<Row>();
    auto const& words = RouteWords<Row>::all();
    constexpr std::uint64_t body_limit = 64 << 10;
    r.list(path, listing_of<Row>(), {.summary = words.list, .needs = Right::catalogue_read});
    r.get(path + "/{key}", read_row<Row>, {.summary = words.read, .needs = Right::catalogue_read});
    r.post(path, add_row<Row>,
        {.summary = words.add, .needs = Right::catalogue_manage, .success = 201, .body_limit = body_limit});
    r.patch(path + "/{key}", change_row<Row>,
        {.summary = words.change,
            .description = "What is absent stays; null clears what may be absent.",
            .needs = Right::catalogue_manage,
            .body_limit = body_limit});
    r.remove(
        path + "/{key}", remove_row<Row>, {.summary = words.remove, .needs = Right::catalogue_manage, .success = 204});
}

template <class Row> void add_bulk_steps_of(http::Router& r, bulk::Steps& steps)
{
    auto const& words = RouteWords<Row>::all();
    auto const list = list_to_change<Row>(path_of<Row>());
    steps.change(r, list, change_row<Row>,
        {.summary = words.change_many,
            .needs = Right::catalogue_manage,
            .example = R"({"filter":"","position":10,"dry_run":true})"});
    steps.plain(r, list, "delete", remove_row<Row>, {.summary = words.remove_many, .needs = Right::catalogue_manage});
}

void add_offer_kinds(http::Router& r);
void add_stock_kinds(http::Router& r);
void add_printing_kinds(http::Router& r);
void add_powder_and_milling_kinds(http::Router& r);
void add_offer_steps(http::Router& r, bulk::Steps& steps);
void add_stock_steps(http::Router& r, bulk::Steps& steps);
void add_printing_steps(http::Router& r, bulk::Steps& steps);
void add_powder_and_milling_steps(http::Router& r, bulk::Steps& steps);

} // namespace guildhall::materials
