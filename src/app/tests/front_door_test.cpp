#include "front_door.hpp"
#include <gtest/gtest.h>

namespace guildhall::app {
namespace {

// Answers 418, so that what went past the door is seen.
class Router final : public http::Handler {
public:
    std::uint64_t body_limit(std::string_view, std::string_view) const override { return 1; }
    void handle(http::Request, http::Respond respond) override
    {
        http::Response response;
        response.status = 418;
        respond(std::move(response));
    }
    http::Response problem(unsigned, std::string_view, std::string_view) const override { return {}; }
};

http::Response ask(std::string method, std::string target, std::string_view accept)
{
    Router router;
    FrontDoor door(router, "default-src 'self'");
    http::Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.headers.add("Accept", accept);
    http::Response answer;
    door.handle(std::move(request), [&](http::Response response) { answer = std::move(response); });
    return answer;
}

constexpr std::string_view browser = "text/html,application/xhtml+xml,*/*;q=0.8";

TEST(FrontDoor, BringsTheAppToEveryAddressOfAPage)
{
    for (auto const* target : {"/quotes", "/quotes/0193?tab=history", "/office/", "/nothing-there", "/apiary"}) {
        auto const page = ask("GET", target, browser);
        EXPECT_EQ(page.status, 200u) << target;
        EXPECT_EQ(page.headers.get("Content-Type"), "text/html; charset=utf-8") << target;
        EXPECT_EQ(page.headers.get("Cache-Control"), "no-cache") << target;
        EXPECT_EQ(page.headers.get("Content-Security-Policy").find("unsafe-inline"), std::string_view::npos) << target;
    }
}

TEST(FrontDoor, LeavesTheRestToTheRouter)
{
    for (auto const* target :
        {"/", "/icon.svg", "/api/v1/quotes", "/api", "/assets/gone.js", "/health/live", "/metrics"})
        EXPECT_EQ(ask("GET", target, browser).status, 418u) << target;
    EXPECT_EQ(ask("GET", "/quotes", "application/json").status, 418u);
    EXPECT_EQ(ask("POST", "/quotes", browser).status, 418u);
}

} // namespace
} // namespace guildhall::app
