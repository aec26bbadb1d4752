// Who hears of what: own records, rights, topics, what was missed, and the end of a session.
#include "db/queries.hpp"
#include "db/temporary_database.hpp"
#include "jobs/schema.hpp"
#include "live/hub.hpp"
#include <gmock/gmock.h>

namespace guildhall::live {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// People who may be sent away.
class Doorman final : public http::Authenticator {
public:
    http::Claims claims_of(http::Request const&, Time) const override { return {}; }
    std::optional<Actor> actor_of(db::Tx&, http::Claims const& claims, Time now) const override
    {
        std::lock_guard const lock(mutex_);
        auto const known = roles_.find(*claims.user_id);
        if (known == roles_.end()) return std::nullopt;
        Actor actor;
        actor.company_id = claims.company_id;
        actor.user_id = claims.user_id;
        actor.role = known->second;
        actor.rights = rights_of(actor.role);
        actor.now = now;
        return actor;
    }
    void let_in(UserId user, Role role)
    {
        std::lock_guard const lock(mutex_);
        roles_[user] = role;
    }
    void send_away(UserId user)
    {
        std::lock_guard const lock(mutex_);
        roles_.erase(user);
    }

private:
    mutable std::mutex mutex_;
    std::map<UserId, Role> roles_;
};

struct Payload {
    std::string number;
    UserId customer_id;
};
BOOST_DESCRIBE_STRUCT(Payload, (), (number, customer_id))

class HubOf : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override
    {
        if (GetParam() == "postgres" && !db::TemporaryDatabase::has_postgres())
            GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES is not set";
        place = std::make_unique<db::TemporaryDatabase>(GetParam());
        db::Settings settings;
        settings.location = place->location();
        database = db::Database::open(settings);
        database->migrate(jobs::migrations());
        doorman.let_in(clara, Role::customer);
        doorman.let_in(carl, Role::customer);
        doorman.let_in(marat, Role::manager);
        Settings terms;
        terms.topics = {{"quote", Right::quotes_read, "customer_id"}, {"job", Right::jobs_read, ""}};
        terms.streams_per_user = 3;
        terms.poll = std::chrono::milliseconds(5);
        terms.heartbeat = std::chrono::milliseconds(20);
        hub = std::make_unique<Hub>(*database, doorman, terms);
    }

    Actor actor_of(UserId user, CompanyId company)
    {
        Actor actor;
        actor.company_id = company;
        actor.user_id = user;
        actor.session_id = user.uuid;
        actor.rights = rights_of(user == marat ? Role::manager : Role::customer);
        actor.now = system_now();
        return actor;
    }
    auto try_open(UserId user, std::string const& last_seen = {}, std::optional<std::string> topics = {})
    {
        http::Request request;
        if (!last_seen.empty()) request.headers.add("Last-Event-ID", last_seen);
        std::vector<http::Upload> none;
        http::Work work{*database, none, request, {}};
        OpenStream wish;
        if (topics) wish.topics = Text<1, 200>{*topics};
        return hub->open(work, actor_of(user, ours), wish);
    }
    std::shared_ptr<http::Stream> open(
        UserId user, std::string const& last_seen = {}, std::optional<std::string> topics = {})
    {
        auto opened = try_open(user, last_seen, topics);
        EXPECT_TRUE(opened.has_value());
        return opened ? opened->stream : nullptr;
    }
    // Publishes, and tells everybody.
    void happen(std::string const& name, UserId owner, std::string const& number = "Q-1", CompanyId company = ours,
        std::string const& kind = "quote", UserId by = {})
    {
        database->write_now(db::Scope::of(company), [&](db::Tx& tx) {
            jobs::publish(tx, actor_of(by, company), kind, kind == "user" ? owner.uuid : make_uuid(system_now()), name,
                Payload{number, owner});
            return true;
        });
        hub->deliver_now();
    }
    static std::string last_id(std::string const& told)
    {
        auto const at = told.rfind("id: ");
        return at == told.npos ? "" : told.substr(at + 4, 36);
    }

