// The OpenAPI 3.1 document, from the routes that serve.
#include "http/router.hpp"

namespace guildhall::http {
namespace {

namespace json = reflect::json;

// "/api/v1/quotes/{quote_id}/accept" → "quotes"
std::string tag_of(std::string_view path)
{
    static constexpr std::string_view prefix = "/api/v1/";
    if (path.starts_with(prefix))
        path.remove_prefix(prefix.size());
    else
        path.remove_prefix(1);
    return std::string(path.substr(0, path.find('/')));
}

// "post_quotes_quote_id_accept": unique, because method and path are.
std::string operation_id(Route const& route)
{
    std::string id = route.method == "GET"     ? "get"
                     : route.method == "POST"  ? "post"
                     : route.method == "PATCH" ? "patch"
                                               : "delete";
    auto path = std::string_view(route.path);
    if (path.starts_with("/api/v1")) path.remove_prefix(7);
    for (char c : path) {
        if (c == '{' || c == '}') continue;
        id += c == '/' || c == '-' || c == '.' ? '_' : c;
    }
    return id;
}

json::value problem_content(std::string_view code, unsigned status)
{
    json::object example{{"type", "https://guildhall.dev/problems/" + std::string(code)}, {"title", "…"},
        {"status", status}, {"code", json::string(code)}, {"detail", sentence_of(code)},
        {"request_id", "019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12"}};
    return {{"application/problem+json",
        {{"schema", reflect::reference_to("ProblemDocument")}, {"example", std::move(example)}}}};
}

// Refusals of one status share one response; its description names every code.
void add_refusals(json::object& responses, Route const& route, std::vector<std::string> const& refusals, bool has_body)
{
    std::map<unsigned, std::vector<std::string>> by_status;
    for (auto const& word : refusals) {
        by_status[status_of_refusal(word, false)].push_back(word);
        // Where the fault lies in one member of the body, the answer points at it.
        if (has_body && status_of_refusal(word, true) == 422) by_status[422].push_back(word);
    }
    if (route.facts.access != Access::anyone) by_status[401].push_back("not_signed_in");
    by_status[401].push_back("invalid_token"); // also where anybody may ask: bad credentials are a mistake to be told
    if (route.facts.access == Access::right) by_status[403].push_back("not_allowed");
    if (route.facts.access == Access::person) by_status[403].push_back("api_key_not_allowed");
    by_status[route.method == "GET" ? 400 : 422].push_back("invalid_input");
    for (auto const& word : refusals)
        if (route.method == "GET" && word.starts_with("unknown_")) by_status[422].push_back(word); // of a parameter
    if (route.method == "DELETE")
        by_status[400].push_back("unknown_parameter");
    else if (route.method != "GET")
        by_status[400].push_back("invalid_json");
    // By cookie, without its token.
    if (route.method != "GET" && std::ranges::find(refusals, "csrf_token_not_allowed") == refusals.end())
        by_status[403].push_back("csrf_token_not_allowed");
    if (has_body) {
        by_status[413].push_back("body_too_large");
        by_status[415].push_back("unsupported_media_type");
    }
    if (stops_when_suspended(route)) by_status[402].push_back("subscription_ended");
    by_status[429].push_back("too_many_requests");
    for (auto const& [status, words] : by_status) {
        std::string description;
        for (auto const& word : words) description += (description.empty() ? "`" : ", `") + word + "`";
        responses[std::to_string(status)] = {
            {"description", description}, {"content", problem_content(words.front(), status)}};
    }
}

json::array parameters_of(Route const& route, RouteDocument const& document)
{
    json::array parameters;
    for (auto const& name : document.path_names) {
        auto const* schema = document.path_schemas.as_object().if_contains(name);
        check(schema, "a path parameter is a member of the input");
        parameters.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", *schema}});
    }
    if (document.query_schema.is_object()) {
        auto const& schema = document.query_schema.as_object();
        auto const* required = schema.if_contains("required");
        for (auto const& member : schema.at("properties").as_object()) {
            bool needed = false;
            if (required)
                for (auto const& name : required->as_array()) needed |= name == member.key();
            parameters.push_back(
                {{"name", member.key()}, {"in", "query"}, {"required", needed}, {"schema", member.value()}});
        }
    }
    if (route.method == "POST" && !route.facts.repeatable)
        parameters.emplace_back(json::object{{"$ref", "#/components/parameters/IdempotencyKey"}});
    return parameters;
}

json::value request_body(Route const& route, RouteDocument const& document)
{
    if (route.facts.raw)
        return {{"required", true}, {"description", "What the other program signed, as its bytes are."},
            {"content",
                {{"*/*", {{"schema", {{"type", "string"}, {"contentMediaType", "application/octet-stream"}}}}}}}};
    auto example = route.facts.example.empty() ? document.body_example : json::parse(route.facts.example);
    json::object media{{"schema", document.body_schema}};
    if (route.facts.other_example.empty())
        media["example"] = std::move(example);
    else
        media["examples"] = {
            {"usual", {{"value", std::move(example)}}}, {"other", {{"value", json::parse(route.facts.other_example)}}}};
    json::object content{{"application/json", std::move(media)}};
    if (route.facts.uploads)
        content["multipart/form-data"] = {{"schema",
            {{"type", "object"},
                {"properties",
                    {{"file", {{"type", "array"},
                                  {"items", {{"type", "string"}, {"contentMediaType", "application/octet-stream"}}}}},
                        {"quote", {{"type", "string"}, {"contentMediaType", "application/json"},
                                      {"description", "the JSON members, where the call takes any"}}}}}}}};
    return {{"required", true}, {"content", std::move(content)}};
}

json::value operation(Route const& route, reflect::SchemaBook& book)
{
    auto const document = route.document(book);
    json::object responses;
    auto const is_empty = document.answer_schema.is_null() && !document.is_download && !document.is_stream;
    auto const success = std::to_string(document.is_socket ? 101u : is_empty ? 204u : route.facts.success);
    json::object answer{{"description", document.is_download ? "The bytes." : "Done."}};
    if (document.is_download)
        answer["content"] = {
            {document.download_type, {{"schema", {{"type", "string"}, {"contentMediaType", document.download_type}}}}}};
    else if (document.is_stream)
        answer["content"] = {{"text/event-stream", {{"schema", {{"type", "string"}}}}}};
    else if (!document.answer_schema.is_null())
        answer["content"] = {
            {"application/json", {{"schema", document.answer_schema}, {"example", document.answer_example}}}};
    auto const answer_content = answer.contains("content") ? answer.at("content") : json::value{};
    responses[success] = std::move(answer);
    if (document.is_download) {
        responses["206"] = {{"description", "The byte range that was asked for."}, {"content", answer_content}};
        responses["304"] = {{"description", "Not changed since."}};
        responses["416"] = {
            {"description", "`range_not_satisfiable`"}, {"content", problem_content("range_not_satisfiable", 416)}};
    }
    auto const has_body = !document.body_schema.is_null() || (route.facts.raw && route.method != "GET");
    add_refusals(responses, route, document.refusals, has_body);
    json::object operation{{"operationId", operation_id(route)}, {"tags", json::array{tag_of(route.path)}},
        {"summary", json::string(route.facts.summary)}};
    if (!route.facts.description.empty()) operation["description"] = json::string(route.facts.description);
    if (auto parameters = parameters_of(route, document); !parameters.empty())
        operation["parameters"] = std::move(parameters);
    if (has_body) operation["requestBody"] = request_body(route, document);
    operation["responses"] = std::move(responses);
    json::array codes;
    for (auto const& word : document.refusals) codes.emplace_back(word);
    operation["x-refusals"] = std::move(codes);
    if (route.facts.needs) operation["x-right"] = dotted(*route.facts.needs);
    if (route.facts.access == Access::anyone)
        operation["security"] = json::array{json::object{}};
    else
        operation["security"] = json::array{{{"bearer", json::array{}}}, {{"session", json::array{}}}};
    return operation;
}

json::value problem_schema()
{
    json::value const text{{"type", "string"}};
    return {{"type", "object"}, {"required", {"type", "title", "status", "code", "detail", "request_id"}},
        {"properties",
            {{"type", text}, {"title", text}, {"status", {{"type", "integer"}}}, {"code", text}, {"detail", text},
                {"request_id", text}, {"trace_id", text},
                {"errors", {{"type", "array"},
                               {"items", {{"type", "object"}, {"required", {"pointer", "code", "message"}},
                                             {"properties", {{"pointer", text}, {"code", text}, {"message", text}}}}}}},
                {"allowed", {{"type", "array"}, {"items", text}}},
                // Of what a plan does not hold: what was counted, how much of it the plan has, and until when.
                {"meter", text}, {"limit", {{"type", "integer"}}}, {"used", {{"type", "integer"}}}, {"plan", text},
                {"resets_at", {{"type", "string"}, {"format", "date-time"}}}}}};
}

} // namespace

std::string Router::openapi() const
{
    reflect::SchemaBook book;
    json::object paths;
    for (auto const& route : routes_) {
        auto& item = paths[route.path];
        if (item.is_null()) item = json::object{};
        auto method = route.method;
        for (char& c : method) c = static_cast<char>(c + 32);
        item.as_object()[method] = operation(route, book);
    }
    json::object schemas{{"ProblemDocument", problem_schema()}};
    for (auto const& [name, schema] : book.all()) schemas[name] = schema;
    json::object components{{"schemas", std::move(schemas)},
        {"parameters",
            {{"IdempotencyKey", {{"name", "Idempotency-Key"}, {"in", "header"}, {"required", false},
                                    {"description", "The same key and body give the first answer again."},
                                    {"schema", {{"type", "string"}, {"maxLength", 200}, {"pattern", "^[ -~]*$"}}}}}}},
        {"securitySchemes", {{"bearer", {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}}},
                                {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "guildhall_access"}}}}}};
    json::object document{{"openapi", "3.1.0"},
        {"info", {{"title", "Guildhall"}, {"version", "0.1.0"}, {"summary", "Quotes, orders and the work around them."},
                     {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
        {"servers", json::array{{{"url", "/"}}}}, {"paths", std::move(paths)}, {"components", std::move(components)}};
    return json::serialize(document);
}

} // namespace guildhall::http
