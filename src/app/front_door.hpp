#pragma once
// Stands before the router: whoever asks for a page by its address gets the web app, which knows its own addresses; all
// else goes on to the router.
#include "http/message.hpp"
#include "trace/trace.hpp"

namespace guildhall::app {

class FrontDoor final : public http::Handler {
public:
    // `policy`: what the pages of the web app may do (Content-Security-Policy). A tracer learns of them; the router has
    // its own.
    FrontDoor(http::Handler& router, std::string policy, trace::Tracer* tracer = nullptr)
        : router_(router)
        , policy_(std::move(policy))
        , tracer_(tracer)
    {
    }
    std::uint64_t body_limit(std::string_view method, std::string_view target) const override
    {
        return router_.body_limit(method, target);
    }
    std::optional<http::Response> refuse_unread(http::Request const& head) const override
    {
        return router_.refuse_unread(head);
    }
    void handle(http::Request request, http::Respond respond) override;
    http::Response problem(unsigned status, std::string_view code, std::string_view detail) const override
    {
        return router_.problem(status, code, detail);
    }

private:
    http::Handler& router_;
    std::string policy_;
    trace::Tracer* tracer_;
};

} // namespace guildhall::app