    static inline CompanyId const ours{make_uuid(system_now())}, theirs{make_uuid(system_now())};
    UserId const clara{make_uuid(system_now())}, carl{make_uuid(system_now())}, marat{make_uuid(system_now())};
    std::unique_ptr<db::TemporaryDatabase> place;
    std::unique_ptr<db::Database> database;
    Doorman doorman;
    std::unique_ptr<Hub> hub;
};

TEST_P(HubOf, TellsCustomersOfTheirOwnAndStaffOfAll)
{
    auto const of_clara = open(clara), of_carl = open(carl), of_marat = open(marat);
    EXPECT_EQ(of_clara->take().bytes, "retry: 2000\nevent: ready\ndata: {}\n\n");
    of_carl->take();
    of_marat->take();
    happen("quote.approved", clara, "Q-2026-001", ours, "quote", marat);
    happen("quote.created", carl, "Q-9", theirs);
    auto const heard = of_clara->take().bytes;
    EXPECT_THAT(heard, HasSubstr(R"("type":"quote.approved","record":{"kind":"quote","id":")"));
    EXPECT_THAT(heard, HasSubstr(R"("number":"Q-2026-001")"));
    EXPECT_THAT(heard, HasSubstr(R"("actor":null)")); // which of the staff did it is not the customer's business
    EXPECT_EQ(of_carl->take().bytes, "");
    auto const by_staff = of_marat->take().bytes;
    EXPECT_THAT(by_staff, HasSubstr("\"actor\":\"" + to_string(marat)));
    EXPECT_THAT(by_staff, Not(HasSubstr("Q-9")));
}

TEST_P(HubOf, KeepsToTheTopicsAskedFor)
{
    auto const only_jobs = open(marat, {}, "job");
    only_jobs->take();
    happen("quote.created", clara);
    EXPECT_EQ(only_jobs->take().bytes, "");
    happen("job.dead", clara, "1", ours, "job");
    EXPECT_THAT(only_jobs->take().bytes, HasSubstr("job.dead"));
    auto const refused = try_open(marat, {}, "job,secrets");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason, OpenStreamRefusal::unknown_topic);
}

TEST_P(HubOf, TellsWhatWasMissedAndNothingTwice)
{
    auto first = open(clara);
    happen("quote.created", clara, "Q-1");
    auto const seen = last_id(first->take().bytes);
    first.reset();
    happen("quote.approved", clara, "Q-2");
    happen("quote.approved", carl, "Q-3");
    auto const again = open(clara, seen);
    hub->deliver_now();
    auto const told = again->take().bytes;
    EXPECT_THAT(told, HasSubstr("Q-2"));
    EXPECT_THAT(told, Not(HasSubstr("Q-1")));
    EXPECT_THAT(told, Not(HasSubstr("Q-3")));
    EXPECT_THAT(told, Not(HasSubstr("resync")));
    hub->deliver_now();
    EXPECT_EQ(again->take().bytes, "");
    // An id that nobody knows (any more): everything is to be asked for anew.
    EXPECT_THAT(open(clara, to_string(make_uuid(system_now())))->take().bytes, HasSubstr("event: resync"));
}

TEST_P(HubOf, LeavesASlowListenerBehindWithoutHoldingUpOthers)
{
    auto const slow = open(marat), quick = open(marat);
    quick->take();
    std::size_t told = 0;
    auto const count = [&](std::string const& text) {
        for (auto at = text.find("id: "); at != text.npos; at = text.find("id: ", at + 1)) ++told;
    };
    constexpr std::size_t most = 300;
    database->write_now(db::Scope::of(ours), [&](db::Tx& tx) {
        for (std::size_t i = 0; i < most; ++i)
            jobs::publish(tx, actor_of(marat, ours), "quote", make_uuid(system_now()), "quote.created",
                Payload{std::to_string(i), clara});
        return true;
    });
    while (told < most) {
        hub->deliver_now();
        auto const taken = quick->take().bytes;
        ASSERT_LE(taken.size(), 16u * 1024);
        ASSERT_FALSE(taken.empty());
        count(taken);
    }
    told = 0;
    for (auto taken = slow->take().bytes; !taken.empty(); taken = slow->take().bytes) {
        ASSERT_LE(taken.size(), 16u * 1024);
        count(taken);
        hub->deliver_now();
    }
    EXPECT_EQ(told, most);
}

