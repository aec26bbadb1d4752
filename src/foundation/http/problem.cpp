#include "http/problem.hpp"
#include "reflect/json.hpp"

namespace guildhall::http {
namespace {

struct FieldError {
    std::string pointer, code, message;
};
BOOST_DESCRIBE_STRUCT(FieldError, (), (pointer, code, message))

std::string_view title_of(unsigned status)
{
    switch (status) {
    case 400: return "Bad request";
    case 401: return "Not signed in";
    case 402: return "Payment required";
    case 403: return "Not allowed";
    case 404: return "Not found";
    case 405: return "Method not allowed";
    case 408: return "Request timed out";
    case 409: return "Conflict";
    case 412: return "Changed meanwhile";
    case 413: return "Too large";
    case 415: return "Unsupported media type";
    case 416: return "Range not satisfiable";
    case 422: return "Invalid input";
    case 426: return "Upgrade required";
    case 429: return "Too many requests";
    case 503: return "Unavailable";
    default: return status >= 500 ? "Internal error" : "Request failed";
    }
}

} // namespace

std::string sentence_of(std::string_view code)
{
    std::string sentence(code);
    for (char& c : sentence)
        if (c == '_') c = ' ';
    if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z')
        sentence[0] = static_cast<char>(sentence[0] - 32);
    return sentence + ".";
}

unsigned status_of_refusal(std::string_view code, bool names_a_member)
{
    if (code.ends_with("not_found")) return 404;
    if (code.ends_with("not_allowed")) return 403;
    if (code == "wrong_credentials" || code == "invalid_token" || code == "second_factor_required") return 401;
    if (code == "signature_not_valid") return 401;
    if (code == "timestamp_too_old" || code == "malformed_body") return 400;
    if (code == "unsupported_media_type") return 415;
    if (code == "plan_limit_reached" || code == "subscription_ended") return 402;
    if (code == "version_has_changed") return 412;
    if (code == "upgrade_required") return 426;
    if (code == "file_too_large") return 413;
    if (code == "too_many_attempts" || code == "too_many_requests" || code == "too_many_uploads") return 429;
    return names_a_member ? 422 : 409;
}

Response problem_response(Problem const& problem, std::string_view request_id, std::string_view trace_id)
{
    std::string body;
    reflect::JsonWriter w{body};
    body += R"({"type":)";
    w.text("https://guildhall.dev/problems/" + problem.code);
    body += R"(,"title":)";
    w.text(title_of(problem.status));
    body += R"(,"status":)";
    w.integer(problem.status);
    body += R"(,"code":)";
    w.text(problem.code);
    body += R"(,"detail":)";
    w.text(problem.detail.empty() ? sentence_of(problem.code) : problem.detail);
    body += R"(,"request_id":)";
    w.text(request_id);
    if (!trace_id.empty()) {
        body += R"(,"trace_id":)";
        w.text(trace_id);
    }
    if (!problem.errors.empty()) {
        std::vector<FieldError> errors;
        for (auto const& complaint : problem.errors)
            errors.push_back({complaint.pointer, complaint.code, complaint.message});
        body += R"(,"errors":)";
        reflect::write(w, errors);
    }
    // Where nothing more may happen, clients hear that too.
    if (!problem.allowed.empty() || problem.code == "illegal_transition") {
        body += R"(,"allowed":)";
        reflect::write(w, problem.allowed);
    }
    for (auto const& fact : problem.facts) {
        body += ',';
        w.text(fact.name);
        body += ':';
        body += fact.json;
    }
    body += '}';
    Response response;
    response.status = problem.status;
    response.headers.add("Content-Type", "application/problem+json");
    if (problem.retry_after) response.headers.add("Retry-After", std::to_string(*problem.retry_after));
    response.body = std::move(body);
    return response;
}

} // namespace guildhall::http
