#pragma once
// The table of routes, and the way of a request through it: match, limit, identify, validate, run, answer.
#include "http/idempotency.hpp"
#include "http/listing.hpp"
#include "http/metrics.hpp"
#include "http/route.hpp"
#include "http/shared_limiter.hpp"
#include "http/work_pool.hpp"
#include <atomic>

namespace guildhall::http {

// What a request says of its sender, checked without the database.
struct Claims {
    std::optional<UserId> user_id; // absent: a visitor
    std::optional<Uuid> session_id;
    std::optional<Uuid> api_key_id; // a program with a key; whose it is, the database knows
    std::string api_key_hash;
    CompanyId company_id;
    std::string problem_code; // not empty: the credentials are bad, answer 401 (or 403 for csrf_not_allowed) with it
    bool by_cookie = false;   // a browser sends these by itself, asked or not
    bool signed_in() const { return user_id || api_key_id; }
};

// Turns credentials into an Actor. Implemented by the identity module.
class Authenticator {
public:
    virtual ~Authenticator() = default;
    virtual Claims claims_of(Request const& request, Time now) const = 0;
    // The user as the database knows it now; nothing when deactivated, gone, or the session is revoked.
    virtual std::optional<Actor> actor_of(db::Tx& tx, Claims const& claims, Time now) const = 0;
};

// Deduces what a use case takes and gives.
template <class F> struct Signature : Signature<decltype(&F::operator())> {};
template <class R, class First, class Who, class What> struct Signature<R (*)(First, Who, What)> {
    using Result = R;
    using In = std::remove_cvref_t<What>;
};
template <class R, class C, class First, class Who, class What>
struct Signature<R (C::*)(First, Who, What) const> : Signature<R (*)(First, Who, What)> {};

template <class F> using In_of = typename Signature<F>::In;
template <class F> using Out_of = typename Signature<F>::Result::value_type;
template <class F> using Why_of = decltype(Signature<F>::Result::error_type::reason);

struct RouterSettings {
    RateLimiter::Limits rate_limits;
    std::vector<std::string> cors_origins; // exact origins; "*" allows any without credentials
    bool strict_transport = false;         // tell browsers that came over TLS to stay there
    WorkPool* sign_ins = nullptr;          // hashes passwords; null: the pool of all slow steps does
    std::function<Time()> clock = system_now;
    bool log_requests = true;
    // Why the actor's company may change nothing now; asked before each change that stops_when_suspended().
    std::function<std::optional<Problem>(db::Tx&, Actor const&)> suspension;
    trace::Tracer* tracer = nullptr;        // null: requests are not traced
    SharedLimiter* shared_limits = nullptr; // null: this node counts for itself
};

class Router final : public Handler {
public:
    // `slow` hashes, analyses and prices; `reads` takes reading transactions where the engine makes them wait.
    Router(db::Database& database, Authenticator const& authenticator, WorkPool& slow, WorkPool& reads,
        RouterSettings settings);

