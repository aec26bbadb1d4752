// A key is replaced while the database is in use, and the process that does it may die anywhere.
#include "crypto/crypto.hpp"
#include "crypto/seal.hpp"
#include "db/temporary_database.hpp"
#include "secrets/rotation.hpp"
#include "secrets/sealed_column.hpp"
#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace guildhall::secrets {
namespace {

std::string const first_key(32, 'a'), second_key(32, 'b'), third_key(40, 'c');

// A safe has a secret as bytes, and perhaps another as text.
db::Tables const tables{{"safe"}};
struct Safe {
    CompanyId company_id;
    Uuid id;
    db::Bytes sealed_code;
    std::optional<std::string> hint;
};
BOOST_DESCRIBE_STRUCT(Safe, (), (company_id, id, sealed_code, hint))
db::Insert<Safe> const insert_safe{tables, "safe"};
db::Select<Safe> const select_safes{tables, "FROM safe ORDER BY company_id, id", db::Reach::all_companies};
db::Change<db::Bytes, CompanyId, Uuid> const put_code{
    tables, "UPDATE safe SET sealed_code = ? WHERE company_id = ? AND id = ?"};

SealedColumn const code_column{tables, {"safe", "id", "sealed_code"}};
SealedColumn const hint_column{tables,
    {"safe", "id", "hint", Form::text, "hints", [](CompanyId company, Uuid const&) { return to_string(company); }}};

CompanyId company_number(int number)
{
    Uuid uuid;
    uuid.bytes[15] = static_cast<std::uint8_t>(number + 1);
    return {uuid};
}
Uuid row_number(int number)
{
    Uuid uuid;
    uuid.bytes[14] = static_cast<std::uint8_t>(number / 256);
    uuid.bytes[15] = static_cast<std::uint8_t>(number % 256);
    return uuid;
}
std::string code_of(int number) { return "code " + std::to_string(number); }

class Rotating : public testing::TestWithParam<std::string> {
protected:
    static constexpr int companies = 3;

    void SetUp() override
    {
        if (GetParam() == "postgres" && !db::TemporaryDatabase::has_postgres())
            GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES is not set";
        place = std::make_unique<db::TemporaryDatabase>(GetParam());
        database = db::Database::open({.location = place->location()});
        database->migrate({{"0001_safes",
            "CREATE TABLE safe (company_id UUID NOT NULL, id UUID NOT NULL, sealed_code BLOB NOT NULL, hint TEXT, "
            "PRIMARY KEY (company_id, id)) TENANT;"}});
    }

    void fill(int count, Keyring const& keyring)
    {
        database->write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
            for (int i = 0; i < count; ++i) {
                auto const company = company_number(i % companies);
                Safe safe{company, row_number(i), {code_column.seal(keyring, company, row_number(i), code_of(i))}, {}};
                if (i % 2 == 0) safe.hint = hint_column.seal(keyring, company, row_number(i), "hint");
                insert_safe(tx, safe);
            }
            return true;
        });
    }
    std::vector<Safe> safes()
    {
        return database->read_now(db::Scope::all_companies(), [](db::Tx& tx) { return select_safes(tx); });
    }
    // How many safes this ring opens, rightly.
    int opened_by(Keyring const& keyring)
    {
        int opened = 0;
        for (auto const& safe : safes()) {
            auto const number = safe.id.bytes[14] * 256 + safe.id.bytes[15];
            auto const code = code_column.open(keyring, safe.company_id, safe.id, safe.sealed_code.value);
            auto const hint = safe.hint ? hint_column.open(keyring, safe.company_id, safe.id, *safe.hint)
                                        : std::optional<std::string>("hint");
            if (code == code_of(number) && hint == "hint") ++opened;
        }
        return opened;
    }
    std::int64_t to_seal(Keyring const& keyring)
    {
        std::int64_t count = 0;
        for (auto const& column : take_census(*database, keyring)) count += column.to_seal_anew;
        return count;
    }

    std::unique_ptr<db::TemporaryDatabase> place;
    std::unique_ptr<db::Database> database;
};

TEST_P(Rotating, SealsAllWithTheNewKeySoThatTheOldOneMayGo)
{
    fill(50, Keyring(first_key));
    Keyring const both(second_key, {first_key});
    EXPECT_EQ(opened_by(both), 50);
    EXPECT_EQ(to_seal(both), 75);
    EXPECT_EQ(rotate(*database, both, 7).sealed_anew, 75);
    EXPECT_EQ(to_seal(both), 0);
    EXPECT_EQ(opened_by(Keyring(second_key)), 50);
    EXPECT_EQ(opened_by(Keyring(first_key)), 0);
    EXPECT_THAT(faults_of(take_census(*database, Keyring(second_key))), testing::IsEmpty());
}

TEST_P(Rotating, DoesNothingTheSecondTime)
{
    fill(10, Keyring(first_key));
    Keyring const both(second_key, {first_key});
    rotate(*database, both);
    auto const before = safes();
    EXPECT_EQ(rotate(*database, both).sealed_anew, 0);
    auto const after = safes();
    for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(before[i].sealed_code.value, after[i].sealed_code.value);
}

