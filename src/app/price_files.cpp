// `guildhall analyze` and `guildhall quote`: files measured and priced with no server and no database.
#include "analysis/analyst.hpp"
#include "commands.hpp"
#include "pricing/pricing.hpp"
#include "reflect/json.hpp"
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace guildhall::app {
namespace {

namespace fs = std::filesystem;

struct FileFault {
    std::string code, message;
};
BOOST_DESCRIBE_STRUCT(FileFault, (), (code, message))
struct FailedFile {
    std::string file;
    FileFault error;
};
BOOST_DESCRIBE_STRUCT(FailedFile, (), (file, error))

struct AnalyzedFile : geometry::Analysis {
    std::string file;
};
BOOST_DESCRIBE_STRUCT(AnalyzedFile, (geometry::Analysis), (file))

struct PricedFile {
    std::string file;
    std::string service;
    std::string material;
    std::int64_t quantity = 1;
    Money unit_price;
    Money subtotal;
    Money rush_fee;
    Money total;
    Currency currency;
    std::vector<pricing::PriceBreak> price_breaks;
    std::vector<pricing::PriceBreak> quantities; // those that were asked for
    std::int64_t lead_time_days = 0;
    double machine_minutes = 0;
    double material_grams = 0;
    double accuracy_percent = 0;
    std::vector<pricing::CostLine> breakdown;
    std::vector<pricing::SuitableMachine> suitable_machines;
    std::vector<pricing::Warning> warnings;
    std::vector<pricing::Warning> blocking;
    double calculation_time = 0;
    double total_calculation_time = 0;
};
BOOST_DESCRIBE_STRUCT(PricedFile, (),
    (file, service, material, quantity, unit_price, subtotal, rush_fee, total, currency, price_breaks, quantities,
        lead_time_days, machine_minutes, material_grams, accuracy_percent, breakdown, suitable_machines, warnings,
        blocking, calculation_time, total_calculation_time))

struct Wishes {
    bool json = false;
    std::optional<std::string> preview, unit;
    pricing::Choice choice;
    std::vector<std::int64_t> quantities{1};
    Words files;
};

std::vector<std::int64_t> parse_quantities(std::string const& text)
{
    std::vector<std::int64_t> quantities;
    std::string_view rest = text;
    for (;;) {
        auto const comma = rest.find(',');
        auto const word = rest.substr(0, comma);
        std::int64_t quantity = 0;
        auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), quantity);
        if (error != std::errc{} || end != word.data() + word.size() || quantity < 1)
            throw UsageError(
                "--quantity wants whole numbers from 1, such as 1,10,100; not \"" + std::string(word) + "\"");
        quantities.push_back(quantity);
        if (comma == rest.npos) return quantities;
        rest.remove_prefix(comma + 1);
    }
}

Wishes read_wishes(Words words, bool with_price)
{
    Wishes wishes;
    wishes.json = take_switch(words, "--json");
    wishes.preview = take_option(words, "--preview");
    wishes.unit = take_option(words, "--unit");
    if (with_price) {
        wishes.choice.service = take_option(words, "--service").value_or("fdm");
        wishes.choice.material = take_option(words, "--material").value_or("");
        wishes.choice.finish = take_option(words, "--finish");
        wishes.choice.color = take_option(words, "--color");
        wishes.choice.tolerance = take_option(words, "--tolerance");
        wishes.choice.rush = take_option(words, "--rush");
        if (auto const text = take_option(words, "--quantity")) wishes.quantities = parse_quantities(*text);
    }
    refuse_options(words);
    wishes.files = words;
    if (wishes.files.empty()) throw UsageError("which files? For example: guildhall quote bracket.stl");
    if (wishes.preview && wishes.files.size() > 1) throw UsageError("--preview works with one file at a time");
    static constexpr std::string_view units[] = {"micron", "mm", "cm", "m", "inch", "foot"};
    if (wishes.unit && std::ranges::find(units, std::string_view(*wishes.unit)) == std::end(units))
        throw UsageError("--unit is one of micron, mm, cm, m, inch, foot");
    return wishes;
}

