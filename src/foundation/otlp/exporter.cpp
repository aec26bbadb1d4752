#include "otlp/exporter.hpp"
#include "log/log.hpp"
#include "reflect/json.hpp"
#include <algorithm>
#include <pthread.h>
#include <random>

namespace guildhall::otlp {
namespace {

constexpr std::chrono::milliseconds longest_wait{30'000};
constexpr std::int64_t longest_retry_after = 60; // seconds

// How many spans a collector that answered 200 did not take after all.
std::int64_t rejected_in(std::string const& answer)
{
    boost::system::error_code error;
    auto const value = reflect::json::parse(answer, error);
    if (error || !value.is_object()) return 0;
    auto const* partial = value.as_object().if_contains("partialSuccess");
    if (!partial || !partial->is_object()) return 0;
    auto const* rejected = partial->as_object().if_contains("rejectedSpans");
    if (!rejected) return 0;
    if (rejected->is_int64()) return std::max<std::int64_t>(rejected->as_int64(), 0);
    return rejected->is_string() ? std::max<std::int64_t>(std::atoll(rejected->as_string().c_str()), 0) : 0;
}

bool may_come_again(outbound::Reply const& reply)
{
    if (reply.fault) return reply.is_passing();
    return reply.status == 429 || reply.status == 502 || reply.status == 503 || reply.status == 504;
}

std::string words_of(outbound::Reply const& reply)
{
    return reply.fault ? reply.detail : "The collector answered " + std::to_string(reply.status) + ".";
}

} // namespace

Exporter::Exporter(Settings settings, trace::Tracer& tracer)
    : settings_(std::move(settings))
    , tracer_(tracer)
    , thread_([this] { run(); })
{
}

Exporter::~Exporter()
{
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    tracer_.wake();
    stop_called_.notify_all();
    {
        std::unique_lock lock(mutex_);
        if (!ended_.wait_for(lock, settings_.last_words, [&] { return has_ended_; })) given_up_ = true;
    }
    thread_.join();
}

// Waits; false when it is time to stop.
bool Exporter::wait(std::chrono::milliseconds time)
{
    std::unique_lock lock(mutex_);
    return !stop_called_.wait_for(lock, time, [&] { return stopping_; });
}

void Exporter::run()
{
    pthread_setname_np(pthread_self(), "otlp");
    for (bool last = false;;) {
        auto const portion = tracer_.collect(settings_.portion, last ? std::chrono::milliseconds(0) : settings_.pause);
        if (portion.empty() && last) break;
        if (!portion.empty()) send(portion);
        if (given_up_) break;
        last = last || !wait(std::chrono::milliseconds(0));
    }
    std::lock_guard const lock(mutex_);
    has_ended_ = true;
    ended_.notify_all();
}

void Exporter::send(Portion const& portion)
{
    auto const text = trace_text(settings_, portion);
    static thread_local std::minstd_rand chance{std::random_device{}()};
    auto pause = settings_.first_wait;
    for (int tries = 1;; ++tries) {
        std::optional<std::int64_t> retry_after;
        auto const fate = try_once(text, portion.size(), retry_after);
        if (fate == Fate::taken) return;
        if (fate == Fate::refused || tries >= settings_.most_tries) break;
        auto longest = std::chrono::milliseconds(
            std::uniform_int_distribution<std::int64_t>(pause.count() * 4 / 5, pause.count() * 6 / 5)(chance));
        if (retry_after) longest = std::chrono::seconds(std::min(*retry_after, longest_retry_after));
        pause = std::min(pause * 2, longest_wait);
        if (!wait(longest)) break;
    }
    rejected_ += static_cast<std::int64_t>(portion.size());
}

Exporter::Fate Exporter::try_once(std::string const& text, std::size_t spans, std::optional<std::int64_t>& retry_after)
{
    outbound::Call call;
    call.method = "POST";
    call.url = settings_.endpoint;
    call.headers = settings_.headers;
    call.headers.push_back({"Content-Type", "application/json"});
    call.body = text;
    call.connect_within = std::min<std::chrono::milliseconds>(call.connect_within, settings_.within);
    call.within = settings_.within;
    call.given_up = &given_up_;
    auto const reply = client_.call(call);
    if (reply.is_success()) {
        auto const rejected = std::min<std::int64_t>(rejected_in(reply.body), static_cast<std::int64_t>(spans));
        sent_ += static_cast<std::int64_t>(spans) - rejected;
        rejected_ += rejected;
        report(rejected == 0, "The collector did not take all of them.");
        return Fate::taken;
    }
    ++failed_calls_;
    report(false, words_of(reply));
    retry_after = reply.retry_after();
    return may_come_again(reply) ? Fate::try_again : Fate::refused;
}

// Once when it begins to fail, and once when it works again: a log is read by people.
void Exporter::report(bool works, std::string_view reason)
{
    if (works == works_) return;
    works_ = works;
    if (works)
        log::info("traces_sent_again");
    else
        log::warning("traces_not_sent", {{"reason", reason}});
}

} // namespace guildhall::otlp
