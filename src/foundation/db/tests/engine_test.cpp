// One suite for every engine: what holds on SQLite must hold on PostgreSQL.
#include "base/outcome.hpp"
#include "db/attempt.hpp"
#include "db/database.hpp"
#include "db/queries.hpp"
#include "db/temporary_database.hpp"
#include "postgres_session.hpp"
#include <filesystem>
#include <gtest/gtest.h>
#include <latch>
#include <thread>

namespace guildhall::db {
namespace {

using NoteId = Id<struct NoteTag>;

struct Note {
    CompanyId company_id;
    NoteId id;
    std::string body;
    std::optional<std::int64_t> rank;
    double weight = 0;
    bool pinned = false;
    Money price;
    Time created_at;
    Bytes raw;
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(Note, (), (company_id, id, body, rank, weight, pinned, price, created_at, raw, tags))

Tables const own_tables{{"note", "counter"}};
Insert<Note> const insert_note{own_tables, "note"};
Find<Note, CompanyId, NoteId> const find_note{own_tables, "FROM note WHERE company_id = ? AND id = ?"};
Select<Note, CompanyId> const select_notes{own_tables, "FROM note WHERE company_id = ? ORDER BY id"};
Select<Note> const select_everything{own_tables, "FROM note", Reach::all_companies};
Change<std::string, CompanyId, NoteId> const change_body{
    own_tables, "UPDATE note SET body = ? WHERE company_id = ? AND id = ?"};
ChangeReturning<std::int64_t, CompanyId> const next_number{own_tables,
    "INSERT INTO counter (company_id, last) VALUES (?, 1) ON CONFLICT (company_id) DO UPDATE SET last = "
    "counter.last + 1 RETURNING last"};
Change<CompanyId> const bump{own_tables, "UPDATE counter SET last = last + 1 WHERE company_id = ?"};

constexpr std::string_view schema = R"sql(
CREATE TABLE note (
  company_id UUID NOT NULL, id UUID NOT NULL, body TEXT NOT NULL CHECK (body <> 'forbidden'), rank INTEGER, weight REAL NOT NULL,
  pinned INTEGER NOT NULL, price INTEGER NOT NULL, created_at INTEGER NOT NULL, raw BLOB NOT NULL, tags TEXT NOT NULL,
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE TABLE counter (company_id UUID NOT NULL PRIMARY KEY, last INTEGER NOT NULL) TENANT;
)sql";

class Engine : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override
    {
        if (GetParam() == "postgres" && !TemporaryDatabase::has_postgres())
            GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES is not set";
        place = std::make_unique<TemporaryDatabase>(GetParam());
        settings.location = place->location();
        database = Database::open(settings);
        database->migrate({{"0001_test", schema}});
    }
    Note note(CompanyId company, std::string body)
    {
        Note n;
        n.company_id = company;
        n.id = {make_uuid(system_now())};
        n.body = std::move(body);
        n.created_at = system_now();
        return n;
    }