// Says on the terminal what takes its time; silent in scripts.
class Progress {
public:
    explicit Progress(std::size_t files)
        : files_(files)
        , visible_(isatty(STDERR_FILENO) != 0)
    {
    }
    void begin(std::string const& name)
    {
        ++at_;
        if (visible_) std::fprintf(stderr, "\r\033[K[%zu/%zu] %s", at_, files_, fs::path(name).filename().c_str());
    }
    ~Progress()
    {
        if (visible_) std::fprintf(stderr, "\r\033[K");
    }
    void clear() const
    {
        if (visible_) std::fprintf(stderr, "\r\033[K");
    }

private:
    std::size_t files_, at_ = 0;
    bool visible_;
};

std::expected<analysis::Analyzed, geometry::Failure> measure(
    analysis::Analyst& analyst, Wishes const& wishes, std::string const& name)
{
    std::error_code error;
    if (fs::is_directory(name, error))
        return std::unexpected(geometry::Failure{geometry::Defect::unknown_format, "This is a directory."});
    if (!fs::exists(name, error))
        return std::unexpected(geometry::Failure{geometry::Defect::empty_file, "There is no such file."});
    analysis::Options options;
    options.unit = wishes.unit;
    options.glb = false;
    if (!wishes.preview)
        options.picture.reset();
    else
        options.picture = analysis::Picture{1200, 900, false};
    auto analyzed = analyst.analyze(fs::path(name), options);
    if (analyzed && wishes.preview) {
        std::ofstream file(*wishes.preview, std::ios::binary);
        file << analyzed->png;
        if (!file.flush()) throw Unavailable("cannot write " + *wishes.preview);
    }
    return analyzed;
}

void report_failure(Wishes const& wishes, std::string const& name, std::string const& code, std::string const& message)
{
    if (wishes.json)
        std::printf("%s\n", reflect::to_json(FailedFile{name, {code, message}}).c_str());
    else
        std::fprintf(stderr, "%s: %s (%s)\n", name.c_str(), message.c_str(), code.c_str());
}

void print_analysis(std::string const& name, geometry::Analysis const& a)
{
    std::printf("%s\n  %s, %s%s, %lld %s, %s\n  %.2f × %.2f × %.2f mm   volume %.2f cm³%s   surface %.2f cm²\n",
        name.c_str(), a.format.c_str(), a.units.c_str(), a.units_assumed ? " (assumed)" : "",
        static_cast<long long>(a.bodies), a.bodies == 1 ? "body" : "bodies",
        a.watertight ? "watertight" : "not watertight", a.bounding_box_mm.x, a.bounding_box_mm.y, a.bounding_box_mm.z,
        a.volume_mm3 / 1000, a.volume_reliable ? "" : " (unreliable)", a.surface_area_mm2 / 100);
    for (auto const& part : a.parts)
        if (a.parts.size() > 1)
            std::printf("  part %lld × %s, %.2f cm³\n", static_cast<long long>(part.count),
                part.name.empty() ? "(no name)" : part.name.c_str(), part.volume_mm3 / 1000);
    for (auto const& problem : a.problems) std::printf("  ! %s\n", problem.message.c_str());
}

std::string amount(Money money, Currency currency)
{
    return to_decimal(money, minor_digits(currency)) + " " + to_string(currency);
}

void print_price(PricedFile const& p)
{
    std::printf("%s\n  %s, %s%s\n", p.file.c_str(), p.service.c_str(), p.material.c_str(),
        p.rush_fee == Money{} ? "" : ", with rush");
    std::printf("  %8s %16s %16s\n", "quantity", "each", "total");
    for (auto const& at : p.quantities)
        std::printf("  %8lld %16s %16s\n", static_cast<long long>(at.quantity),
            amount(at.unit_price, p.currency).c_str(), amount(at.total, p.currency).c_str());
    std::printf("  ships in %lld working days; estimate within ±%.0f %%\n", static_cast<long long>(p.lead_time_days),
        p.accuracy_percent);
    for (auto const& line : p.breakdown)
        if (line.amount != Money{})
            std::printf("    %-28s %14s\n", line.label.c_str(), amount(line.amount, p.currency).c_str());
    for (auto const& warning : p.warnings) std::printf("  ! %s\n", warning.message.c_str());
    for (auto const& finding : p.blocking) std::printf("  !! %s (a person has to look)\n", finding.message.c_str());
}

