// Fills a data directory with companies, people and quotes for the load benchmarks, through the program's own
// functions, and writes down requests that ask for them:
//
//   seed_bench FOLDER QUOTES COMPANIES [postgres://…]
//
// FOLDER/list.txt, total.txt, detail.txt and create.txt hold one "TOKEN PATH [BODY]" a line. The tokens last ten years,
// and no quote expires earlier, so that a folder once made serves every later run.
#include "app/house.hpp"
#include "quote.hpp"
#include "sessions.hpp"
#include "terms.hpp"
#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace {

using namespace guildhall;
namespace fs = std::filesystem;

constexpr std::int64_t years_10_in_days = 3650;
constexpr std::size_t customers_of_company = 20, details_of_company = 20;

constexpr std::array cities{"Almaty", "Berlin", "Bogota", "Brno", "Gdansk", "Hanoi", "Lyon", "Malmo", "Osaka", "Porto",
    "Quito", "Riga", "Seoul", "Tartu", "Turin", "Zurich"};
constexpr std::array names{"Ada", "Bela", "Clara", "Dana", "Emil", "Faina", "Goran", "Hana", "Ivo", "Jana", "Karl",
    "Lena", "Marat", "Nora", "Olga", "Pavel", "Rosa", "Saule", "Timur", "Vera"};

