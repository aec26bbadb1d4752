// Nobody is told that a change is kept before the disk has it, and nobody after the disk has failed once.
#include "base/outcome.hpp"
#include "db/database.hpp"
#include "db/temporary_database.hpp"
#include "log_syncer.hpp"
#include "sqlite_session.hpp"
#include "writer.hpp"
#include <algorithm>
#include <future>
#include <gtest/gtest.h>

namespace guildhall::db {
namespace {

constexpr auto no_such_log = "/nonexistent/log";

TEST(LogSyncer, AnswersInTheOrderOfTheCallsAndAllBeforeItFinishes)
{
    TemporaryDatabase const place("sqlite");
    Database::open({.location = place.location()})->migrate({});
    LogSyncer syncer(place.location()); // any file that is there
    std::vector<int> answered;
    for (int number = 0; number < 100; ++number)
        syncer.when_durable(number % 3 == 0, [&answered, number](bool durable) {
            EXPECT_TRUE(durable);
            answered.push_back(number);
        });
    syncer.finish();
    ASSERT_EQ(answered.size(), 100u);
    EXPECT_TRUE(std::ranges::is_sorted(answered));
    EXPECT_FALSE(syncer.has_failed());
}

TEST(LogSyncer, PromisesNothingOnceTheDiskHasNotTakenTheLog)
{
    LogSyncer syncer(no_such_log);
    std::vector<bool> answers;
    auto const keep = [&answers](bool durable) { answers.push_back(durable); };
    syncer.when_durable(false, keep); // nothing to sync yet
    syncer.finish();
    EXPECT_FALSE(syncer.has_failed());
    syncer.when_durable(true, keep);
    syncer.finish();
    syncer.when_durable(false, keep);
    syncer.finish();
    EXPECT_EQ(answers, (std::vector{true, false, false}));
    EXPECT_TRUE(syncer.has_failed());
}

TEST(LogSyncer, AWriterBuildsNothingUponALogThatMayBeLost)
{
    TemporaryDatabase const place("sqlite");
    Settings const settings{.location = place.location()};
    Database::open(settings)->migrate({{"0001_test", "CREATE TABLE mark (at INTEGER NOT NULL PRIMARY KEY);"}});
    WriterCounters counters;
    LogSyncer syncer(no_such_log);
    Writer writer(
        std::make_unique<SqliteSession>(place.location(), Session::Mode::write, SqliteSession::Durability::full),
        settings, counters, &syncer);
    int runs = 0, woken = 0;
    auto const write = [&] {
        std::promise<void> told;
        writer.push(
            Scope::all_companies(),
            [&](Tx& tx) {
                tx.after_commit([&] { ++woken; });
                static Tables const marks{{"mark"}};
                tx.start(marks, "INSERT INTO mark (at) VALUES (" + std::to_string(++runs) + ")")->perform();
                return true;
            },
            [&](std::exception_ptr error) { error ? told.set_exception(error) : told.set_value(); });
        told.get_future().get();
    };
    EXPECT_THROW(write(), Unavailable);
    EXPECT_THROW(write(), Unavailable);
    EXPECT_EQ(runs, 1) << "the second was not even begun";
    EXPECT_EQ(woken, 0) << "nobody hears of what may be lost";
}

} // namespace
} // namespace guildhall::db
