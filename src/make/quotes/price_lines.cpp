#include "price_lines.hpp"
#include "agree_price.hpp"
#include <algorithm>

namespace guildhall::quotes {
namespace {

constexpr std::size_t most_lines = 200;

template <class T> std::optional<std::string> first_of(std::optional<T> const& own, std::optional<T> const& common)
{
    if (own) return own->value;
    if (common) return common->value;
    return std::nullopt;
}

std::string pointer_to(std::size_t line, std::string_view member)
{
    return "/lines/" + std::to_string(line) + "/" + std::string(member);
}

std::unexpected<Refused<WishRefusal>> refused_at(
    Refused<files::UploadRefusal> const& refused, std::string const& pointer)
{
    auto const reason = reflect::enum_of<WishRefusal>(reflect::word(refused.reason));
    check(reason.has_value(), "every upload refusal is one of a wish");
    return refuse(*reason, refused.detail, pointer);
}

// The lines people meant: one per wish, and one for every uploaded file that no line speaks of.
std::vector<QuoteLineWish> complete_lines(QuoteWish const& wish, std::size_t uploaded)
{
    auto lines = wish.lines.value_or(std::vector<QuoteLineWish>{});
    std::size_t without_file = 0;
    for (auto const& line : lines) without_file += !line.file_id && !line.file;
    for (auto i = without_file; i < uploaded; ++i) lines.emplace_back();
    return lines;
}

// Everything known about a line's part before it is priced.
struct Source {
    PricedLine priced;
    geometry::Analysis analysis;
};

template <class Stored> Outcome<geometry::Analysis, WishRefusal> analysis_of(Stored const& file, std::size_t index)
{
    using enum WishRefusal;
    if (file.status == files::FileStatus::analyzing)
        return refuse(file_not_ready, file.file_name + " is still being measured; ask again in a moment.",
            pointer_to(index, "file"));
    if (file.problem)
        return refuse(file_not_ready, file.file_name + ": " + file.problem->message, pointer_to(index, "file"));
    if (!file.analysis)
        return refuse(not_a_model, file.file_name + " is not an STL, STEP or 3MF model.", pointer_to(index, "file"));
    return *file.analysis;
}

class LinePricer {
public:
    LinePricer(http::Work& work, Actor const& actor, QuoteWish const& wish, Services services)
        : work_(work)
        , actor_(actor)
        , wish_(wish)
        , services_(services)
        , deadline_(files::patience_of(services.store, wish.wait))
    {
    }

    Outcome<PricedWish, WishRefusal> run()
    {
        using enum WishRefusal;
        auto uploads = files::take_files(work_, std::nullopt);
        if (!uploads) return refused_at(uploads.error(), uploads.error().pointer);
        auto const lines = complete_lines(wish_, uploads->size());
        if (lines.empty()) return refuse(no_lines, "Send at least one line, or a file.", "/lines");
        if (lines.size() > most_lines) return refuse(too_many_lines, "A quote has at most 200 lines.", "/lines");
        catalogue_ = work_.read(db::Scope::of(actor_.company_id),
            [&](db::Tx& tx) { return services_.catalogues.of(tx, actor_.company_id); });
        auto contents = keep_uploads(*uploads, lines);
        if (!contents) return std::unexpected(contents.error());
        PricedWish priced;
        std::size_t next_upload = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto source = find_source(lines[i], i, *contents, next_upload);
            if (!source) return std::unexpected(source.error());
            auto line = price(std::move(*source), lines[i], i);
            if (!line) return std::unexpected(line.error());
            priced.lines.push_back(std::move(*line));
        }
        if (next_upload < contents->size())
            return refuse(exactly_one_file, "There are more files than lines without one.", "/lines");
        auto const rush = rush_level(wish_.rush ? wish_.rush->value : "standard");
        if (!rush)
            return refuse(unknown_rush, "There is no such rush level; GET /api/v1/rush-levels lists them.", "/rush");
        priced.rush = *rush;
        if (wish_.note && !wish_.note->value.empty()) priced.note = wish_.note->value;
        priced.draft = wish_.draft.value_or(false);
        priced.customer_id = wish_.customer_id;
        return priced;
    }

private:
    // All of them before the first is waited for, so that they are analysed at the same time.
    Outcome<std::vector<files::StoredContent>, WishRefusal> keep_uploads(
        std::vector<files::RawFile>& uploads, std::vector<QuoteLineWish> const& lines)
    {
        std::vector<files::StoredContent> contents;
        std::size_t line = 0; // of the next upload: those without a file of their own take them in turn
        for (auto& upload : uploads) {
            while (line < lines.size() && (lines[line].file_id || lines[line].file)) ++line;
            std::vector<files::RawFile> one;
            one.push_back(std::move(upload));
            auto kept = files::keep_all(services_.store, actor_, one, {});
            if (!kept) return refused_at(kept.error(), pointer_to(line, "file"));
            contents.push_back(std::move(kept->front()));
            ++line;
        }
        return contents;
    }

