#pragma once
// A route is a use case plus a path; JSON, OpenAPI and refusals follow from its types.
#include "base/actor.hpp"
#include "base/outcome.hpp"
#include "db/database.hpp"
#include "http/download.hpp"
#include "http/message.hpp"
#include "http/problem.hpp"
#include "http/rate_limit.hpp"
#include "reflect/schema.hpp"

namespace guildhall::http {

// A person has signed in; with `signed_in` the caller may also be a program with an API key.
enum class Access { anyone, signed_in, person, right };

struct RouteFacts {
    std::string_view summary;
    std::string_view description = "";
    Access access = Access::right; // of `needs`
    std::optional<Right> needs = {};
    unsigned success = 200;
    std::string_view example = "";       // of the request body, JSON; made from the schema when empty
    std::string_view other_example = ""; // a second one, where one cannot show it all
    RateClass rate = RateClass::api;
    std::uint64_t body_limit = 1 << 20;
    bool uploads = false;    // also takes multipart/form-data
    bool raw = false;        // takes bytes of any kind, with any query; both stay as they came in Work::request
    bool exports = false;    // lists: …/export gives them as CSV
    bool repeatable = false; // POST that keeps no idempotency record (its answer holds secrets, or it changes nothing)
    bool when_suspended = false; // goes on where nothing else may be changed any more
};

// A file that came with the request, as a multipart part.
struct Upload {
    std::string name;
    std::string file_name;
    std::string content;
};

// What a slow step may use: reads of its own, and the files of the request. It runs on the work pool.
struct Work {
    db::Database& database;
    std::vector<Upload>& uploads;
    Request const& request;
    std::chrono::steady_clock::time_point began = {}; // when the request reached the router
    template <class F> auto read(db::Scope const& scope, F body) { return database.read_now(scope, body); }
};

// The answer of POST routes that may find the thing already there: 201 when new, 200 when not.
template <class T> struct Created {
    T value;
    bool is_new = true;
};

struct Answer {
    unsigned status = 200;
    std::string body;
    std::optional<Problem> problem;
    std::optional<Download> download;
    std::string etag;
    std::vector<std::string> cookies;
    std::shared_ptr<Stream> stream = {};
    std::shared_ptr<WebSocket> socket = {};
    bool keep() const { return !problem; }
};

// A record that is written already, with the version for its ETag.
template <class T> struct Written {
    using Value = T;
    std::string text;
    std::int64_t version = 1;
};

// An answer that also sets cookies.
template <class T> struct WithCookies {
    T value;
    std::vector<std::string> cookies;
};

template <class T> inline constexpr bool has_cookies = false;
template <class T> inline constexpr bool has_cookies<WithCookies<T>> = true;
template <class T> inline constexpr bool is_written = false;
template <class T> inline constexpr bool is_written<Written<T>> = true;
template <class T> inline constexpr bool is_created = false;
template <class T> inline constexpr bool is_created<Created<T>> = true;

// What the OpenAPI document says of a route.
struct RouteDocument {
    std::vector<std::string> path_names;
    reflect::json::value path_schemas; // object: name → schema
    reflect::json::value query_schema; // object schema, or null
    reflect::json::value body_schema;  // null when there is no body
    reflect::json::value body_example;
    reflect::json::value answer_schema; // null: no content or a file
    reflect::json::value answer_example;
    bool is_download = false;
    bool is_stream = false; // text/event-stream
    bool is_socket = false; // a WebSocket: 101
    std::string download_type = "application/octet-stream";
    std::vector<std::string> refusals;
};

struct Route {
    using Input = std::shared_ptr<void const>;
    using Prepared = std::variant<Input, Answer>;