TEST_P(HubOf, EndsWithTheSessionAndTheRight)
{
    auto const of_clara = open(clara), of_marat = open(marat);
    of_clara->take();
    of_marat->take();
    doorman.send_away(clara);
    happen("user.sessions_ended", clara, "", ours, "user");
    EXPECT_TRUE(of_clara->take().finished);
    EXPECT_FALSE(of_marat->take().finished);
    doorman.let_in(marat, Role::customer); // demoted: he hears of his own from now on
    happen("quote.created", clara);
    EXPECT_EQ(of_marat->take().bytes, "");
    hub->stop();
    EXPECT_TRUE(of_marat->take().finished);
}

TEST_P(HubOf, BoundsTheStreamsOfOnePerson)
{
    std::vector<std::shared_ptr<http::Stream>> open_ones{open(clara), open(clara), open(clara)};
    auto const refused = try_open(clara);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason, OpenStreamRefusal::too_many_requests);
    open(carl);
    open_ones.pop_back();
    EXPECT_TRUE(try_open(clara).has_value());
    EXPECT_EQ(hub->open_streams(), 2u);
}

// With its thread, a crowd that comes and goes, and everybody hearing his own: for the thread sanitizer.
TEST_P(HubOf, ServesACrowdFromItsThread)
{
    hub->start();
    constexpr int people = 3, each = 40;
    std::vector<UserId> crowd;
    for (int i = 0; i < people; ++i) {
        crowd.push_back({make_uuid(system_now())});
        doorman.let_in(crowd.back(), Role::customer);
    }
    std::vector<std::jthread> threads;
    std::atomic<int> heard = 0;
    for (auto const& person : crowd)
        // Opened before anything happens: whoever comes for the first time hears only of what comes after him.
        threads.emplace_back([&, person, stream = open(person)]() mutable {
            // Who spins instead takes the processor from those who have something to tell. Shared, for the hub may
            // still be ringing when this thread has heard all.
            auto const bell = std::make_shared<jobs::EventBell>();
            auto const listen = [&] { stream->attach([bell] { bell->ring(); }); };
            listen();
            std::string seen;
            auto const patience = std::chrono::seconds(60); // from one piece of news to the next
            auto end = std::chrono::steady_clock::now() + patience;
            for (int count = 0; count < each && std::chrono::steady_clock::now() < end;) {
                auto const text = stream->take().bytes;
                if (text.empty()) {
                    bell->wait(std::chrono::seconds(1));
                    continue;
                }
                for (auto at = text.find("id: "); at != text.npos; at = text.find("id: ", at + 1)) ++count, ++heard;
                auto const id = last_id(text);
                if (id.empty()) continue; // a greeting or a beat: whoever left at those would come and go without end
                seen = id;
                end = std::chrono::steady_clock::now() + patience;
                if (count % 7 == 3) {
                    stream->attach(nullptr);
                    stream.reset(); // comes back later
                    stream = open(person, seen);
                    listen();
                }
            }
            stream->attach(nullptr);
        });
    for (int i = 0; i < each; ++i)
        for (auto const& person : crowd)
            database->write_now(db::Scope::of(ours), [&](db::Tx& tx) {
                jobs::publish(tx, actor_of(person, ours), "quote", make_uuid(system_now()), "quote.created",
                    Payload{"Q", person});
                return true;
            });
    threads.clear();
    EXPECT_EQ(heard, people * each);
    hub->stop();
}

