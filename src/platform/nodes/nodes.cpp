#include "nodes/nodes.hpp"
#include "base/uuid.hpp"
#include <pthread.h>

namespace guildhall::nodes {

Nodes::Nodes(Settings settings)
    : settings_(std::move(settings))
    , name_(to_string(make_uuid(system_now())))
    , link_(std::make_unique<redis::Link>(settings_.place, settings_.link))
{
}

Nodes::~Nodes() { stop(); }

void Nodes::exchange_news(std::function<void()> on_news)
{
    bell_ = std::make_unique<jobs::EventBell>();
    listener_ = std::make_unique<redis::Listener>(
        settings_.place, settings_.prefix + ":events", [this, on_news = std::move(on_news)](std::string_view teller) {
            if (teller == name_) return;
            if (!teller.empty()) ++heard_;
            on_news();
        });
    thread_ = std::thread([this] {
        pthread_setname_np(pthread_self(), "news");
        tell_news();
    });
}

// Whatever happens while one word is on its way goes with the next.
void Nodes::tell_news()
{
    while (!stopping_) {
        if (bell_->wait(std::chrono::seconds(1)).empty() || stopping_) continue;
        if (link_->send({"PUBLISH", settings_.prefix + ":events", name_}, [](auto const&) {})) ++told_;
    }
}

void Nodes::be_silent()
{
    stopping_ = true;
    if (bell_) bell_->ring();
    if (thread_.joinable()) thread_.join();
    listener_.reset();
}

void Nodes::stop()
{
    be_silent();
    link_.reset();
}

std::string Nodes::metrics() const
{
    auto const line = [](std::string_view name, std::string_view type, std::int64_t value) {
        auto const full = "guildhall_redis_" + std::string(name);
        return "# TYPE " + full + " " + std::string(type) + "\n" + full + " " + std::to_string(value) + "\n";
    };
    auto const numbers = link_ ? link_->numbers() : redis::LinkNumbers{};
    return line("up", "gauge", is_reachable() ? 1 : 0) + line("commands_total", "counter", numbers.commands) +
           line("unanswered_total", "counter", numbers.unanswered) +
           line("connections_total", "counter", numbers.connections) +
           line("limits_counted_here_total", "counter", counted_here_.load()) +
           line("news_told_total", "counter", told_.load()) + line("news_heard_total", "counter", heard_.load());
}

} // namespace guildhall::nodes