    Outcome<Source, WishRefusal> find_source(QuoteLineWish const& line, std::size_t index,
        std::vector<files::StoredContent>& uploads, std::size_t& next_upload)
    {
        using enum WishRefusal;
        if (line.file_id && line.file)
            return refuse(exactly_one_file, "Give file_id or file, not both.", pointer_to(index, "file"));
        if (line.file_id) return find_row(*line.file_id, index);
        files::StoredContent content;
        if (line.file) {
            std::vector<http::Upload> none;
            http::Work inline_only{work_.database, none, work_.request, work_.began};
            auto taken = files::take_files(inline_only, line.file);
            if (!taken) return refused_at(taken.error(), pointer_to(index, "file") + taken.error().pointer);
            auto kept = files::keep_all(services_.store, actor_, *taken, {});
            if (!kept) return refused_at(kept.error(), pointer_to(index, "file"));
            content = std::move(kept->front());
        } else if (next_upload < uploads.size())
            content = std::move(uploads[next_upload++]);
        else
            return refuse(exactly_one_file, "This line has no file: give file_id, file, or a multipart part.",
                pointer_to(index, "file_id"));
        files::await_findings(services_.store, content, deadline_);
        auto analysis = analysis_of(content, index);
        if (!analysis) return std::unexpected(analysis.error());
        Source source{{}, std::move(*analysis)};
        source.priced.line.file_name = content.file_name;
        source.priced.new_content = std::move(content);
        return source;
    }

    Outcome<Source, WishRefusal> find_row(files::FileId file_id, std::size_t index)
    {
        auto file = work_.read(
            db::Scope::of(actor_.company_id), [&](db::Tx& tx) { return files::find_visible(tx, actor_, file_id); });
        if (!file) return refuse(WishRefusal::file_not_found, "There is no such file.", pointer_to(index, "file_id"));
        files::await_findings(services_.store, *file, deadline_);
        auto analysis = analysis_of(*file, index);
        if (!analysis) return std::unexpected(analysis.error());
        Source source{{}, std::move(*analysis)};
        source.priced.line.file_id = file->id;
        source.priced.line.file_name = file->file_name;
        return source;
    }

    pricing::Choice choice_of(QuoteLineWish const& line) const
    {
        pricing::Choice choice;
        choice.service = first_of(line.service, wish_.service).value_or("fdm");
        choice.material = first_of(line.material, wish_.material).value_or("");
        choice.finish = first_of(line.finish, wish_.finish);
        choice.color = first_of(line.color, wish_.color);
        choice.tolerance = first_of(line.tolerance, wish_.tolerance);
        choice.quantity = line.quantity.value_or(wish_.quantity.value_or(1));
        choice.rush = first_of(line.rush, wish_.rush);
        return choice;
    }