    // GET: the use case runs in a reading transaction; `In` is filled from path and query.
    template <class F> void get(std::string path, F use_case, RouteFacts facts)
    {
        add_plain("GET", std::move(path), use_case, facts, false);
    }
    // Changing methods: the use case runs in a writing transaction; `In` is filled from path and JSON body.
    template <class F> void post(std::string path, F use_case, RouteFacts facts)
    {
        add_plain("POST", std::move(path), use_case, facts, true);
    }
    template <class F> void patch(std::string path, F use_case, RouteFacts facts)
    {
        add_plain("PATCH", std::move(path), use_case, facts, true);
    }
    template <class F> void remove(std::string path, F use_case, RouteFacts facts)
    {
        add_plain("DELETE", std::move(path), use_case, facts, true);
    }
    // An action that clients may call by PATCH or POST alike (api.md).
    template <class F> void action(std::string path, F use_case, RouteFacts facts)
    {
        post(path, use_case, facts);
        patch(std::move(path), use_case, facts);
    }
    // First a slow step on the work pool (hashing, files, prices), then the use case in a writing transaction.
    // prepare(Work&, Actor const&, In const&) → Outcome<Prepared, Why>; use_case(Tx&, Actor const&, Prepared const&).
    template <class P, class F> void post(std::string path, P prepare, F use_case, RouteFacts facts)
    {
        add_prepared("POST", std::move(path), prepare, use_case, facts);
    }
    template <class P, class F> void patch(std::string path, P prepare, F use_case, RouteFacts facts)
    {
        add_prepared("PATCH", std::move(path), prepare, use_case, facts);
    }
    // Only the slow step; nothing is written in a transaction of the request.
    template <class P> void work(std::string method, std::string path, P prepare, RouteFacts facts)
    {
        auto route = make_route<P>(std::move(method), std::move(path), facts);
        route.prepare = [prepare, success = facts.success](
                            Work& work, Actor const& actor, Route::Input const& in) -> Route::Prepared {
            auto out = prepare(work, actor, *static_cast<In_of<P> const*>(in.get()));
            return out ? answer_value(*out, success) : answer_refusal(out.error());
        };
        document_as<In_of<P>, Out_of<P>>(route);
        add(std::move(route));
    }
    // GET of a list with the grammar of PL-21.
    template <class Row, class Item> void list(std::string path, Listing<Row, Item> const& listing, RouteFacts facts)
    {
        Route route;
        route.method = "GET";
        route.path = std::move(path);
        route.facts = facts;
        route.reads_query_itself = true;
        route.in_transaction = [&listing](db::Tx& tx, Actor const& actor, Route::Input const& in) {
            return listing.answer(tx, actor, *static_cast<Query const*>(in.get()));
        };
        route.document = [&listing](reflect::SchemaBook& book) { return listing.document(book); };
        if (facts.exports) add_export(route.path, listing, facts);
        add(std::move(route));
    }
    // Answers outside the grammar: documents, health, metrics. Runs on the I/O thread; must be quick.
    using RawAnswer = std::function<Response(Request const&)>;
    void raw(std::string path, RawAnswer answer) { raw_[std::move(path)] = std::move(answer); }
    // A second name for a path, e.g. /calculate-price.
    void alias(std::string path, std::string target) { aliases_[std::move(path)] = std::move(target); }

    // Call when all routes are in: sorts them for matching.
    void freeze();
    std::vector<Route> const& routes() const { return routes_; }
    // The OpenAPI 3.1 document of all routes, as JSON text.
    std::string openapi() const;
    // Counters and latencies of all routes in the Prometheus text format.
    std::string metrics() const { return metrics_.text(routes_); }

    std::uint64_t body_limit(std::string_view method, std::string_view target) const override;
    std::optional<Response> refuse_unread(Request const& head) const override;
    void handle(Request request, Respond respond) override;
    Response problem(unsigned status, std::string_view code, std::string_view detail) const override;

private:
    struct Exchange;
    struct Match {
        Route const* route = nullptr;
        std::vector<std::string> values;
        std::string allowed_methods; // when the path exists with other methods
    };

