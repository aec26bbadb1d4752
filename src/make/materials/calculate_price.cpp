// Anybody asks what a part would cost. Nothing is remembered of it: a file that comes along is measured, but becomes
// nobody's row.
#include "calculate_price.hpp"
#include "files/upload.hpp"

namespace guildhall::materials {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// What the database knows, of one moment.
struct Known {
    std::shared_ptr<pricing::Catalogue const> catalogue;
    std::optional<files::File> file;
    CodesById codes; // of the entries that a trial names by id
};

// The part, wherever it came from; `place.part` says where.
struct Part {
    LinePlace place;
    geometry::Analysis measures;
};
using FoundPart = std::expected<Part, Refused<PriceRefusal>>;

FoundPart found(Measures const& measures, LinePlace place)
{
    if (!measures) return std::unexpected(measures.error());
    return Part{std::move(place), **measures};
}

// A refusal of the upload in our words, pointing into the member `file`.
std::unexpected<Refused<PriceRefusal>> refuse_upload(Refused<files::UploadRefusal> const& refused)
{
    auto const reason = reflect::enum_of<PriceRefusal>(reflect::word(refused.reason));
    check(reason.has_value(), "every refusal of a file that is there is one of ours");
    auto const inside = refused.reason == files::UploadRefusal::malformed_base64 ? "/content_base64" : "";
    return refuse(*reason, refused.detail, std::string("/file") + inside);
}

FoundPart measure_upload(http::Work& work, Actor const& actor, CalculatePrice const& wish, files::Store& store)
{
    auto const raw = files::take_files(work, wish.file);
    if (!raw) return refuse_upload(raw.error());
    std::int64_t bytes = 0;
    for (auto const& file : *raw) bytes += static_cast<std::int64_t>(file.bytes.size());
    if (auto const wait = store.wait_for_share(actor, bytes))
        return refuse_for(*wait, PriceRefusal::too_many_uploads,
            "Too much was sent from here today only to be priced; sign in and upload the file, or try again later.");
    auto const contents = files::keep_all(store, actor, *raw, files::patience_of(store, wish.wait));
    if (!contents) return refuse_upload(contents.error());
    check(contents->size() == 1, "exactly one file came along");
    LinePlace const place{.line = "", .part = "file"};
    return found(measures_of(contents->front(), place), place);
}

FoundPart find_part(
    http::Work& work, Actor const& actor, CalculatePrice const& wish, Known const& known, files::Store& store)
{
    if (wish.dimensions_mm) {
        auto const& box = *wish.dimensions_mm;
        return Part{{}, pricing::plain_box(box.x, box.y, box.z, wish.volume_mm3)};
    }
    if (!wish.file_id) return measure_upload(work, actor, wish, store);
    LinePlace const place{.line = "", .part = "file_id"};
    if (!known.file) return refuse(PriceRefusal::file_not_found, "There is no such file.", "/file_id");
    return found(measures_of(*known.file, place), place);
}

pricing::Choice choice_of(CalculatePrice const& wish)
{
    auto const text = [](std::optional<Text<1, 60>> const& word) {
        return word ? std::optional(word->value) : std::nullopt;
    };
    return {.service = wish.service.value,
        .material = text(wish.material).value_or(""),
        .finish = text(wish.finish),
        .color = text(wish.color),
        .tolerance = text(wish.tolerance),
        .quantity = wish.quantity,
        .rush = text(wish.rush)};
}

CalculatedPrice answer_of(pricing::Price price, Actor const& actor, std::string const& currency)
{
    CalculatedPrice answer;
    answer.service = std::move(price.choice.service);
    answer.material = std::move(price.choice.material);
    answer.finish = std::move(price.choice.finish);
    answer.color = std::move(price.choice.color);
    answer.tolerance = std::move(price.choice.tolerance);
    answer.quantity = price.choice.quantity;
    answer.rush = std::move(price.choice.rush);
    answer.currency = parse_currency(currency).value();
    answer.unit_price = price.unit_price;
    answer.subtotal = price.subtotal;
    answer.rush_fee = price.rush_fee;
    answer.total = price.total;
    answer.price_breaks = std::move(price.price_breaks);
    answer.lead_time_days = price.lead_time_days;
    answer.machine_minutes = price.machine_minutes;
    answer.material_grams = price.material_grams;
    answer.accuracy_percent = price.accuracy_percent;
    answer.breakdown = breakdown_for(actor, price.breakdown);
    answer.suitable_machines = std::move(price.suitable_machines);
    answer.warnings = std::move(price.warnings);
    answer.blocking = std::move(price.blocking);
    return answer;
}

} // namespace

Outcome<CalculatedPrice, PriceRefusal> calculate_price(
    http::Work& work, Actor const& actor, CalculatePrice const& wish, Catalogues& catalogues, files::Store& store)
{
    using enum PriceRefusal;
    if (wish.catalogue && !actor.may(Right::catalogue_manage))
        return refuse(catalogue_not_allowed, "Only those who may change the catalogue may try another one.");
    auto const sources = std::size_t{wish.file_id.has_value()} + std::size_t{wish.file.has_value()} +
                         std::size_t{wish.dimensions_mm.has_value()} + work.uploads.size();
    if (sources != 1)
        return refuse(exactly_one_part_source,
            "Name one part: by file_id, by a file of the request, or by dimensions_mm.", "/file_id");
    if (wish.volume_mm3 && !wish.dimensions_mm)
        return refuse(volume_without_dimensions, "A file brings its own volume.", "/volume_mm3");
    auto known = work.read(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
        return Known{catalogues.of(tx, actor.company_id),
            wish.file_id ? files::find_visible(tx, actor, *wish.file_id) : std::nullopt,
            wish.catalogue ? codes_of(tx, actor, *wish.catalogue) : CodesById{}};
    });
    if (wish.catalogue) {
        auto tried = tried_catalogue(*known.catalogue, *wish.catalogue, known.codes);
        if (!tried) return std::unexpected(tried.error());
        known.catalogue = std::make_shared<pricing::Catalogue const>(std::move(*tried));
    }
    if (known.file) files::await_findings(store, *known.file, files::patience_of(store, wish.wait));
    auto const part = find_part(work, actor, wish, known, store);
    if (!part) return std::unexpected(part.error());

    auto const started = Clock::now();
    auto price = price_line(*known.catalogue, part->measures, choice_of(wish), part->place);
    auto const calculation_time = seconds_since(started);
    if (!price) return std::unexpected(price.error());
    auto answer = answer_of(std::move(*price), actor, known.catalogue->currency);
    answer.calculation_time = calculation_time;
    answer.total_calculation_time = seconds_since(work.began);
    if (!wish.catalogue) catalogues.times().note(actor.company_id, answer.total_calculation_time);
    return answer;
}

} // namespace guildhall::materials
