#include "caller.hpp"
#include <algorithm>
#include <future>
#include <unistd.h>

namespace guildhall::app {
namespace {

std::string text_of(http::Response const& response)
{
    if (auto const* text = std::get_if<std::string>(&response.body)) return *text;
    if (auto const* view = std::get_if<std::string_view>(&response.body)) return std::string(*view);
    if (auto const* stream = std::get_if<std::shared_ptr<http::Stream>>(&response.body)) return (*stream)->take().bytes;
    auto const& slice = std::get<http::FileSlice>(response.body);
    std::string bytes(slice.length, '\0');
    auto const got =
        slice.descriptor ? ::pread(*slice.descriptor, bytes.data(), bytes.size(), static_cast<off_t>(slice.offset)) : 0;
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return bytes;
}

} // namespace

reflect::json::value Called::json() const
{
    boost::system::error_code error;
    auto value = reflect::json::parse(body, error);
    return error ? reflect::json::value{} : value;
}

void Caller::set_header(std::string name, std::string value) { extra_.emplace_back(std::move(name), std::move(value)); }

Called Caller::call(
    std::string const& method, std::string const& target, std::string body, std::string const& content_type)
{
    http::Request request;
    request.method = method;
    request.target = target;
    request.remote_address = address_;
    if (!token_.empty()) request.headers.add("Authorization", "Bearer " + token_);
    auto const has_type = std::ranges::find(extra_, "Content-Type", &std::pair<std::string, std::string>::first);
    if (!body.empty() && has_type == extra_.end()) request.headers.add("Content-Type", content_type);
    for (auto const& [name, value] : extra_) request.headers.add(name, value);
    request.body = std::move(body);
    std::promise<Called> promise;
    auto answer = promise.get_future();
    house_.router().handle(std::move(request), [&promise](http::Response response) {
        promise.set_value({response.status, text_of(response), response.headers});
    });
    return answer.get();
}

void Caller::sign_in(std::string const& email, std::string const& password)
{
    act_as({});
    auto const called = call("POST", "/api/v1/auth/login",
        R"({"email":)" + reflect::to_json(email) + R"(,"password":)" + reflect::to_json(password) + "}");
    check(called.status == 200, "signing in works");
    act_as(std::string(called.json().at("access_token").as_string()));
}

} // namespace guildhall::app