std::string read_file(fs::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

class Seed {
public:
    Seed(app::House& house, fs::path const& folder, std::size_t quotes, std::size_t companies)
        : house_(house)
        , quotes_of_company_(quotes / companies)
        , companies_(companies)
        , began_(house.clock().now())
        , list_(folder / "list.txt")
        , total_(folder / "total.txt")
        , detail_(folder / "detail.txt")
        , create_(folder / "create.txt")
    {
        sign_in_.secret = read_file(folder / "secret.key");
        sign_in_.access_lifetime = std::chrono::days(years_10_in_days);
        auto const part = std::string(GUILDHALL_SOURCE_DIR) + "/demo/cad/handle_clean.stl";
        Actor nobody;
        nobody.now = began_;
        part_ = house.store().keep(nobody, "handle.stl", read_file(part));
        files::await_findings(house.store(), part_, std::chrono::steady_clock::now() + std::chrono::minutes(1));
        check(part_.analysis.has_value(), "the part of the benchmarks can be measured");
        price_lines();
    }

    void fill()
    {
        for (std::size_t i = 0; i < companies_; ++i) {
            auto const id = CompanyId{make_uuid(began_)};
            house_.database().write_now(db::Scope::of(id), [&](db::Tx& tx) {
                add_company(tx, id, i);
                return true;
            });
            if ((i + 1) % 100 == 0) std::cout << (i + 1) * quotes_of_company_ << " quotes" << std::endl;
        }
    }

private:
    // The calculator's own lines for some materials and quantities, shared by all companies.
    void price_lines()
    {
        auto const catalogue = pricing::default_catalogue();
        for (std::string const material : {"pla", "petg", "abs"})
            for (std::int64_t const quantity : {1, 2, 5, 10, 25, 100}) {
                auto const price = pricing::price(
                    *part_.analysis, {.service = "fdm", .material = material, .quantity = quantity}, catalogue);
                check(price.has_value(), "the part of the benchmarks has a price");
                quotes::QuoteLine line;
                line.position = 1;
                line.file_name = part_.file_name;
                line.service = price->choice.service;
                line.material = price->choice.material;
                line.finish = price->choice.finish;
                line.color = price->choice.color;
                line.tolerance = price->choice.tolerance;
                line.quantity = quantity;
                line.unit_price = price->unit_price;
                line.total = price->subtotal;
                line.lead_time_days = price->lead_time_days;
                line.price_breaks = {reflect::to_json(price->price_breaks)};
                line.breakdown = {reflect::to_json(price->breakdown)};
                line.warnings = price->warnings;
                line.blocking = price->blocking;
                lines_.push_back(std::move(line));
            }
    }

    std::string token_of(db::Tx& tx, identity::User const& user, companies::Company const& company) const
    {
        return identity::open_session(
            tx, sign_in_, user, company, {years_10_in_days, false, "127.0.0.1", "bench"}, began_)
            .value.access_token;
    }

    identity::User add_person(db::Tx& tx, Actor const& actor, std::string const& name, std::size_t number, Role role)
    {
        auto const mail = name + std::to_string(number) + "@bench.example";
        auto user = identity::create_user(tx, actor, {mail, name + " Bench", "no password opens this", {}, role});
        check(user.has_value(), "an address of the benchmarks is new");
        return *user;
    }

    void add_company(db::Tx& tx, CompanyId id, std::size_t number)
    {
        auto const* const city = cities[number % cities.size()];
        auto const company = identity::found_company_with_owner(tx, began_, id,
            {std::string(city) + " Works " + std::to_string(number), {}, "en", "Asia/Almaty"}, false, {},
            house_.on_founded());
        Actor actor;
        actor.company_id = id;
        actor.now = began_;
        auto const manager = add_person(tx, actor, "Manager", number, Role::manager);
        std::vector<identity::User> customers;
        for (std::size_t i = 0; i < customers_of_company; ++i)
            customers.push_back(add_person(tx, actor, names[i], number, Role::customer));
        actor.user_id = customers.front().id;
        auto const file = files::add_file(tx, actor, part_);
        auto const token = token_of(tx, manager, company);
        for (std::size_t i = 0; i < quotes_of_company_; ++i) {
            auto const is_asked_for = i % (quotes_of_company_ / details_of_company) == 7;
            auto const quote_id = add_quote(tx, company, customers[i % customers.size()], file.id, i, is_asked_for);
            if (is_asked_for) detail_ << token << " /api/v1/quotes/" << to_string(quote_id) << '\n';
        }
        for (auto const* const status : {"pending", "accepted", "rejected", "converted"}) {
            list_ << token << " /api/v1/quotes?status=" << status << "&total=false\n";
            total_ << token << " /api/v1/quotes?status=" << status << '\n';
        }
        create_ << token_of(tx, customers.front(), company) << " /api/v1/quotes {\"lines\":[{\"file_id\":\""
                << to_string(file.id) << "\",\"service\":\"fdm\",\"material\":\"pla\",\"quantity\":10}]}\n";
    }

    quotes::QuoteId add_quote(db::Tx& tx, companies::Company const& company, identity::User const& customer,
        files::FileId file_id, std::size_t number, bool is_asked_for)
    {
        using enum quotes::QuoteStatus;
        constexpr std::array statuses{pending, accepted, rejected, converted, cancelled};
        quotes::QuoteRow quote;
        quote.company_id = company.company_id;
        quote.id = tx.new_id<quotes::QuoteId>();
        quote.created_at = began_ - std::chrono::minutes(1000 * (quotes_of_company_ - number));
        quote.updated_at = quote.created_at + std::chrono::seconds(90);
        quote.number = companies::next_number(tx, company, "Q", began_);
        quote.customer_id = customer.id;
        quote.customer_name = customer.full_name;
        quote.customer_email = customer.email;
        quote.status = statuses[number % statuses.size()];
        quote.expires_at = began_ + std::chrono::days(years_10_in_days);
        quote.approved_at = quote.updated_at;
        if (quote.status == accepted || quote.status == converted) quote.accepted_at = quote.updated_at;
        std::vector lines{lines_[number % lines_.size()]};
        lines.front().file_id = file_id;
        if (!is_asked_for) lines.front().price_breaks = {"[]"}; // spares the disk gigabytes that nobody reads
        quotes::set_totals(quote, lines, company);
        quotes::insert_quote(tx, quote, lines);
        return quote.id;
    }

    app::House& house_;
    std::size_t quotes_of_company_, companies_;
    Time began_;
    std::ofstream list_, total_, detail_, create_;
    identity::Settings sign_in_;
    files::StoredContent part_;
    std::vector<quotes::QuoteLine> lines_;
};

} // namespace

int main(int count, char** values)
{
    if (count < 4 || count > 5) {
        std::cerr << "seed_bench FOLDER QUOTES COMPANIES [postgres://…]\n";
        return 2;
    }
    ::setenv("GUILDHALL_TEST_NO_FSYNC", "1", 1); // a folder that a power cut spoils is made again
    app::Settings settings;
    settings.data = values[1];
    if (count == 5) settings.database = values[4];
    settings.work_threads = app::House::no_threads;
    settings.log_level = "error";
    app::House house(settings);
    house.prepare();
    Seed(house, settings.data, std::strtoul(values[2], nullptr, 10), std::strtoul(values[3], nullptr, 10)).fill();
}
