#include "front_door.hpp"
#include "assets/assets.hpp"
#include "http/server_span.hpp"
#include "pages.hpp"

namespace guildhall::app {
namespace {

// Paths that are answered by the router even when a person asks for them in the address bar.
constexpr std::string_view elsewhere[] = {"/api", "/health", "/metrics", "/assets", "/calculate-price"};

bool lies_below(std::string_view path, std::string_view place)
{
    return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '/');
}

// A browser that goes to an address accepts HTML; scripts, pictures and programs ask for something else.
bool asks_for_a_page(http::Request const& request)
{
    if (request.method != "GET" && request.method != "HEAD") return false;
    if (request.headers.get("Accept").find("text/html") == std::string_view::npos) return false;
    auto const path = std::string_view(request.target).substr(0, request.target.find_first_of("?#"));
    for (auto const place : elsewhere)
        if (lies_below(path, place)) return false;
    return !assets::find(assets::web_app(), path); // files of the app are the router's, its page "/" too
}

} // namespace

void FrontDoor::handle(http::Request request, http::Respond respond)
{
    if (asks_for_a_page(request)) {
        auto span = http::server_span(tracer_, request);
        auto page = web_app_page(request, policy_);
        http::set_status(span, page.status);
        span.end();
        return respond(std::move(page));
    }
    router_.handle(std::move(request), std::move(respond));
}

} // namespace guildhall::app
