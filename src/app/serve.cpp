// `guildhall serve`: opens the house to the network and closes it in order.
#include "app/house.hpp"
#include "commands.hpp"
#include "demo.hpp"
#include "edge/server.hpp"
#include "front_door.hpp"
#include "log/log.hpp"
#include "pages.hpp"
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <fstream>

namespace guildhall::app {
namespace {

edge::Settings edge_settings(Settings const& settings)
{
    edge::Settings edge;
    auto const colon = settings.listen.rfind(':');
    if (colon == std::string::npos) throw UsageError("listen must be address:port, such as 127.0.0.1:8080");
    edge.address = settings.listen.substr(0, colon);
    if (edge.address.starts_with('[') && edge.address.ends_with(']'))
        edge.address = edge.address.substr(1, edge.address.size() - 2);
    auto const port = settings.listen.substr(colon + 1);
    auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), edge.port);
    if (error != std::errc{} || end != port.data() + port.size())
        throw UsageError("listen: \"" + port + "\" is not a port");
    edge.threads = static_cast<unsigned>(std::max<std::int64_t>(1, settings.io_threads));
    edge.connection_limit_per_address = static_cast<std::size_t>(settings.connections_per_address);
    std::string proxy;
    for (char c : settings.trusted_proxies + ",") {
        if (c != ',')
            proxy += c;
        else if (auto trimmed = reflect::trimmed(std::exchange(proxy, {})); !trimmed.empty())
            edge.trusted_proxies.push_back(trimmed);
    }
    edge.stop_timeout = std::chrono::milliseconds(std::max<std::int64_t>(settings.stop_patience, 1));
    return edge;
}

std::string server_metrics(edge::Counters const& counters)
{
    auto const line = [](std::string_view name, std::string_view type, std::uint64_t value) {
        return "# TYPE guildhall_server_" + std::string(name) + " " + std::string(type) + "\nguildhall_server_" +
               std::string(name) + " " + std::to_string(value) + "\n";
    };
    return line("connections_total", "counter", counters.connections) +
           line("connections_refused_total", "counter", counters.connections_refused) +
           line("open_connections", "gauge", counters.open_connections) +
           line("requests_total", "counter", counters.requests) + line("faults_total", "counter", counters.faults) +
           line("body_bytes", "gauge", counters.body_memory);
}

// Whole or not at all: whoever waits for the file never reads half a number.
void write_port(std::string const& path, std::uint16_t port)
{
    auto const draft = path + ".part";
    {
        std::ofstream file(draft);
        file << port << '\n';
        if (!file.flush()) throw Unavailable("cannot write " + path);
    }
    if (std::rename(draft.c_str(), path.c_str()) != 0) throw Unavailable("cannot write " + path);
}

} // namespace

int serve(Settings const& settings, Words const& words)
{
    if (!words.empty()) throw UsageError("serve takes only settings, not \"" + words.front() + "\"");
    // Blocked before any thread starts, so that only this thread hears them.
    sigset_t stop_signals;
    sigemptyset(&stop_signals);
    sigaddset(&stop_signals, SIGINT);
    sigaddset(&stop_signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    House house(settings);
    house.prepare();
    if (settings.demo) fill_demo(house);
    auto const setup_token = house.identity().open_setup();
    FrontDoor front_door(house.router(), web_policy(settings), house.tracer());
    edge::Server server(edge_settings(settings), front_door);
    house.add_metrics([&server] { return server_metrics(server.counters()); });
    server.start();
    house.runner().start();
    house.live().start();
    if (house.nodes()) house.nodes()->exchange_news([&house] { house.live().look_now(); });
    if (!settings.port_file.empty()) write_port(settings.port_file, server.port());
    auto const address =
        "http://" + settings.listen.substr(0, settings.listen.rfind(':')) + ":" + std::to_string(server.port());
    log::info("listening", {{"address", address}, {"engine", house.database().engine_name()}});
    if (settings.demo)
        print_demo(house, address);
    else
        std::printf("Guildhall listens at %s  (documentation: %s/api/docs/)\n", address.c_str(), address.c_str());
    if (setup_token)
        std::printf("It has no owner yet. Make it yours, once, at\n    %s/setup?token=%s\n", address.c_str(),
            setup_token->c_str());
    std::fflush(stdout);

    int signal = 0;
    sigwait(&stop_signals, &signal);
    log::info("stopping", {{"signal", std::int64_t(signal)}});
    if (house.nodes()) house.nodes()->be_silent();
    house.live().stop();
    // Requests and jobs share the patience; a job that is cut off begins anew at the next start.
    auto const until = std::chrono::steady_clock::now() + std::chrono::milliseconds(settings.stop_patience);
    server.stop();
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    house.runner().stop(std::max(left, std::chrono::milliseconds(0)));
    return 0;
}

} // namespace guildhall::app