    std::string method;
    std::string path; // with {names}
    RouteFacts facts;
    bool writes = false;
    std::vector<std::string> refusals;
    // Reads the input from one JSON object that holds body, path and query members alike.
    std::function<Input(std::string_view json, reflect::Complaints&)> parse;
    // Members whose text stands bare in that JSON (numbers, booleans) when they come from path or query.
    std::vector<std::string> bare_members;
    std::vector<std::string> members;
    std::function<Prepared(Work&, Actor const&, Input const&)> prepare;        // may be empty
    std::function<Answer(db::Tx&, Actor const&, Input const&)> in_transaction; // may be empty
    std::function<RouteDocument(reflect::SchemaBook&)> document;
    // Lists read their parameters themselves.
    bool reads_query_itself = false;
};

// Whether it stops in a company that is suspended. Reading goes on, and so does what a person does with his own
// account.
bool stops_when_suspended(Route const& route);

// The {names} of a path.
std::vector<std::string> names_in(std::string_view path);

template <class Why> Answer answer_refusal(Refused<Why> const& refused)
{
    Problem problem;
    problem.code = reflect::word(refused.reason);
    problem.status = status_of_refusal(problem.code, !refused.pointer.empty());
    problem.detail = refused.detail;
    problem.allowed = refused.allowed;
    problem.retry_after = refused.retry_after;
    problem.facts = refused.facts;
    if (!refused.pointer.empty())
        problem.errors.push_back(
            {refused.pointer, problem.code, refused.detail.empty() ? sentence_of(problem.code) : refused.detail});
    Answer answer;
    answer.status = problem.status;
    answer.problem = std::move(problem);
    return answer;
}

template <class Out> Answer answer_value(Out const& out, unsigned success)
{
    if constexpr (is_created<Out>)
        return answer_value(out.value, out.is_new ? 201 : 200);
    else if constexpr (has_cookies<Out>) {
        auto answer = answer_value(out.value, success);
        answer.cookies = out.cookies;
        return answer;
    } else {
        Answer answer;
        answer.status = success;
        if constexpr (std::is_same_v<Out, Nothing>)
            answer.status = 204;
        else if constexpr (std::is_same_v<Out, Download>)
            answer.download = out;
        else if constexpr (std::is_same_v<Out, EventStream>)
            answer.stream = out.stream;
        else if constexpr (std::is_same_v<Out, SocketAnswer>)
            answer.socket = out.socket;
        else if constexpr (is_written<Out>) {
            answer.body = out.text;
            answer.etag = std::to_string(out.version);
        } else {
            answer.body = reflect::to_json(out);
            if constexpr (requires { out.version; }) answer.etag = std::to_string(out.version);
        }
        return answer;
    }
}

template <class In> void name_members(Route& route)
{
    boost::mp11::mp_for_each<reflect::fields_of<In>>([&](auto d) {
        using Field = std::remove_cvref_t<decltype(std::declval<In>().*d.pointer)>;
        reflect::SchemaBook unused;
        auto const schema = reflect::json::serialize(reflect::schema<Field>(unused));
        route.members.emplace_back(d.name);
        if (schema.find("\"integer\"") != schema.npos || schema.find("\"number\"") != schema.npos ||
            schema.find("\"boolean\"") != schema.npos)
            route.bare_members.emplace_back(d.name);
    });
}

template <class Out> void document_answer(RouteDocument& document, reflect::SchemaBook& book)
{
    if constexpr (is_created<Out> || has_cookies<Out>)
        document_answer<decltype(Out::value)>(document, book);
    else if constexpr (is_written<Out>)
        document_answer<typename Out::Value>(document, book);
    else if constexpr (std::is_same_v<Out, Download>)
        document.is_download = true;
    else if constexpr (std::is_same_v<Out, EventStream>)
        document.is_stream = true;
    else if constexpr (std::is_same_v<Out, SocketAnswer>)
        document.is_socket = true;
    else if constexpr (!std::is_same_v<Out, Nothing>) {
        document.answer_schema = reflect::schema<Out>(book);
        document.answer_example = reflect::example<Out>();
    }
}

template <class In> void document_input(RouteDocument& document, Route const& route, reflect::SchemaBook& book)
{
    document.path_names = names_in(route.path);
    reflect::json::object path_schemas;
    bool any_left = false;
    boost::mp11::mp_for_each<reflect::fields_of<In>>([&](auto d) {
        using Field = std::remove_cvref_t<decltype(std::declval<In>().*d.pointer)>;
        if (std::ranges::find(document.path_names, d.name) != document.path_names.end())
            path_schemas[d.name] = reflect::schema<Field>(book);
        else
            any_left = true;
    });
    document.path_schemas = std::move(path_schemas);
    if (!any_left) return;
    if (route.method == "GET") {
        document.query_schema = reflect::object_schema<In>(book, document.path_names);
        return;
    }
    auto name = std::string(reflect::type_name<In>());
    if (!document.path_names.empty()) name += "Body";
    if (book.enter(name, reflect::full_type_name<In>())) {
        auto definition = reflect::object_schema<In>(book, document.path_names);
        book[name] = std::move(definition);
    }
    document.body_schema = reflect::reference_to(name);
    auto example = reflect::example<In>();
    for (auto const& path_name : document.path_names) example.as_object().erase(path_name);
    document.body_example = std::move(example);
}

} // namespace guildhall::http