std::string default_material(pricing::Catalogue const& catalogue, std::string const& service)
{
    for (auto const& known : catalogue.services)
        if (known.code == service) return known.default_material.value_or("");
    return {};
}

std::expected<PricedFile, pricing::Rejection> price_file(geometry::Analysis const& analysis, Wishes const& wishes,
    pricing::Catalogue const& catalogue, std::string const& name)
{
    PricedFile out;
    out.file = name;
    out.currency = parse_currency(catalogue.currency).value_or(Currency{});
    for (auto const quantity : wishes.quantities) {
        auto choice = wishes.choice;
        if (choice.material.empty()) choice.material = default_material(catalogue, choice.service);
        choice.quantity = quantity;
        auto const began = std::chrono::steady_clock::now();
        auto price = pricing::price(analysis, choice, catalogue);
        auto const took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        if (!price) return std::unexpected(price.error());
        out.quantities.push_back({quantity, price->unit_price, price->total});
        if (out.quantities.size() > 1) continue;
        out.service = choice.service;
        out.material = choice.material;
        out.quantity = quantity;
        out.unit_price = price->unit_price;
        out.subtotal = price->subtotal;
        out.rush_fee = price->rush_fee;
        out.total = price->total;
        out.price_breaks = std::move(price->price_breaks);
        out.lead_time_days = price->lead_time_days;
        out.machine_minutes = price->machine_minutes;
        out.material_grams = price->material_grams;
        out.accuracy_percent = price->accuracy_percent;
        out.breakdown = std::move(price->breakdown);
        out.suitable_machines = std::move(price->suitable_machines);
        out.warnings = std::move(price->warnings);
        out.blocking = std::move(price->blocking);
        out.calculation_time = took;
    }
    return out;
}

} // namespace

int analyze(Settings const&, Words const& words)
{
    auto const wishes = read_wishes(words, false);
    analysis::Analyst analyst;
    Progress progress(wishes.files.size());
    int status = 0;
    for (auto const& name : wishes.files) {
        progress.begin(name);
        auto analyzed = measure(analyst, wishes, name);
        progress.clear();
        if (!analyzed) {
            report_failure(wishes, name, std::string(reflect::word(analyzed.error().defect)), analyzed.error().detail);
            status = 2;
        } else if (wishes.json)
            std::printf("%s\n", reflect::to_json(AnalyzedFile{std::move(analyzed->analysis), name}).c_str());
        else
            print_analysis(name, analyzed->analysis);
    }
    return status;
}

int quote(Settings const&, Words const& words)
{
    auto const wishes = read_wishes(words, true);
    auto const catalogue = pricing::default_catalogue();
    analysis::Analyst analyst;
    Progress progress(wishes.files.size());
    int status = 0;
    for (auto const& name : wishes.files) {
        progress.begin(name);
        auto const began = std::chrono::steady_clock::now();
        auto analyzed = measure(analyst, wishes, name);
        progress.clear();
        if (!analyzed) {
            report_failure(wishes, name, std::string(reflect::word(analyzed.error().defect)), analyzed.error().detail);
            status = 2;
            continue;
        }
        auto priced = price_file(analyzed->analysis, wishes, catalogue, name);
        if (!priced) {
            report_failure(wishes, name, std::string(reflect::word(priced.error().refusal)), priced.error().detail);
            status = 2;
            continue;
        }
        priced->total_calculation_time =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        if (wishes.json)
            std::printf("%s\n", reflect::to_json(*priced).c_str());
        else
            print_price(*priced);
    }
    return status;
}

} // namespace guildhall::app
