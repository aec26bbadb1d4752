// The bare edge: answers every request with the same few bytes. The reference of the benchmark report.
// hello_bench [port] [threads]; runs until SIGINT or SIGTERM.
#include "edge/server.hpp"
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

namespace {

using namespace guildhall;

constexpr std::string_view body = R"({"status":"ok","service":"guildhall","version":"0.1.0"})";

class Hello final : public http::Handler {
public:
    std::uint64_t body_limit(std::string_view, std::string_view) const override { return 1024 * 1024; }
    void handle(http::Request, http::Respond respond) override
    {
        http::Response response;
        response.headers.add("Content-Type", "application/json");
        response.body = std::string(body);
        respond(std::move(response));
    }
    http::Response problem(unsigned status, std::string_view, std::string_view detail) const override
    {
        return {.status = status, .headers = {}, .body = std::string(detail)};
    }
};

// A number from the command line, or the default.
unsigned argument(int count, char** values, int index, unsigned otherwise)
{
    return index < count ? static_cast<unsigned>(std::strtoul(values[index], nullptr, 10)) : otherwise;
}

} // namespace

int main(int count, char** values)
{
    sigset_t ends;
    ::sigemptyset(&ends);
    ::sigaddset(&ends, SIGINT);
    ::sigaddset(&ends, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);

    Hello hello;
    edge::Settings settings;
    settings.port = static_cast<std::uint16_t>(argument(count, values, 1, 8080));
    settings.threads = argument(count, values, 2, 1);
    edge::Server server(settings, hello);
    server.start();
    std::cout << "http://127.0.0.1:" << server.port() << "/ on " << settings.threads << " thread(s)" << std::endl;

    int signal = 0;
    ::sigwait(&ends, &signal);
    server.stop();
}