TEST_P(Rotating, GoesOnWithValuesFromBeforeKeysHadNames)
{
    fill(1, Keyring(first_key));
    auto const company = company_number(0);
    auto const nameless = crypto::seal(crypto::hmac_sha256(first_key, "safe.sealed_code"),
        "safe.sealed_code of " + to_string(company) + " " + to_string(row_number(0)), code_of(0));
    database->write_now(
        db::Scope::of(company), [&](db::Tx& tx) { return put_code(tx, {nameless}, company, row_number(0)), true; });
    EXPECT_EQ(opened_by(Keyring(first_key)), 1);
    EXPECT_EQ(to_seal(Keyring(first_key)), 1); // to give it its key's name
    EXPECT_EQ(rotate(*database, Keyring(second_key, {first_key})).sealed_anew, 2);
    EXPECT_EQ(opened_by(Keyring(second_key)), 1);
}

TEST_P(Rotating, NamesWhatDoesNotOpenAndWhy)
{
    fill(2, Keyring(first_key));
    auto const faults = faults_of(take_census(*database, Keyring(second_key, {third_key})));
    ASSERT_EQ(faults.size(), 3u);
    EXPECT_THAT(faults[0], testing::HasSubstr("its key " + Keyring(first_key).current_id() + " is not configured"));
    EXPECT_EQ(rotate(*database, Keyring(second_key, {third_key})).left, 3);
    EXPECT_EQ(opened_by(Keyring(first_key)), 2);

    // Another row's value does not open here.
    database->write_now(db::Scope::of(company_number(0)),
        [&](db::Tx& tx) { return put_code(tx, safes()[1].sealed_code, company_number(0), row_number(0)), true; });
    EXPECT_THAT(faults_of(take_census(*database, Keyring(first_key))),
        testing::ElementsAre(testing::HasSubstr("damaged, or moved from another row")));
}

TEST_P(Rotating, LeavesAloneWhatSomebodyWritesMeanwhile)
{
    fill(40, Keyring(first_key));
    Keyring const both(second_key, {first_key});
    std::atomic<bool> over = false;
    std::thread writer([&] {
        for (int i = 0; !over; i = (i + 1) % 40) {
            auto const company = company_number(i % companies);
            auto const sealed = code_column.seal(both, company, row_number(i), code_of(i));
            database->write_now(db::Scope::of(company),
                [&](db::Tx& tx) { return put_code(tx, {sealed}, company, row_number(i)), true; });
        }
    });
    rotate(*database, both, 3);
    over = true;
    writer.join();
    rotate(*database, both);
    EXPECT_EQ(to_seal(both), 0);
    EXPECT_EQ(opened_by(Keyring(second_key)), 40);
}

constexpr std::string_view place_variable = "GUILDHALL_VICTIM_DATABASE", pipe_variable = "GUILDHALL_VICTIM_PIPE";

// The other process: this test program, called with this test alone. Says after each batch that it is done.
TEST(Victim, DISABLED_RotatesUntilItIsKilled)
{
    auto const* place = std::getenv(place_variable.data());
    auto const* pipe = std::getenv(pipe_variable.data());
    ASSERT_TRUE(place && pipe);
    auto const database = db::Database::open({.location = place});
    rotate(*database, Keyring(second_key, {first_key}), 5, [&](Rotation const&) {
        char const done = '.';
        EXPECT_EQ(write(std::atoi(pipe), &done, 1), 1);
    });
}

TEST_P(Rotating, GoesOnWhereItWasKilled)
{
    constexpr int count = 600, rounds = 3;
    fill(count, Keyring(first_key));
    Keyring const both(second_key, {first_key});
    auto left = to_seal(both);
    for (int round = 0; round < rounds; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        setenv(place_variable.data(), place->location().c_str(), 1);
        setenv(pipe_variable.data(), std::to_string(ends[1]).c_str(), 1);
        std::string program = "/proc/self/exe", filter = "--gtest_filter=Victim.*",
                    disabled = "--gtest_also_run_disabled_tests", quiet = "--gtest_brief=1";
        char* arguments[] = {program.data(), filter.data(), disabled.data(), quiet.data(), nullptr};
        pid_t process = 0;
        ASSERT_EQ(posix_spawn(&process, program.c_str(), nullptr, nullptr, arguments, environ), 0);
        close(ends[1]);
        char done = 0;
        for (int batch = 0; batch < 4 + round * 40; ++batch) EXPECT_EQ(read(ends[0], &done, 1), 1);
        kill(process, SIGKILL);
        int status = 0;
        EXPECT_EQ(waitpid(process, &status, 0), process);
        close(ends[0]);
        EXPECT_EQ(opened_by(both), count); // nothing is lost, whichever key has sealed it
        EXPECT_LT(to_seal(both), left);
        left = to_seal(both);
        EXPECT_GT(left, 0) << "killed in the middle";
    }
    rotate(*database, both);
    EXPECT_EQ(opened_by(Keyring(second_key)), count);
}

INSTANTIATE_TEST_SUITE_P(
    Engines, Rotating, testing::Values("sqlite", "postgres"), [](auto const& p) { return p.param; });

} // namespace
} // namespace guildhall::secrets
