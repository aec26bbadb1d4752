#include "live/hub.hpp"
#include "log/log.hpp"
#include "subscription.hpp"
#include <pthread.h>

namespace guildhall::live {
namespace {

constexpr std::size_t most_waiting = 16 * 1024; // bytes of one stream that wait to be sent

} // namespace

Hub::Hub(db::Database& database, http::Authenticator const& authenticator, Settings settings)
    : database_(database)
    , authenticator_(authenticator)
    , settings_(std::move(settings))
    , bell_(std::make_shared<jobs::EventBell>())
    , room_(std::make_shared<std::function<void()> const>([bell = bell_] { bell->ring(); }))
{
}

Hub::~Hub() { stop(); }

void Hub::start()
{
    thread_ = std::thread([this] {
        ::pthread_setname_np(::pthread_self(), "live");
        run();
    });
}

void Hub::stop()
{
    stopping_ = true;
    bell_->ring();
    if (thread_.joinable()) thread_.join();
    std::lock_guard const lock(mutex_);
    for (auto& [company, all] : subscriptions_)
        for (auto const& subscription : all)
            if (auto const stream = subscription->stream.lock()) stream->finish();
    subscriptions_.clear();
}

void Hub::run()
{
    auto next_beat = std::chrono::steady_clock::now() + settings_.heartbeat;
    while (!stopping_) {
        bell_->wait(settings_.poll);
        try {
            deliver_now();
            if (std::chrono::steady_clock::now() < next_beat) continue;
            next_beat = std::chrono::steady_clock::now() + settings_.heartbeat;
            std::lock_guard const lock(mutex_);
            for (auto& [company, all] : subscriptions_) {
                check_standing(company, all);
                for (auto const& subscription : all)
                    if (auto const stream = subscription->stream.lock()) stream->write(": \n\n");
            }
        } catch (Unavailable const& fault) { // the database rests; the events wait in it
            log::warning("live_updates_delayed", {{"reason", fault.what()}});
        }
    }
}

void Hub::deliver_now()
{
    std::lock_guard const lock(mutex_);
    forget_gone();
    for (auto& [company, all] : subscriptions_) deliver(company, all);
}

// Everybody of the company hears what he has not heard. Most stand at the same place, so a portion is read once.
void Hub::deliver(CompanyId company, Subscriptions const& all)
{
    database_.read(db::Scope::of(company), [&](db::Tx& tx) {
        News news{tx, authenticator_, settings_.topics, company, settings_.clock(),
            jobs::last_event_position(tx, company), {}};
        for (auto const& one : all)
            if (auto const stream = one->stream.lock()) news.tell(*one, *stream);
    });
}

void Hub::check_standing(CompanyId company, Subscriptions const& all)
{
    database_.read(db::Scope::of(company), [&](db::Tx& tx) {
        auto const now = settings_.clock();
        for (auto const& one : all)
            if (auto const stream = one->stream.lock())
                if (!authenticator_.actor_of(tx, one->claims, now)) stream->finish();
    });
}

void Hub::forget_gone()
{
    for (auto company = subscriptions_.begin(); company != subscriptions_.end();) {
        std::erase_if(company->second, [](auto const& one) { return one->stream.expired(); });
        company = company->second.empty() ? subscriptions_.erase(company) : std::next(company);
    }
}

Outcome<http::EventStream, OpenStreamRefusal> Hub::open(http::Work& work, Actor const& actor, OpenStream const& wish)
{
    using enum OpenStreamRefusal;
    auto topics = chosen_topics(settings_.topics, wish.topics ? wish.topics->value : std::string{});
    if (!topics) return refuse(unknown_topic, "Topics are " + topic_words(settings_.topics) + ".", "/topics");

    auto const stream = std::make_shared<http::Stream>(most_waiting, room_);
    auto one = std::make_unique<Subscription>();
    one->claims.user_id = actor.user_id;
    one->claims.session_id = actor.session_id;
    one->claims.company_id = actor.company_id;
    one->topics = std::move(*topics);
    one->stream = stream;
    auto const seen = parse_uuid(work.request.headers.get("Last-Event-ID"));
    bool missed_too_much = false;
    work.database.read(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
        auto const last = jobs::last_event_position(tx, actor.company_id);
        auto const heard = seen ? jobs::event_position(tx, actor.company_id, {*seen}) : std::nullopt;
        one->position = heard && last - *heard <= most_behind ? *heard : last;
        missed_too_much = one->position != heard.value_or(last) || (seen && !heard);
    });
    // "retry" is how long browsers wait before they come again.
    stream->write("retry: 2000\nevent: ready\ndata: {}\n\n");
    if (missed_too_much) stream->write(resync);

    std::lock_guard const lock(mutex_);
    auto& all = subscriptions_[actor.company_id];
    auto const own = std::ranges::count_if(
        all, [&](auto const& other) { return other->claims.user_id == actor.user_id && !other->stream.expired(); });
    if (std::cmp_greater_equal(own, settings_.streams_per_user))
        return refuse(too_many_requests, "So many pages of one person cannot be told at once; close some.");
    all.push_back(std::move(one));
    bell_->ring();
    return http::EventStream{stream};
}

std::size_t Hub::open_streams() const
{
    std::lock_guard const lock(mutex_);
    std::size_t count = 0;
    for (auto const& [company, all] : subscriptions_)
        count += static_cast<std::size_t>(
            std::ranges::count_if(all, [](auto const& one) { return !one->stream.expired(); }));
    return count;
}

} // namespace guildhall::live
