// What a request brings: its input as one struct, and whether its sender may ask.
#include "crypto/crypto.hpp"
#include "entity_tag.hpp"
#include "http/cookies.hpp"
#include "http/multipart.hpp"
#include "http/router.hpp"
#include "router_exchange.hpp"
#include <algorithm>

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

// What mail programs send to a link that unsubscribes (RFC 8058): all that it says stands in the address.
constexpr std::string_view one_click = "List-Unsubscribe=One-Click";

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

// Takes the parts of a form apart; the JSON part goes to `json`. What identifies the form is put into `summary`: not
// its boundary, which clients choose anew when they repeat a request. False when an answer stands already.
bool Router::read_form(Exchange& x, std::string& json, std::string& summary) const
{
    auto const fail = [&](std::string detail) {
        x.answer = problem_answer(400, "malformed_multipart", std::move(detail));
        return false;
    };
    auto parts = parse_multipart(x.request.headers.get("Content-Type"), x.request.body);
    if (!parts) return fail(parts.error());
    for (auto& part : *parts) {
        if (!x.idempotency_key.empty())
            summary += part.name + "\n" + part.file_name.value_or("") + "\n" + crypto::sha256_hex(part.content) + "\n";
        if (part.file_name) {
            x.uploads.push_back({part.name, *part.file_name, std::string(part.content)});
            continue;
        }
        auto const start = part.content.find_first_not_of(" \r\n\t");
        if (start == part.content.npos || part.content[start] != '{')
            return fail("Part \"" + part.name + "\" is neither a file nor a JSON object.");
        if (!json.empty()) return fail("The form has more than one JSON object.");
        json = part.content;
    }
    std::string().swap(x.request.body); // the files are copied; what they lay in goes
    return true;
}

// The body as JSON text, whatever form it came in. False when an answer stands already.
bool Router::read_body(Exchange& x, std::string& json) const
{
    auto const& route = *x.route;
    auto const type = x.request.headers.get("Content-Type");
    auto const fail = [&](std::string what) {
        what += route.facts.uploads ? "application/json or multipart/form-data." : "application/json.";
        x.answer = problem_answer(415, "unsupported_media_type", std::move(what));
        return false;
    };
    std::string summary;
    if (route.facts.uploads && is_media_type(type, "multipart/form-data")) {
        if (!read_form(x, json, summary)) return false;
    } else if (is_media_type(type, "application/x-www-form-urlencoded") && x.request.body == one_click) {
        x.request.body.clear();
    } else if (!x.request.body.empty() && route.method != "GET") {
        if (!type.empty() && !is_media_type(type, "application/json")) return fail("Send ");
        // A page of another site can send a body without a type and without asking; programs send no Origin.
        if (type.empty() && x.request.headers.has("Origin")) return fail("Say with Content-Type what this is: ");
        if (!x.idempotency_key.empty()) summary = crypto::sha256_hex(x.request.body);
        json = std::move(x.request.body);
    }
    if (!x.idempotency_key.empty())
        x.request_hash = crypto::sha256_hex(x.request.method + " " + x.request.target + "\n" + summary);
    return true;
}

// The opening of a JSON object with the members of path and query. False when an answer stands already.
bool Router::read_target(Exchange& x, std::string& json) const
{
    auto const& route = *x.route;
    json = "{";
    auto const names = names_in(route.path);
    for (std::size_t i = 0; i < names.size(); ++i) append_member(json, route, names[i], x.path_values[i]);
    // A multipart body has no place for the small members of an upload, so these may stand in the query.
    bool const from_query = route.method == "GET" || route.method == "DELETE" || route.facts.uploads;
    if (route.facts.raw) return true;
    auto const fail = [&](std::string_view code, std::string detail) {
        x.answer = problem_answer(400, code, std::move(detail));
        return false;
    };
    for (auto const& [name, value] : x.query.parameters) {
        if (std::ranges::find(route.members, name) == route.members.end() || !from_query)
            return fail("unknown_parameter", "\"" + name + "\" is not a parameter of this path.");
        if (x.query.all(name).size() > 1) return fail("repeated_parameter", "\"" + name + "\" is given twice.");
        append_member(json, route, name, value);
    }
    return true;
}

// Makes one JSON object of path, query and body, and reads it. False when an answer stands already.
bool Router::read_input(Exchange& x) const
{
    auto const& route = *x.route;
    if (route.reads_query_itself) {
        x.input = std::make_shared<Query const>(x.query);
        return true;
    }
    std::string body, json;
    if (!route.facts.raw && !read_body(x, body)) return false;
    if (!read_target(x, json)) return false;
    auto const start = body.find_first_not_of(" \t\r\n");
    if (start == body.npos) {
        if (json.back() == ',') json.pop_back();
        json += '}';
    } else if (body[start] == '{') {
        auto const rest = body.find_first_not_of(" \t\r\n", start + 1);
        if (rest != body.npos && body[rest] == '}' && json.back() == ',') json.pop_back();
        json += std::string_view(body).substr(start + 1);
    } else
        json = std::move(body); // not an object: the reader says so
    x.input = route.parse(json, x.complaints);
    return true;
}

// Who is it, and may he? False: the answer stands.
bool Router::admit(Exchange& x, db::Tx& tx) const
{
    x.actor = authenticator_.actor_of(tx, x.claims, x.now);
    // An ended session's cookie must not keep anybody from what is open to all.
    if (!x.actor && x.claims.by_cookie && x.route->facts.access == Access::anyone) {
        x.claims.user_id.reset();
        x.actor = authenticator_.actor_of(tx, x.claims, x.now);
    }
    if (!x.actor)
        return x.answer = problem_answer(401, "invalid_token", "The session has ended; sign in again."), false;
    x.actor->remote_address = x.request.remote_address;
    if (!x.claims.signed_in()) x.actor->user_id = visitor_of(x.request); // known by its browser, without a right
    x.actor->request_id = x.request_id;
    auto const version = expected_version(x.request.headers.get("If-Match"));
    if (!version) return x.answer = problem_answer(400, "malformed_if_match", version.error()), false;
    x.actor->expected_version = *version;
    auto const& facts = x.route->facts;
    if (facts.access == Access::right && !x.actor->may(*facts.needs))
        return x.answer = problem_answer(403, "not_allowed", "This needs the right " + dotted(*facts.needs) + "."),
               false;
    if (settings_.suspension && stops_when_suspended(*x.route))
        if (auto problem = settings_.suspension(tx, *x.actor)) {
            x.answer.status = problem->status;
            x.answer.problem = std::move(problem);
            return false;
        }
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