TEST_P(HubOf, SpeaksOverSocketsAndHearsOtherTopics)
{
    http::Request request;
    request.headers.add("Host", "shop.example.com");
    std::vector<http::Upload> none;
    http::Work work{*database, none, request, {}};
    auto const refused = [&] { return hub->open_socket(work, actor_of(marat, ours), {}).error().reason; };
    EXPECT_EQ(refused(), OpenSocketRefusal::upgrade_required);
    request.headers.add("Upgrade", "WebSocket");
    request.headers.add("Sec-WebSocket-Version", "13");
    request.headers.add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    auto const opened = hub->open_socket(work, actor_of(marat, ours), {});
    ASSERT_TRUE(opened);
    auto const& socket = *opened->socket;
    EXPECT_EQ(socket.accept, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    EXPECT_EQ(socket.out->take().bytes, http::text_frame(R"({"type":"ready"})"));
    happen("quote.created", clara);
    EXPECT_THAT(socket.out->take().bytes, HasSubstr(R"({"type":"event","event":{"id":")"));
    EXPECT_TRUE(socket.hear(R"({"topics":["job"]})"));
    EXPECT_EQ(socket.out->take().bytes, http::text_frame(R"({"type":"topics","topics":["job"]})"));
    happen("quote.created", clara);
    EXPECT_EQ(socket.out->take().bytes, "");
    EXPECT_TRUE(socket.hear(R"({"topics":["weather"]})"));
    EXPECT_THAT(socket.out->take().bytes, HasSubstr("unknown_topic"));
    EXPECT_TRUE(socket.hear("hello"));
    EXPECT_THAT(socket.out->take().bytes, HasSubstr("invalid_input"));
    EXPECT_TRUE(socket.hear(R"({"topics":[]})"));
    socket.out->take();
    happen("quote.accepted", clara);
    EXPECT_THAT(socket.out->take().bytes, HasSubstr("quote.accepted"));
    // Who floods it without reading is not heard any more.
    auto heard = 0;
    while (heard < 10'000 && socket.hear("hello")) ++heard;
    EXPECT_LT(heard, 1'000);
    // A page of somebody else's, with the cookies of this server.
    request.headers.add("Origin", "https://evil.example.com");
    EXPECT_EQ(refused(), OpenSocketRefusal::origin_not_allowed);
}

TEST_P(HubOf, GoesOnOverASocketWhereItWas)
{
    auto const first = open(marat);
    happen("quote.created", clara, "Q-1");
    auto const seen = last_id(first->take().bytes);
    happen("quote.created", clara, "Q-2");
    http::Request request;
    for (auto const& [name, value] : {std::pair{"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"},
             {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}})
        request.headers.add(name, value);
    std::vector<http::Upload> none;
    http::Work work{*database, none, request, {}};
    auto const again = hub->open_socket(work, actor_of(marat, ours), {{}, parse_uuid(seen)});
    ASSERT_TRUE(again);
    again->socket->out->take();
    hub->deliver_now();
    auto const told = again->socket->out->take().bytes;
    EXPECT_THAT(told, HasSubstr("Q-2"));
    EXPECT_THAT(told, Not(HasSubstr("Q-1")));
    EXPECT_EQ(hub->open_socket(work, actor_of(marat, ours), {Text<1, 200>{"weather"}, {}}).error().reason,
        OpenSocketRefusal::unknown_topic);
    auto const third = open(marat); // streams and sockets count alike
    EXPECT_EQ(hub->open_socket(work, actor_of(marat, ours), {}).error().reason, OpenSocketRefusal::too_many_requests);
}

INSTANTIATE_TEST_SUITE_P(
    Engines, HubOf, testing::Values("sqlite", "postgres"), [](auto const& of) { return of.param; });

} // namespace
} // namespace guildhall::live
