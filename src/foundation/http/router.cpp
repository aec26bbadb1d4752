#include "http/router.hpp"
#include "http/server_span.hpp"
#include "http/uri.hpp"
#include "log/log.hpp"
#include "router_exchange.hpp"
#include <algorithm>

namespace guildhall::http {

namespace {

std::vector<std::string_view> split_path(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        auto const end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

// Segments of a route's path: fixed words, and {names} that stand for any one.
bool is_name(std::string_view pattern) { return pattern.starts_with('{'); }
bool matches(std::string_view pattern, std::string_view segment) { return is_name(pattern) || pattern == segment; }

// Routes of one shape: the same number of segments and the same third segment ("/api/v1/quotes/…").
std::string shape_of(std::vector<std::string_view> const& segments)
{
    std::string shape = std::to_string(segments.size());
    if (!segments.empty()) (shape += ':') += segments[std::min<std::size_t>(segments.size() - 1, 2)];
    return shape;
}
std::string open_shape_of(std::size_t segments) { return std::to_string(segments) + ":*"; }

// It is kept as text, and not every engine keeps every byte.
bool is_idempotency_key(std::string_view key)
{
    return key.size() <= 200 && std::ranges::all_of(key, [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

std::vector<std::string> names_in(std::string_view path)
{
    std::vector<std::string> names;
    for (auto at = path.find('{'); at != path.npos; at = path.find('{', at + 1))
        names.emplace_back(path.substr(at + 1, path.find('}', at) - at - 1));
    return names;
}

bool stops_when_suspended(Route const& route)
{
    auto const& facts = route.facts;
    if (route.method == "GET" || facts.when_suspended || facts.access == Access::person) return false;
    return facts.access == Access::right || (facts.rate != RateClass::auth && facts.rate != RateClass::code);
}

Router::Router(db::Database& database, Authenticator const& authenticator, WorkPool& slow, WorkPool& reads,
    RouterSettings settings)
    : database_(database)
    , authenticator_(authenticator)
    , slow_(slow)
    , reads_(reads)
    , settings_(std::move(settings))
    , limiter_(settings_.rate_limits)
{
}

void Router::add(Route route)
{
    check(route.path.starts_with("/"), "a route's path starts with a slash");
    check(route.facts.access != Access::right || route.facts.needs.has_value(), "a route says which right it needs");
    routes_.push_back(std::move(route));
}

void Router::freeze()
{
    by_shape_.clear();
    patterns_.clear();
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        patterns_.push_back(split_path(routes_[i].path));
        auto const shape = shape_of(patterns_[i]);
        by_shape_[shape.find('{') == shape.npos ? shape : open_shape_of(patterns_[i].size())].push_back(i);
    }
    metrics_.resize(routes_.size());
}

Router::Match Router::find(std::string_view method, std::string_view path) const
{
    Match match;
    auto const segments = split_path(path);
    auto const wanted = method == "HEAD" ? std::string_view("GET") : method;
    std::size_t best_names = ~std::size_t{0};
    for (auto const& shape : {shape_of(segments), open_shape_of(segments.size())}) {
        auto const group = by_shape_.find(shape);
        if (group == by_shape_.end()) continue;
        for (auto const index : group->second) {
            auto const& route = routes_[index];
            auto const& pattern = patterns_[index];
            if (!std::ranges::equal(pattern, segments, matches)) continue;
            auto const names = static_cast<std::size_t>(std::ranges::count_if(pattern, is_name));
            if (names > best_names) continue;
            if (route.method != wanted) {
                if (!match.allowed_methods.empty()) match.allowed_methods += ", ";
                match.allowed_methods += route.method;
                if (route.method == "GET") match.allowed_methods += ", HEAD";
                continue;
            }
            best_names = names; // fixed words win over {names}: /quotes/statistics before /quotes/{quote_id}
            match.route = &route;
        }
    }
    if (!match.route) return match;
    auto const& pattern = patterns_[static_cast<std::size_t>(match.route - routes_.data())];
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (is_name(pattern[i])) match.values.push_back(percent_decode(segments[i]).value_or(""));
    return match;
}

// The path of a target: without its query, without a trailing slash (which means the same, PL-28), aliases resolved.
std::string_view Router::path_of(std::string_view target) const
{
    auto path = target.substr(0, target.find('?'));
    if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    auto const alias = aliases_.find(path);
    return alias == aliases_.end() ? path : std::string_view(alias->second);
}

std::uint64_t Router::body_limit(std::string_view method, std::string_view target) const
{
    auto const match = find(method, path_of(target));
    return match.route ? match.route->facts.body_limit : 64 * 1024;
}

std::optional<Response> Router::refuse_unread(Request const& head) const
{
    auto const match = find(head.method, path_of(head.target));
    if (!match.route || match.route->facts.access == Access::anyone) return std::nullopt;
    Exchange x;
    x.now = settings_.clock();
    x.request_id = to_string(make_uuid(x.now));
    x.request.method = head.method;
    x.request.headers = head.headers;
    x.route = match.route;
    x.claims = authenticator_.claims_of(head, x.now);
    if (!refuse_claims(x)) return std::nullopt;
    x.span = server_span(settings_.tracer, head);
    auto response = render(x, x.answer);
    if (x.span.is_recording()) describe_end(x, response.status);
    add_common_headers(x, response);
    return response;
}

// Credentials that are bad, or missing where some are needed: then the answer stands.
bool Router::refuse_claims(Exchange& x) const
{
    auto const& code = x.claims.problem_code;
    if (!code.empty())
        x.answer = problem_answer(code.ends_with("not_allowed") ? 403 : 401, code);
    else if (x.route->facts.access != Access::anyone && !x.claims.signed_in())
        x.answer = problem_answer(401, "not_signed_in", "Sign in first.");
    else if (x.route->facts.access == Access::person && x.claims.api_key_id)
        x.answer = problem_answer(403, "api_key_not_allowed", "This is for people who signed in, not for API keys.");
    else
        return false;
    return true;
}

Response Router::problem(unsigned status, std::string_view code, std::string_view detail) const
{
    auto const id = to_string(make_uuid(settings_.clock()));
    auto response = problem_response({status, std::string(code), std::string(detail), {}, {}}, id);
    response.headers.add("X-Request-Id", id);
    response.headers.add("X-Content-Type-Options", "nosniff");
    return response;
}

void Router::handle(Request request, Respond respond)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->request = std::move(request);
    exchange->respond = std::move(respond);
    exchange->now = settings_.clock();
    exchange->request_id = to_string(make_uuid(exchange->now));
    auto& x = *exchange;
    x.span = server_span(settings_.tracer, x.request);
    trace::Within const within(x.span.context());
    auto const path = path_of(x.request.target);
    if (x.request.method == "OPTIONS") return send(x, answer_options(x, path));
    if (auto const found = raw_.find(path);
        found != raw_.end() && (x.request.method == "GET" || x.request.method == "HEAD"))
        return send(x, found->second(x.request));
    auto match = find(x.request.method, path);
    if (!match.route) {
        auto const methods = methods_at(path);
        auto const known = !methods.empty();
        auto response =
            problem_response({known ? 405u : 404u, known ? "method_not_allowed" : "no_such_path",
                                 known ? "This path allows " + methods + "." : "Nothing lives at this path.", {}, {}},
                x.request_id, trace::trace_id_of(x.span.context()));
        if (known) response.headers.add("Allow", methods);
        return send(x, std::move(response));
    }
    x.route = match.route;
    x.route_index = static_cast<std::size_t>(match.route - routes_.data());
    x.path_values = std::move(match.values);
    try {
        run(exchange);
    } catch (...) {
        finish(x, std::current_exception());
    }
}

// The rest that needs no database: credentials and input. `wait`: seconds until the caller may ask again; nothing when
// he may now.
void Router::run_limited(std::shared_ptr<Exchange> const& exchange, std::optional<std::int64_t> wait)
{
    auto& x = *exchange;
    auto fail = [&](unsigned status, std::string_view code, std::string detail = {}) {
        x.answer = problem_answer(status, code, std::move(detail));
        finish(x, nullptr);
    };
    if (wait) {
        x.answer = problem_answer(429, "too_many_requests", "Try again in " + std::to_string(*wait) + " seconds.");
        x.answer.problem->retry_after = *wait;
        return finish(x, nullptr);
    }
    if (refuse_claims(x)) return finish(x, nullptr);
    if (auto const key = x.request.headers.get("Idempotency-Key");
        !key.empty() && x.route->method == "POST" && !x.route->facts.repeatable) {
        if (!is_idempotency_key(key))
            return fail(
                400, "malformed_idempotency_key", "Idempotency-Key has at most 200 printable ASCII characters.");
        x.idempotency_key = key;
    }
    if (x.route->prepare) return run_preparing(exchange); // large bodies are read there, off this thread
    if (!read_input(x)) return finish(x, nullptr);
    if (!x.complaints.empty())
        return run_reading(exchange); // who may not ask hears that, not what is wrong with the body
    if (x.route->writes) return run_writing(exchange);
    run_reading(exchange);
}

void Router::run_reading(std::shared_ptr<Exchange> const& exchange)
{
    auto read = [this, exchange] {
        auto& x = *exchange;
        std::exception_ptr error;
        try {
            database_.read(db::Scope::of(x.claims.company_id), [&](db::Tx& tx) {
                if (admit(x, tx)) x.answer = x.route->in_transaction(tx, *x.actor, x.input);
            });
        } catch (...) {
            error = std::current_exception();
        }
        finish(x, error);
    };
    if (!database_.reads_block()) return read();
    if (!reads_.post(read)) {
        exchange->answer = problem_answer(503, "too_busy", "Too many requests wait; try again in a moment.");
        finish(*exchange, nullptr);
    }
}

void Router::run_preparing(std::shared_ptr<Exchange> const& exchange)
{
    // Signing in has threads of its own: parts that take long to measure must not keep people out.
    auto& pool = exchange->route->facts.rate == RateClass::auth && settings_.sign_ins ? *settings_.sign_ins : slow_;
    auto const posted = pool.post([this, exchange] {
        auto& x = *exchange;
        try {
            if (!read_input(x)) return finish(x, nullptr);
            if (!x.complaints.empty()) return run_reading(exchange);
            bool admitted = false;
            std::optional<KeptAnswer> kept;
            database_.read(db::Scope::of(x.claims.company_id), [&](db::Tx& tx) {
                admitted = admit(x, tx);
                if (admitted && !x.idempotency_key.empty()) kept = find_kept_answer(tx, *x.actor, x.idempotency_key);
            });
            if (!admitted) return finish(x, nullptr);
            if (kept) return run_writing(exchange); // there the kept answer is found again, and given
            Work work{database_, x.uploads, x.request, x.began};
            auto prepared = x.route->prepare(work, *x.actor, x.input);
            if (auto* answer = std::get_if<Answer>(&prepared)) {
                x.answer = std::move(*answer);
                return finish(x, nullptr);
            }
            x.input = std::get<Route::Input>(prepared);
            run_writing(exchange);
        } catch (...) {
            finish(x, std::current_exception());
        }
    });
    if (posted) return;
    exchange->answer = problem_answer(503, "too_busy", "Too many requests wait; try again in a moment.");
    finish(*exchange, nullptr);
}

void Router::run_writing(std::shared_ptr<Exchange> const& exchange)
{
    database_.write(
        db::Scope::of(exchange->claims.company_id),
        [exchange, this](db::Tx& tx) {
            auto& x = *exchange;
            if (!admit(x, tx)) return false;
            if (!x.idempotency_key.empty())
                if (auto const kept = find_kept_answer(tx, *x.actor, x.idempotency_key)) {
                    x.answer = {};
                    if (kept->request_hash != x.request_hash) {
                        x.answer = problem_answer(
                            422, "idempotency_key_reused", "This Idempotency-Key was used for another request.");
                        return false;
                    }
                    x.answer.status = static_cast<unsigned>(kept->status);
                    x.answer.body = kept->body;
                    x.answer.etag = kept->etag;
                    x.replayed = true;
                    return false;
                }
            x.answer = x.route->in_transaction(tx, *x.actor, x.input);
            if (x.answer.keep() && !x.idempotency_key.empty())
                keep_answer(
                    tx, *x.actor, x.idempotency_key, {x.request_hash, x.answer.status, x.answer.etag, x.answer.body});
            return x.answer.keep();
        },
        [exchange, this](std::exception_ptr error) { finish(*exchange, error); });
}

void Router::finish(Exchange& x, std::exception_ptr error)
{
    trace::Within const within(x.span.context());
    if (error) {
        try {
            std::rethrow_exception(error);
        } catch (Unavailable const& fault) {
            log::error("request_failed", {{"request_id", x.request_id}, {"reason", fault.what()}});
            x.answer =
                problem_answer(503, "unavailable", "The service cannot answer now; nothing was changed. Try again.");
        } catch (std::exception const& fault) {
            log::error(
                "bug", {{"request_id", x.request_id}, {"route", x.route ? x.route->path : ""}, {"what", fault.what()}});
            x.answer = problem_answer(500, "internal_error",
                "A fault of ours; nothing was changed. Quote the request id when you report it.");
        }
    }
    send(x, render(x, x.answer));
}

// What only its end knows.
void Router::describe_end(Exchange& x, unsigned status)
{
    if (x.route) name_route(x.span, x.request.method, x.route->path);
    x.span.set("guildhall.request_id", x.request_id);
    if (x.actor) x.span.set("guildhall.company_id", to_string(x.actor->company_id));
    set_status(x.span, status);
}

void Router::send(Exchange& x, Response response)
{
    trace::Within const within(x.span.context());
    add_common_headers(x, response);
    auto const took = std::chrono::steady_clock::now() - x.began;
    metrics_.count(x.route ? x.route_index : routes_.size(), response.status, took);
    if (settings_.log_requests)
        log::info(
            "request", {{"request_id", x.request_id}, {"method", x.request.method}, {"target", x.request.target},
                           {"status", std::int64_t(response.status)}, {"ms", static_cast<double>(took.count()) / 1e6},
                           {"address", x.request.remote_address}});
    if (x.span.is_recording()) describe_end(x, response.status);
    x.span.end();
    x.respond(std::move(response));
}

} // namespace guildhall::http