    // The catalogue's word for a rush level, whatever its case here.
    std::optional<std::string> rush_level(std::string_view wanted) const
    {
        auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        for (auto const& level : catalogue_->rush_levels)
            if (level.active && std::ranges::equal(level.code, wanted, {}, lower, lower)) return level.code;
        return std::nullopt;
    }

    Outcome<PricedLine, WishRefusal> price(Source source, QuoteLineWish const& wish, std::size_t index) const
    {
        auto const choice = choice_of(wish);
        auto price = pricing::price(source.analysis, choice, *catalogue_);
        if (!price) {
            auto const reason = reflect::enum_of<WishRefusal>(reflect::word(price.error().refusal));
            check(reason.has_value(), "every rejection of the calculator is a refusal of a wish");
            return refuse(*reason, price.error().detail,
                pointer_to(index, price.error().field.empty() ? "file_id" : price.error().field));
        }
        auto& line = source.priced.line;
        line.position = static_cast<std::int64_t>(index) + 1;
        line.service = price->choice.service; // the catalogue's words, with its defaults
        line.material = price->choice.material;
        line.finish = price->choice.finish;
        line.color = price->choice.color;
        line.tolerance = price->choice.tolerance;
        line.quantity = price->choice.quantity;
        if (wish.note && !wish.note->value.empty()) line.note = wish.note->value;
        if (wish.rush) line.rush = price->choice.rush;
        line.unit_price = price->unit_price;
        line.total = price->subtotal;
        line.rush_fee = price->rush_fee;
        line.lead_time_days = price->lead_time_days;
        line.price_breaks = {reflect::to_json(price->price_breaks)};
        line.breakdown = {reflect::to_json(price->breakdown)};
        if (!actor_.may(Right::catalogue_read))
            source.priced.shown_breakdown = reflect::to_json(materials::breakdown_for(actor_, price->breakdown));
        line.warnings = std::move(price->warnings);
        line.blocking = std::move(price->blocking);
        return std::move(source.priced);
    }

    http::Work& work_;
    Actor const& actor_;
    QuoteWish const& wish_;
    Services services_;
    files::Store::Deadline deadline_; // until when it waits for measures, of all files together
    std::shared_ptr<pricing::Catalogue const> catalogue_;
};

// Puts agreed prices in the place of calculated ones. The lines that are named come first among those that are priced.
std::optional<Refused<ReviseRefusal>> agree_prices(
    http::Work& work, Actor const& actor, ReviseQuote const& wish, Services services, PricedWish& priced)
{
    using enum ReviseRefusal;
    if (!wish.lines) return std::nullopt;
    auto const [catalogue, currency] = work.read(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
        return std::pair{
            services.catalogues.of(tx, actor.company_id), companies::get_company(tx, actor.company_id).currency};
    });
    for (std::size_t i = 0; i < wish.lines->size(); ++i) {
        auto const& line = (*wish.lines)[i];
        auto const reason = reason_of(line.price_reason);
        if (reason && !line.unit_price)
            return Refused{unit_price_required, "A reason goes with a price.", pointer_to(i, "unit_price"), {}};
        if (!line.unit_price) continue;
        auto& made = priced.lines.at(i).line;
        auto const price = agreed_unit_price(*line.unit_price, made.quantity, currency);
        if (!price)
            return Refused{
                invalid_unit_price, "Is not an amount in the company's currency.", pointer_to(i, "unit_price"), {}};
        agree_price(made, *price, reason, made.rush.value_or(priced.rush), *catalogue);
    }
    return std::nullopt;
}

// Only staff agree on prices; customers hear so before anything is measured.
std::optional<Refused<ReviseRefusal>> price_not_his(Actor const& actor, ReviseQuote const& wish)
{
    if (!wish.lines || actor.may(Right::quotes_manage)) return std::nullopt;
    for (std::size_t i = 0; i < wish.lines->size(); ++i)
        if ((*wish.lines)[i].unit_price)
            return Refused{ReviseRefusal::agreed_price_not_allowed, "Only staff agree on prices.",
                pointer_to(i, "unit_price"), {}};
    return std::nullopt;
}

} // namespace