    std::unique_ptr<TemporaryDatabase> place; // gone after the database in it
    Settings settings;
    std::unique_ptr<Database> database;
    CompanyId const ours{make_uuid(system_now())}, theirs{make_uuid(system_now())};
};

TEST_P(Engine, KeepsEveryKindOfValue)
{
    auto n = note(ours, "Привет 'quoted' \\ and \n lines");
    n.rank = -7;
    n.weight = 0.1;
    n.pinned = true;
    n.price = Money{123456789012};
    n.raw.value = std::string("\x00\xff\x27", 3);
    n.tags = {"a", "b \"c\""};
    EXPECT_TRUE(database->write_now(Scope::of(ours), [&](Tx& tx) { return insert_note(tx, n), true; }));
    auto const found = database->read_now(Scope::of(ours), [&](Tx& tx) { return find_note(tx, ours, n.id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->body, n.body);
    EXPECT_EQ(found->rank, n.rank);
    EXPECT_EQ(found->weight, n.weight);
    EXPECT_EQ(found->pinned, n.pinned);
    EXPECT_EQ(found->price, n.price);
    EXPECT_EQ(found->created_at, n.created_at);
    EXPECT_EQ(found->raw.value, n.raw.value);
    EXPECT_EQ(found->tags, n.tags);
    EXPECT_FALSE(database->read_now(Scope::of(ours), [&](Tx& tx) { return find_note(tx, theirs, n.id); }));
}

TEST_P(Engine, KeepsNothingOfARefusedOrFailedBody)
{
    auto const n = note(ours, "x");
    EXPECT_FALSE(database->write_now(Scope::of(ours), [&](Tx& tx) { return insert_note(tx, n), false; }));
    EXPECT_THROW(database->write_now(Scope::of(ours),
                     [&](Tx& tx) -> bool {
                         insert_note(tx, n);
                         throw Bug("on purpose");
                     }),
        Bug);
    EXPECT_THROW(
        database->write_now(Scope::of(ours), [&](Tx& tx) { return insert_note(tx, note(ours, "forbidden")), true; }),
        Bug);
    EXPECT_TRUE(database->read_now(Scope::of(ours), [&](Tx& tx) { return select_notes(tx, ours); }).empty());
    EXPECT_TRUE(database->write_now(Scope::of(ours), [&](Tx& tx) { return insert_note(tx, n), true; }));
    EXPECT_EQ(database->write_now(Scope::of(ours), [&](Tx& tx) { return change_body.count(tx, "y", ours, n.id) == 1; }),
        true);
    EXPECT_EQ(
        database->write_now(Scope::of(ours), [&](Tx& tx) { return change_body.count(tx, "y", theirs, n.id) == 1; }),
        false);
}

// More than a log keeps in memory, and more than the page cache holds: read back by its own transaction and by others.
TEST_P(Engine, KeepsTransactionsLargerThanItsBuffers)
{
    constexpr int notes = 300;
    auto const longer = std::string(100'000, 'x');
    for (int round = 0; round < 2; ++round) {
        auto const before = static_cast<std::size_t>(round * notes);
        EXPECT_TRUE(database->write_now(Scope::of(ours), [&](Tx& tx) {
            for (int i = 0; i < notes; ++i) insert_note(tx, note(ours, longer + std::to_string(i)));
            return select_notes(tx, ours).size() == before + notes;
        }));
        database->write_now(Scope::of(ours), [&](Tx& tx) { return insert_note(tx, note(ours, longer)), false; });
        auto const found = database->read_now(Scope::of(ours), [&](Tx& tx) { return select_notes(tx, ours); });
        ASSERT_EQ(found.size(), before + notes);
        EXPECT_TRUE(found.back().body.starts_with(longer));
    }
    database.reset(); // what was acknowledged is in the files
    database = Database::open(settings);
    EXPECT_EQ(database->read_now(Scope::of(ours), [&](Tx& tx) { return select_notes(tx, ours); }).size(),
        std::size_t{2} * notes);
}

// Refusals and failures in the middle of a group leave their neighbours alone.
TEST_P(Engine, CountsWithoutGapsUnderConcurrency)
{
    constexpr int writes = 400;
    std::latch finished(writes);
    std::atomic<int> kept{0}, refused{0}, failed{0};
    for (int i = 0; i < writes; ++i) {
        auto const kind = i % 4;
        database->write(
            Scope::of(ours),
            [&, kind](Tx& tx) {
                auto const number = next_number(tx, ours).at(0);
                auto n = note(ours, kind == 2 ? "forbidden" : std::to_string(number));
                if (kind == 3) throw Bug("on purpose");
                insert_note(tx, n);
                return kind != 1;
            },
            [&, kind](std::exception_ptr error) {
                ++(error ? failed : kind == 1 ? refused : kept);
                finished.count_down();
            });
    }
    finished.wait();
    EXPECT_EQ(kept, writes / 4);
    EXPECT_EQ(refused, writes / 4);
    EXPECT_EQ(failed, writes / 2);
    auto const notes = database->read_now(Scope::of(ours), [&](Tx& tx) { return select_notes(tx, ours); });
    std::vector<bool> seen(writes, false);
    for (auto const& n : notes) seen.at(std::stoul(n.body) - 1) = true;
    EXPECT_EQ(notes.size(), writes / 4);
    for (std::size_t i = 0; i < writes / 4; ++i) EXPECT_TRUE(seen[i]) << "number " << i + 1 << " is missing";
}

// Two writers on one row: PostgreSQL refuses one of them at a statement whose answer is read at the commit, and skips
// what follows, the preparation of other statements included.
TEST_P(Engine, RunsAgainWhatAnotherTransactionRanInto)
{
    constexpr int writes_each = 200;
    CompanyId company{make_uuid(system_now())};
    company.uuid.bytes[15] = 1; // not the writer of Scope::all_companies()
    database->write_now(Scope::of(company), [&](Tx& tx) { return next_number(tx, company), true; });
    std::latch finished(2 * writes_each);
    std::atomic<int> failed{0}, after_commits{0};
    for (int i = 0; i < 2 * writes_each; ++i)
        database->write(
            i % 2 == 0 ? Scope::of(company) : Scope::all_companies(),
            [&](Tx& tx) {
                bump(tx, company);
                insert_note(tx, note(company, "x"));
                tx.after_commit([&] { ++after_commits; });
                return true;
            },
            [&](std::exception_ptr error) {
                if (error) ++failed;
                finished.count_down();
            });
    finished.wait();
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(after_commits, 2 * writes_each);
    EXPECT_EQ(database->read_now(Scope::of(company), [&](Tx& tx) { return select_notes(tx, company); }).size(),
        2 * writes_each);
    std::int64_t last = 0;
    database->write_now(Scope::of(company), [&](Tx& tx) { return last = next_number(tx, company).at(0), true; });
    EXPECT_EQ(last, 2 * writes_each + 2);
}

// The notes of two companies stand on one page: each reads there before the other writes.
TEST_P(Engine, WatchesNoReadsBehindTheCompanysLock)
{
    std::array companies{ours, theirs};
    for (std::uint8_t i = 0; i < 2; ++i) companies[i].uuid.bytes[15] = i; // writers of their own
    auto const is_postgres = GetParam() == "postgres";
    auto const retries_of = [&](Scope (*scope_of)(CompanyId)) {
        auto const before = database->numbers().retries;
        std::latch both_have_read(2), finished(2);
        for (auto const& company : companies)
            database->write(
                scope_of(company),
                [&, company, is_first = true](Tx& tx) mutable {
                    auto const count = select_notes(tx, company).size();
                    if (is_postgres && std::exchange(is_first, false)) both_have_read.arrive_and_wait();
                    insert_note(tx, note(company, std::to_string(count)));
                    return true;
                },
                [&](std::exception_ptr const& error) {
                    EXPECT_FALSE(error);
                    finished.count_down();
                });
        finished.wait();
        return database->numbers().retries - before;
    };
    EXPECT_EQ(retries_of(Scope::behind_lock_of), 0);
    EXPECT_EQ(retries_of(Scope::of) > 0, is_postgres);
}

TEST_P(Engine, MixesNoWatchedWithUnwatchedWrites)
{
    std::promise<void> may_go_on;
    std::latch has_begun(1), finished(7);
    auto const count_down = [&](std::exception_ptr const& error) {
        EXPECT_FALSE(error);
        finished.count_down();
    };
    auto const before = database->numbers().commits;
    database->write(
        Scope::of(ours),
        [&, go = may_go_on.get_future().share()](Tx&) { return has_begun.count_down(), go.wait(), true; }, count_down);
    has_begun.wait(); // the others gather behind it
    auto const add = [&](Tx& tx) { return insert_note(tx, note(ours, "x")), true; };
    for (int i = 0; i < 3; ++i)
        for (auto const& scope : {Scope::of(ours), Scope::behind_lock_of(ours)})
            database->write(scope, add, count_down);
    may_go_on.set_value();
    finished.wait();
    EXPECT_EQ(database->numbers().commits - before, GetParam() == "postgres" ? 3 : 2);
    EXPECT_EQ(database->read_now(Scope::of(ours), [&](Tx& tx) { return select_notes(tx, ours); }).size(), 6u);
}

TEST_P(Engine, UndoesAPartOfATransactionAlone)
{
    std::atomic<int> calls{0};
    auto const kept = note(ours, "kept"), undone = note(ours, "undone"), inner = note(ours, "inner");
    auto const later = note(ours, "later");
    EXPECT_TRUE(database->write_now(Scope::of(ours), [&](Tx& tx) {
        EXPECT_TRUE(attempt(tx, [&] { return insert_note(tx, kept), true; }));
        EXPECT_FALSE(attempt(tx, [&] {
            insert_note(tx, undone);
            tx.after_commit([&] { ++calls; });
            EXPECT_TRUE(attempt(tx, [&] { return insert_note(tx, inner), true; }));
            EXPECT_TRUE(find_note(tx, ours, inner.id));
            return false;
        }));
        EXPECT_FALSE(find_note(tx, ours, undone.id));
        insert_note(tx, later);
        return true;
    }));
    EXPECT_EQ(calls, 0);
    database->read(Scope::of(ours), [&](Tx& tx) {
        EXPECT_TRUE(find_note(tx, ours, kept.id));
        EXPECT_TRUE(find_note(tx, ours, later.id));
        EXPECT_FALSE(find_note(tx, ours, undone.id));
        EXPECT_FALSE(find_note(tx, ours, inner.id));
    });
    // What it is to throw is the whole transaction's.
    EXPECT_THROW(database->write_now(Scope::of(ours),
                     [&](Tx& tx) -> bool {
                         insert_note(tx, undone);
                         return attempt(tx, [&]() -> bool { throw Bug("on purpose"); });
                     }),
        Bug);
    EXPECT_FALSE(database->read_now(Scope::of(ours), [&](Tx& tx) { return find_note(tx, ours, undone.id); }));
}

TEST_P(Engine, CallsAfterTheCommitOnly)
{
    std::atomic<int> calls{0};
    EXPECT_FALSE(
        database->write_now(Scope::of(ours), [&](Tx& tx) { return tx.after_commit([&] { ++calls; }), false; }));
    EXPECT_THROW(database->write_now(Scope::of(ours),
                     [&](Tx& tx) -> bool {
                         tx.after_commit([&] { ++calls; });
                         throw Bug("on purpose");
                     }),
        Bug);
    EXPECT_EQ(calls, 0);
    auto const n = note(ours, "x");
    database->write_now(Scope::of(ours), [&](Tx& tx) {
        insert_note(tx, n);
        tx.after_commit([&] { ++calls; });
        tx.after_commit([] { throw Bug("nobody may hear of this"); });
        return true;
    });
    EXPECT_EQ(calls, 1);
    EXPECT_TRUE(database->read_now(Scope::of(ours), [&](Tx& tx) { return find_note(tx, ours, n.id); }));
}

TEST_P(Engine, ShowsASessionOnlyItsOwnCompany)
{
    for (auto company : {ours, theirs})
        database->write_now(Scope::of(company), [&](Tx& tx) { return insert_note(tx, note(company, "x")), true; });
    EXPECT_EQ(database->read_now(Scope::all_companies(), [](Tx& tx) { return select_everything(tx); }).size(), 2u);
    if (GetParam() == "sqlite") return; // there the query plan check keeps companies apart
    EXPECT_EQ(database->read_now(Scope::of(ours), [](Tx& tx) { return select_everything(tx); }).size(), 1u);
    EXPECT_THROW(
        database->write_now(Scope::of(ours), [&](Tx& tx) { return insert_note(tx, note(theirs, "x")), true; }), Bug);
}

TEST_P(Engine, ReadsOneSnapshot)
{
    database->read(Scope::of(ours), [&](Tx& tx) {
        EXPECT_TRUE(select_notes(tx, ours).empty());
        database->write_now(Scope::of(ours), [&](Tx& other) { return insert_note(other, note(ours, "x")), true; });
        EXPECT_TRUE(select_notes(tx, ours).empty());
    });
    EXPECT_EQ(database->read_now(Scope::of(ours), [&](Tx& tx) { return select_notes(tx, ours); }).size(), 1u);
}

TEST_P(Engine, RefusesChangedAndUnknownMigrations)
{
    EXPECT_NO_THROW(
        database->migrate({{"0001_test", schema}, {"0002_more", "ALTER TABLE note ADD COLUMN more TEXT;"}}));
    EXPECT_THROW(database->migrate({{"0001_test", schema}}), Unavailable);
    EXPECT_THROW(
        database->migrate({{"0001_test", "SELECT 1;"}, {"0002_more", "ALTER TABLE note ADD COLUMN more TEXT;"}}),
        Unavailable);
}

TEST_P(Engine, SerialisesReadModifyWriteAcrossThreads)
{
    auto const n = note(ours, "0");
    database->write_now(Scope::of(ours), [&](Tx& tx) { return insert_note(tx, n), true; });
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 25; ++i)
                database->write_now(Scope::of(ours), [&](Tx& tx) {
                    auto const before = find_note(tx, ours, n.id);
                    return change_body(tx, std::to_string(std::stoi(before->body) + 1), ours, n.id), true;
                });
        });
    threads.clear();
    EXPECT_EQ(database->read_now(Scope::of(ours), [&](Tx& tx) { return find_note(tx, ours, n.id); })->body, "100");
}

INSTANTIATE_TEST_SUITE_P(
    All, Engine, testing::Values("sqlite", "postgres"), [](auto const& engine) { return engine.param; });

// The rules that plans keep, each seen to bite.
TEST(PlanCheck, FindsScansForeignTablesAndMissingCompanies)
{
    auto const folder =
        std::filesystem::temp_directory_path() / ("guildhall-plan-" + to_string(make_uuid(system_now())));
    std::filesystem::create_directories(folder);
    {
        auto database = Database::open({.location = folder / "test.db"});
        database->migrate({{"0001_test", schema}});
        auto const good = database->check_statements();
        EXPECT_TRUE(good.empty()) << good.front();
        static Tables const none{{"counter"}};
        static Statement const scan{own_tables, "SELECT body FROM note WHERE body = ?"};
        static Statement const foreign{none, "SELECT body FROM note WHERE company_id = ?"};
        static Statement const misspelt{own_tables, "SELECT boddy FROM note WHERE company_id = ?"};
        auto const faults = database->check_statements();
        ASSERT_EQ(faults.size(), 3u);
        EXPECT_NE(faults[0].find("SCAN note"), std::string::npos);
        EXPECT_NE(faults[1].find("belongs to another module"), std::string::npos);
        EXPECT_NE(faults[2].find("no such column"), std::string::npos);
    }
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace guildhall::db