    template <class F> Route make_route(std::string method, std::string path, RouteFacts const& facts)
    {
        Route route;
        route.method = std::move(method);
        route.path = std::move(path);
        route.facts = facts;
        route.refusals = reflect::word_list<Why_of<F>>();
        name_members<In_of<F>>(route);
        route.parse = [](std::string_view json, reflect::Complaints& complaints) -> Route::Input {
            return std::make_shared<In_of<F> const>(reflect::from_json<In_of<F>>(json, complaints));
        };
        return route;
    }
    template <class F>
    void add_plain(std::string method, std::string path, F use_case, RouteFacts const& facts, bool writes)
    {
        auto route = make_route<F>(std::move(method), std::move(path), facts);
        route.writes = writes;
        route.in_transaction = [use_case, success = facts.success](
                                   db::Tx& tx, Actor const& actor, Route::Input const& in) {
            auto out = use_case(tx, actor, *static_cast<In_of<F> const*>(in.get()));
            return out ? answer_value(*out, success) : answer_refusal(out.error());
        };
        document_as<In_of<F>, Out_of<F>>(route);
        add(std::move(route));
    }
    template <class P, class F>
    void add_prepared(std::string method, std::string path, P prepare, F use_case, RouteFacts const& facts)
    {
        static_assert(std::is_same_v<Out_of<P>, In_of<F>>, "the use case takes what the preparation gives");
        auto route = make_route<P>(std::move(method), std::move(path), facts);
        for (auto& word : reflect::word_list<Why_of<F>>())
            if (std::ranges::find(route.refusals, word) == route.refusals.end())
                route.refusals.push_back(std::move(word));
        route.writes = true;
        route.prepare = [prepare](Work& work, Actor const& actor, Route::Input const& in) -> Route::Prepared {
            auto out = prepare(work, actor, *static_cast<In_of<P> const*>(in.get()));
            if (!out) return answer_refusal(out.error());
            return Route::Input(std::make_shared<Out_of<P> const>(std::move(*out)));
        };
        route.in_transaction = [use_case, success = facts.success](
                                   db::Tx& tx, Actor const& actor, Route::Input const& in) {
            auto out = use_case(tx, actor, *static_cast<In_of<F> const*>(in.get()));
            return out ? answer_value(*out, success) : answer_refusal(out.error());
        };
        document_as<In_of<P>, Out_of<F>>(route);
        add(std::move(route));
    }
    // GET …/export: the list as CSV, by the same grammar.
    template <class Row, class Item>
    void add_export(std::string const& path, Listing<Row, Item> const& listing, RouteFacts facts)
    {
        static constexpr std::string_view summary = "The same list as CSV";
        auto const name = path.substr(path.rfind('/') + 1) + ".csv";
        Route route;
        route.method = "GET";
        route.path = path + "/export";
        facts.summary = summary;
        facts.description = "Takes the filters, search, ordering and fields of the list; at most 100,000 rows. Cells "
                            "that a spreadsheet would take for a formula begin with an apostrophe.";
        route.facts = facts;
        route.reads_query_itself = true;
        route.refusals = {"too_many_rows"};
        route.prepare = [&listing, name](Work& work, Actor const& actor, Route::Input const& in) -> Route::Prepared {
            return work.read(db::Scope::of(actor.company_id),
                [&](db::Tx& tx) { return listing.export_csv(tx, actor, *static_cast<Query const*>(in.get()), name); });
        };
        route.document = [&listing](reflect::SchemaBook& book) { return document_export(listing.document(book)); };
        add(std::move(route));
    }
    template <class In, class Out> static void document_as(Route& route)
    {
        route.document = [copy = Route{route.method, route.path, route.facts, {}, route.refusals, {}, {}, {}, {}, {},
                              {}, false}](reflect::SchemaBook& book) {
            RouteDocument document;
            document.refusals = copy.refusals;
            document_input<In>(document, copy, book);
            document_answer<Out>(document, book);
            return document;
        };
    }
    void add(Route route);
    Match find(std::string_view method, std::string_view path) const;
    void run(std::shared_ptr<Exchange> const& exchange);
    void go_on_limited(std::shared_ptr<Exchange> const& exchange, std::optional<std::int64_t> wait);
    void run_limited(std::shared_ptr<Exchange> const& exchange, std::optional<std::int64_t> wait);
    void run_reading(std::shared_ptr<Exchange> const& exchange);
    void run_writing(std::shared_ptr<Exchange> const& exchange);
    void run_preparing(std::shared_ptr<Exchange> const& exchange);
    bool admit(Exchange& exchange, db::Tx& tx) const;
    bool read_input(Exchange& exchange) const;
    bool read_form(Exchange& exchange, std::string& json, std::string& summary) const;
    bool read_body(Exchange& exchange, std::string& json) const;
    bool read_target(Exchange& exchange, std::string& json) const;
    void finish(Exchange& exchange, std::exception_ptr error);
    void send(Exchange& exchange, Response response);
    static void describe_end(Exchange& exchange, unsigned status);
    Response render(Exchange& exchange, Answer& answer) const;
    bool refuse_claims(Exchange& exchange) const;
    std::string_view path_of(std::string_view target) const;
    std::string methods_at(std::string_view path) const;
    Response answer_options(Exchange const& exchange, std::string_view path) const;
    void add_common_headers(Exchange const& exchange, Response& response) const;
    void add_cors_headers(Exchange const& exchange, Headers& headers) const;

    db::Database& database_;
    Authenticator const& authenticator_;
    WorkPool& slow_;
    WorkPool& reads_;
    RouterSettings settings_;
    RateLimiter limiter_;
    std::vector<Route> routes_;
    std::map<std::string, RawAnswer, std::less<>> raw_;
    std::map<std::string, std::string, std::less<>> aliases_;
    std::unordered_map<std::string, std::vector<std::size_t>>
        by_shape_; // "4:/api/v1" style: segment count and first words
    mutable Metrics metrics_;
    std::vector<std::vector<std::string_view>> patterns_; // of routes_, their paths by segment
};

} // namespace guildhall::http
