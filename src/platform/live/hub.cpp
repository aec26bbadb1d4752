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
                    if (auto const stream = subscription->stream.lock())
                        stream->write(say_nothing(subscription->voice));
            }
        } catch (Unavailable const& fault) { // the database rests; the events wait in it
            log::warning("live_updates_delayed", {{"reason", fault.what()}});
        }
    }
}

void Hub::look_now() { bell_->ring(); }

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
            if (auto const stream = one->stream.lock()) {
                auto const listener = authenticator_.actor_of(tx, one->claims, now);
                if (listener)
                    one->rights = listener->rights;
                else
                    stream->finish();
            }
    });
}

void Hub::forget_gone()
{
    for (auto company = subscriptions_.begin(); company != subscriptions_.end();) {
        std::erase_if(company->second, [](auto const& one) { return one->stream.expired(); });
        company = company->second.empty() ? subscriptions_.erase(company) : std::next(company);
    }
}

void Hub::welcome(db::Database& database, Subscription& one, std::optional<Uuid> const& seen, http::Stream& stream)
{
    bool missed_too_much = false;
    auto const company_id = one.claims.company_id;
    database.read(db::Scope::of(company_id), [&](db::Tx& tx) {
        auto const last = jobs::last_event_position(tx, company_id);
        auto const heard = seen ? jobs::event_position(tx, company_id, {*seen}) : std::nullopt;
        one.position = heard && last - *heard <= most_behind ? *heard : last;
        missed_too_much = one.position != heard.value_or(last) || (seen && !heard);
    });
    stream.write(say_ready(one.voice));
    if (missed_too_much) stream.write(say_resync(one.voice));
}

bool Hub::admit(std::unique_ptr<Subscription> one)
{
    std::lock_guard const lock(mutex_);
    auto& all = subscriptions_[one->claims.company_id];
    auto const own = std::ranges::count_if(all,
        [&](auto const& other) { return other->claims.user_id == one->claims.user_id && !other->stream.expired(); });
    if (std::cmp_greater_equal(own, settings_.streams_per_user)) return false;
    all.push_back(std::move(one));
    bell_->ring();
    return true;
}

namespace {

constexpr std::string_view too_many = "So many pages of one person cannot be told at once; close some.";

std::unique_ptr<Subscription> subscription_of(Actor const& actor, Voice voice, std::vector<bool> topics)
{
    auto one = std::make_unique<Subscription>();
    one->claims.user_id = actor.user_id;
    one->claims.session_id = actor.session_id;
    one->claims.company_id = actor.company_id;
    one->rights = actor.rights;
    one->voice = voice;
    one->choice = std::make_shared<Choice>(std::move(topics));
    return one;
}

// Browsers send cookies along wherever a page comes from, and ask nobody before they open a socket: only a page of this
// very server may (RFC 6455, 10.2).
bool comes_from_here(http::Request const& request)
{
    auto const origin = request.headers.get("Origin");
    if (origin.empty() || !request.headers.get("Authorization").empty()) return true;
    auto const host = origin.find("://");
    return host != origin.npos && origin.substr(host + 3) == request.headers.get("Host");
}

bool is_handshake(http::Request const& request)
{
    return http::same_name(request.headers.get("Upgrade"), "websocket") &&
           request.headers.get("Sec-WebSocket-Version") == "13" &&
           http::accept_key(request.headers.get("Sec-WebSocket-Key"));
}

} // namespace

Outcome<http::EventStream, OpenStreamRefusal> Hub::open(http::Work& work, Actor const& actor, OpenStream const& wish)
{
    using enum OpenStreamRefusal;
    auto topics = chosen_topics(settings_.topics, wish.topics ? wish.topics->value : std::string{});
    if (!topics) return refuse(unknown_topic, "Topics are " + topic_words(settings_.topics) + ".", "/topics");

    auto const stream = std::make_shared<http::Stream>(most_waiting, room_);
    auto one = subscription_of(actor, Voice::events, std::move(*topics));
    one->stream = stream;
    welcome(work.database, *one, parse_uuid(work.request.headers.get("Last-Event-ID")), *stream);
    if (!admit(std::move(one))) return refuse(too_many_requests, std::string(too_many));
    return http::EventStream{stream};
}

Outcome<http::SocketAnswer, OpenSocketRefusal> Hub::open_socket(
    http::Work& work, Actor const& actor, OpenSocket const& wish)
{
    using enum OpenSocketRefusal;
    if (!is_handshake(work.request)) return refuse(upgrade_required, "This path speaks WebSocket, version 13.");
    if (!comes_from_here(work.request)) return refuse(origin_not_allowed, "Pages of others may not listen here.");
    auto topics = chosen_topics(settings_.topics, wish.topics ? wish.topics->value : std::string{});
    if (!topics) return refuse(unknown_topic, "Topics are " + topic_words(settings_.topics) + ".", "/topics");

    auto const socket = std::make_shared<http::WebSocket>();
    socket->out = std::make_shared<http::Stream>(most_waiting, room_);
    socket->accept = *http::accept_key(work.request.headers.get("Sec-WebSocket-Key"));
    auto one = subscription_of(actor, Voice::socket, std::move(*topics));
    one->stream = socket->out;
    // Whoever speaks without reading the answers is not listened to.
    socket->hear = [this, choice = one->choice, out = std::weak_ptr(socket->out)](std::string_view message) {
        auto const stream = out.lock();
        return stream && stream->write(hear_choice(settings_.topics, *choice, message));
    };
    welcome(work.database, *one, wish.since, *socket->out);
    if (!admit(std::move(one))) return refuse(too_many_requests, std::string(too_many));
    return http::SocketAnswer{socket};
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
