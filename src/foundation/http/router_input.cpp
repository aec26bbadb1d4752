// What a request brings: its input as one struct, and whether its sender may ask.
#include "http/multipart.hpp"
#include "http/router.hpp"
#include "router_exchange.hpp"
#include <algorithm>
#include <charconv>

namespace guildhall::http {
namespace {

bool is_bare_json(std::string_view text)
{
    if (text == "true" || text == "false") return true;
    reflect::Complaints bad;
    reflect::JsonReader reader(text, bad);
    if (reader.peek() != reflect::JsonReader::Kind::number) return false;
    reader.read_number_text();
    reader.finish();
    return bad.empty();
}

void append_member(std::string& json, Route const& route, std::string_view name, std::string_view value)
{
    reflect::JsonWriter w{json};
    w.text(name);
    json += ':';
    auto const bare = std::ranges::find(route.bare_members, name) != route.bare_members.end();
    if (bare && is_bare_json(value))
        json += value;
    else
        w.text(value);
    json += ',';
}

} // namespace

Answer problem_answer(unsigned status, std::string_view code, std::string detail)
{
    Answer answer;
    answer.status = status;
    answer.problem = Problem{status, std::string(code), std::move(detail), {}, {}};
    return answer;
}

// Makes one JSON object of path, query and body, and reads it. False when an answer stands already.
bool Router::read_input(Exchange& x) const
{
    auto const& route = *x.route;
    if (route.reads_query_itself) {
        x.input = std::make_shared<Query const>(x.query);
        return true;
    }
    std::string_view body = x.request.body;
    auto const type = x.request.headers.get("Content-Type");
    std::string body_text;
    if (route.facts.uploads && type.starts_with("multipart/form-data")) {
        auto parts = parse_multipart(type, x.request.body);
        if (!parts) return x.answer = problem_answer(400, "malformed_multipart", parts.error()), false;
        for (auto& part : *parts) {
            if (part.file_name)
                x.uploads.push_back({part.name, *part.file_name, std::string(part.content)});
            else if (!part.content.empty() && part.content.find_first_not_of(" \r\n\t") != part.content.npos &&
                     part.content[part.content.find_first_not_of(" \r\n\t")] == '{')
                body_text = part.content;
            else
                return x.answer = problem_answer(400, "malformed_multipart",
                           "Part \"" + part.name + "\" is neither a file nor a JSON object."),
                       false;
        }
        x.request.body.clear();
        body = body_text;
    } else if (!body.empty() && !type.empty() && !type.starts_with("application/json") && route.method != "GET")
        return x.answer = problem_answer(415, "unsupported_media_type",
                   "Send application/json" + std::string(route.facts.uploads ? " or multipart/form-data." : ".")),
               false;

    std::string json = "{";
    auto const names = names_in(route.path);
    for (std::size_t i = 0; i < names.size(); ++i) append_member(json, route, names[i], x.path_values[i]);
    // A multipart body has no place for the small members of an upload, so these may stand in the query.
    bool const from_query = route.method == "GET" || route.method == "DELETE" || route.facts.uploads;
    for (auto const& [name, value] : x.query.parameters) {
        if (std::ranges::find(route.members, name) == route.members.end() || !from_query)
            return x.answer =
                       problem_answer(400, "unknown_parameter", "\"" + name + "\" is not a parameter of this path."),
                   false;
        append_member(json, route, name, value);
    }
    auto const start = body.find_first_not_of(" \t\r\n");
    if (route.method == "GET") body = {};
    if (body.empty() || start == body.npos) {
        if (json.back() == ',') json.pop_back();
        json += '}';
    } else if (body[start] == '{') {
        auto const rest = body.find_first_not_of(" \t\r\n", start + 1);
        if (rest != body.npos && body[rest] == '}' && json.back() == ',') json.pop_back();
        json += body.substr(start + 1);
    } else
        json = body; // not an object: the reader says so
    x.input = route.parse(json, x.complaints);
    return true;
}

// Who is it, and may he? False: the answer stands.
bool Router::admit(Exchange& x, db::Tx& tx) const
{
    x.actor = authenticator_.actor_of(tx, x.claims, x.now);
    if (!x.actor)
        return x.answer = problem_answer(401, "invalid_token", "The session has ended; sign in again."), false;
    x.actor->remote_address = x.request.remote_address;
    x.actor->request_id = x.request_id;
    if (auto tag = x.request.headers.get("If-Match"); !tag.empty() && tag != "*") {
        if (tag.size() > 2 && tag.front() == '"') tag = tag.substr(1, tag.size() - 2);
        std::int64_t version = -1;
        std::from_chars(tag.data(), tag.data() + tag.size(), version);
        x.actor->expected_version = version;
    }
    auto const& facts = x.route->facts;
    if (facts.access == Access::right && !x.actor->may(*facts.needs))
        return x.answer = problem_answer(403, "not_allowed", "This needs the right " + dotted(*facts.needs) + "."),
               false;
    if (x.complaints.empty()) return true;
    auto const broken = std::ranges::any_of(x.complaints, [](auto const& c) { return c.code == "invalid_json"; });
    x.answer = problem_answer(broken ? 400 : 422, broken ? "invalid_json" : "invalid_input",
        x.complaints.size() == 1 ? x.complaints.front().pointer + " " + x.complaints.front().message
                                 : std::to_string(x.complaints.size()) + " fields are not right.");
    // A malformed id in the path names nothing: that is a 404 like any other unknown id; a bad parameter is a bad
    // request.
    auto const names = names_in(x.route->path);
    for (auto const& complaint : x.complaints)
        if (complaint.code == "invalid_id" && std::ranges::find(names, complaint.pointer.substr(1)) != names.end())
            return x.answer =
                       problem_answer(404, complaint.pointer.substr(1, complaint.pointer.size() - 4) + "_not_found"),
                   false;
    if (x.route->method == "GET") x.answer.status = x.answer.problem->status = 400;
    x.answer.problem->errors = x.complaints;
    return false;
}

} // namespace guildhall::http
