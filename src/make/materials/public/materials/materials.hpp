#pragma once
// What a company offers, and what it costs: catalogue, discovery, prices (MF-10, MF-11, MF-12, MF-14).
#include "companies/companies.hpp"
#include "files/files.hpp"
#include "pricing/pricing.hpp"
#include <deque>
#include <map>
#include <mutex>

namespace guildhall::materials {

// How long the last prices took, from the request's arrival to its answer. Of this process alone; thread-safe.
class CalculationTimes {
public:
    struct Summary {
        std::int64_t count = 0;
        double p50_seconds = 0, p95_seconds = 0;
    };
    void note(CompanyId company_id, double seconds);
    // Of the last 500 at most.
    Summary summary(CompanyId company_id) const;

private:
    mutable std::mutex mutex_;
    std::map<CompanyId, std::deque<double>> recent_;
};

// The catalogues of companies, kept in memory until they change. Thread-safe.
class Catalogues {
public:
    // The company's catalogue as this transaction sees it: two point reads when it has not changed. Empty for a company
    // that does not exist.
    std::shared_ptr<pricing::Catalogue const> of(db::Tx& tx, CompanyId company_id);
    CalculationTimes& times() { return times_; }

private:
    struct Kept {
        Uuid revision;
        std::shared_ptr<pricing::Catalogue const> catalogue;
    };
    std::mutex mutex_;
    std::map<CompanyId, Kept> kept_;
    CalculationTimes times_;
};

// Why a part has no price: what the calculator says, and what may be wrong with where the part comes from, or with the
// catalogue that shall be tried.
BOOST_DEFINE_ENUM_CLASS(PriceRefusal, unknown_service, unknown_material, material_not_for_service, unknown_finish,
    finish_not_for_service, finish_not_for_material, unknown_color, unknown_tolerance, tolerance_not_for_service,
    unknown_rush, quantity_out_of_range, part_too_large, part_too_small, not_makeable, exactly_one_part_source,
    volume_without_dimensions, file_not_found, file_not_ready, not_a_model, malformed_base64, empty_file,
    unsupported_kind, file_too_large, infected_file, too_many_uploads, catalogue_not_allowed, too_many_entries,
    entry_twice, unknown_entry, incomplete_entry, invalid_code, code_taken, invalid_catalogue, still_used)

// Where in the request a line and its part stand, for the pointers of refusals.
struct LinePlace {
    std::string line;             // "" for a whole body, "/lines/2" for a line of a quote
    std::string part = "file_id"; // the member that brought the part
};

// Prices one line by the built-in calculator. Refusals point at the member at fault and say what is possible instead.
Outcome<pricing::Price, PriceRefusal> price_line(pricing::Catalogue const& catalogue, geometry::Analysis const& part,
    pricing::Choice const& choice, LinePlace const& place = {});

// What was measured of a file, or why it was not: still at work, unreadable, or a document. Points into the file.
using Measures = std::expected<geometry::Analysis const*, Refused<PriceRefusal>>;
Measures measures_of(files::File const& file, LinePlace const& place = {});
Measures measures_of(files::StoredContent const& content, LinePlace const& place = {});

// The breakdown as customers see it: overhead, reserve and margin are spread over the work and the material they belong
// to. The sum stays. Those with catalogue.read may see the calculator's own lines.
std::vector<pricing::CostLine> breakdown_for(Actor const& actor, std::vector<pricing::CostLine> const& lines);

// Gives a new company the catalogue to start with, in its currency; an OnFounded function.
void give_defaults(db::Tx& tx, companies::Company const& company, Time now);

std::vector<db::Migration> migrations();
// Discovery, editing and POST /calculate-price. Catalogues and store must outlive the router.
void add_routes(http::Router& routes, Catalogues& catalogues, files::Store& store);

} // namespace guildhall::materials