Outcome<PricedWish, CreateQuoteRefusal> price_wish(
    http::Work& work, Actor const& actor, QuoteWish const& wish, Services services)
{
    if (wish.customer_id && !actor.owns(wish.customer_id) && !actor.may(Right::quotes_manage))
        return refuse(CreateQuoteRefusal::on_behalf_not_allowed, "Only staff may ask for somebody else.");
    auto priced = LinePricer(work, actor, wish, services).run();
    if (!priced) return std::unexpected(widened<CreateQuoteRefusal>(priced.error()));
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - work.began;
    services.catalogues.times().note(actor.company_id, took.count());
    return std::move(*priced);
}

Outcome<PricedWish, ReviseRefusal> price_revision(
    http::Work& work, Actor const& actor, ReviseQuote const& wish, Services services)
{
    using enum ReviseRefusal;
    auto const current = work.read(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
        auto quote = find_own(tx, actor, wish.quote_id);
        return std::pair{quote, quote ? lines_of(tx, *quote) : std::vector<QuoteLine>{}};
    });
    auto const& [quote, lines] = current;
    if (!quote) return refuse(quote_not_found);
    auto const status = status_at(*quote, actor.now);
    if (status == QuoteStatus::expired) return refuse(quote_expired);
    if (!allows(status, QuoteAction::revise)) return refuse_allowing(illegal_transition, allowed_words(status));
    if (auto refused = price_not_his(actor, wish)) return std::unexpected(std::move(*refused));
    QuoteWish whole;
    if (wish.lines) whole.lines.emplace(wish.lines->begin(), wish.lines->end());
    if (!whole.lines && work.uploads.empty()) { // the same parts, priced anew
        whole.lines.emplace();
        for (auto const& line : lines) {
            auto const text = [](std::optional<std::string> const& v) {
                return v ? std::optional(Text<1, 60>{*v}) : std::nullopt;
            };
            QuoteLineWish same{line.file_id, {}, Text<1, 60>{line.service}, Text<1, 60>{line.material},
                text(line.finish), text(line.color), text(line.tolerance), line.quantity, text(line.rush), {}};
            if (line.note) same.note = Text<0, 2000>{*line.note};
            whole.lines->push_back(std::move(same));
        }
    }
    whole.rush = wish.rush ? wish.rush : std::optional(Text<1, 60>{quote->rush});
    whole.note = wish.note ? wish.note : quote->note ? std::optional(Text<0, 2000>{*quote->note}) : std::nullopt;
    whole.draft = wish.draft;
    auto priced = LinePricer(work, actor, whole, services).run();
    if (!priced) return std::unexpected(widened<ReviseRefusal>(priced.error()));
    if (auto refused = agree_prices(work, actor, wish, services, *priced)) return std::unexpected(std::move(*refused));
    priced->quote_id = wish.quote_id;
    return std::move(*priced);
}

std::optional<plans::Overrun> no_room_for_files(db::Tx& tx, Actor const& actor, PricedWish const& wish)
{
    std::vector<files::StoredContent> contents;
    for (auto const& priced : wish.lines)
        if (priced.new_content) contents.push_back(*priced.new_content);
    return contents.empty() ? std::nullopt : files::no_storage(tx, actor, contents);
}

std::vector<QuoteLine> settle_lines(db::Tx& tx, Actor const& actor, PricedWish const& wish, UserId customer_id)
{
    auto owner = actor; // the customer must see the parts of his quote, whoever sent them
    owner.user_id = customer_id;
    std::vector<QuoteLine> lines;
    for (auto const& priced : wish.lines) {
        lines.push_back(priced.line);
        if (priced.new_content) lines.back().file_id = files::add_file(tx, owner, *priced.new_content).id;
    }
    return lines;
}

} // namespace guildhall::quotes
