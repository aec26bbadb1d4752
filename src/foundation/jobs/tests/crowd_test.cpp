// A crowd of jobs of 50 companies, nine of ten of them of one, and workers that are killed at random or fall asleep
// until others have their jobs: every effect happens once, and nobody waits for the big company (PL-40).
//
// GUILDHALL_CROWD_JOBS=100000 runs it at full size, GUILDHALL_CROWD_SEED repeats the moments of a run.
#include "fixture.hpp"
#include "victim.hpp"
#include <atomic>
#include <fcntl.h>
#include <poll.h>
#include <random>
#include <unistd.h>

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;

constexpr int company_count = 50, workers_each = 4;
constexpr char const *crowd_place = "GUILDHALL_CROWD_DATABASE", *crowd_name = "GUILDHALL_CROWD_NAME";

// What a worker says of a job: its effect is kept, or it came too late.
constexpr char kept = '+', too_late = '-';

db::Change<CompanyId, Uuid, std::int64_t, std::string> const insert_timed_effect{
    effect_tables, "INSERT INTO effect (company_id, id, number, subject) VALUES (?, ?, ?, ?)"};
db::Select<std::string, CompanyId> const select_unfinished{job_tables,
    "state || ' after ' || CAST(attempt AS TEXT) || ': ' || error FROM job WHERE company_id = ? AND state <> "
    "'succeeded'"};
struct Run {
    JobId id;
    std::int64_t attempt = 0;
};
BOOST_DESCRIBE_STRUCT(Run, (), (id, attempt))
db::Select<Run, CompanyId> const select_runs{job_tables, "FROM job WHERE company_id = ?"};
db::Select<JobId, CompanyId, std::string> const select_held{
    job_tables, "id FROM job WHERE company_id = ? AND state = 'running' AND locked_by = ? LIMIT 1"};

std::int64_t number_told(char const* name, std::int64_t otherwise)
{
    auto const* value = std::getenv(name);
    return value ? std::stoll(value) : otherwise;
}

// Set by a signal: the next job is put off until the process is woken.
std::atomic<bool> is_tired = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal may set it");

// The other process. Its clock runs, and its leases are so short that one that sleeps loses its jobs.
TEST(Crowd, DISABLED_Worker)
{
    auto const place = Victim::told(crowd_place);
    ASSERT_FALSE(place.empty());
    std::signal(SIGUSR1, [](int) { is_tired = true; });
    auto const database = db::Database::open({.location = place});
    Registry registry;
    registry.handle("deliver", [](JobContext& context) {
        if (is_tired.exchange(false)) kill(getpid(), SIGSTOP);
        auto const in_time = context.complete([&](db::Tx& tx) {
            insert_timed_effect(tx, context.company_id(), make_uuid(system_now()),
                system_now().time_since_epoch().count(), to_string(context.job().id));
        });
        EXPECT_EQ(write(3, in_time ? &kept : &too_late, 1), 1);
    });
    RunnerSettings how;
    how.workers = workers_each;
    how.lease = 1s;
    how.poll = 50ms;
    how.name = Victim::told(crowd_name);
    Runner runner(*database, registry, how);
    runner.start();
    for (;;) pause();
}

// Companies, their jobs, and who works for them.
class Crowd : public OnBothEngines {
protected:
    void SetUp() override
    {
        OnBothEngines::SetUp();
        if (IsSkipped()) return;
        ASSERT_EQ(pipe2(pipe_, O_CLOEXEC | O_NONBLOCK), 0);
        if (GetParam() == "sqlite") processes = 1; // its data directory belongs to one
        for (int i = 0; i < company_count; ++i) companies.push_back({make_uuid(noon + std::chrono::milliseconds(i))});
    }
    void TearDown() override
    {
        victims.clear();
        for (auto const end : pipe_)
            if (end >= 0) close(end);
    }

    // The first company, which a worker visits first, has nine jobs of ten.
    void enqueue_all()
    {
        auto const small = job_count / 10 / (company_count - 1);
        for (auto const& company : companies) {
            auto const count = company == companies.front() ? job_count - small * (company_count - 1) : small;
            for (std::int64_t from = 0; from < count; from += 500)
                database->write_now(db::Scope::of(company), [&](db::Tx& tx) {
                    for (auto i = from; i < std::min(count, from + 500); ++i)
                        enqueue(tx, company, system_now(), {.kind = "deliver", .max_attempts = 1000});
                    return true;
                });
        }
    }

    std::string name_of(std::size_t victim) const { return "worker " + std::to_string(victim); }
    Victim start_worker(std::size_t victim)
    {
        return {"Crowd.DISABLED_Worker", {{crowd_place, settings.location}, {crowd_name, name_of(victim)}}, pipe_[1]};
    }

    // Listens to the workers for a moment; false when none of them has said anything.
    bool listen(int milliseconds)
    {
        pollfd ready{pipe_[0], POLLIN, 0};
        if (poll(&ready, 1, milliseconds) != 1) return false;
        std::array<char, 256> words{};
        auto const length = read(pipe_[0], words.data(), words.size());
        auto const said = std::string_view(words.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
        done += std::ranges::count(said, kept);
        late += std::ranges::count(said, too_late);
        return length > 0;
    }
    bool listen_until(std::function<bool()> const& enough, std::chrono::seconds patience)
    {
        auto silent_since = std::chrono::steady_clock::now();
        while (!enough()) {
            auto const now = std::chrono::steady_clock::now();
            if (listen(20)) silent_since = now;
            if (now - silent_since > patience) return false;
        }
        return true;
    }

    bool holds_jobs(std::size_t victim)
    {
        return database->read_now(db::Scope::all_companies(), [&](db::Tx& tx) {
            return std::ranges::any_of(
                companies, [&](CompanyId company) { return !select_held(tx, company, name_of(victim)).empty(); });
        });
    }
    // It falls asleep with a job in its hands and wakes when others have taken that away, or after a while: it may also
    // hold a company's lock, for which they wait. False when it does not fall asleep, or keeps what was taken away.
    bool put_to_sleep(std::size_t victim)
    {
        victims[victim].send(SIGUSR1);
        if (!within(30s, [&] { return victims[victim].has_stopped(); })) return false;
        auto const is_robbed = within(3s, [&] { return !holds_jobs(victim); });
        auto const late_before = late;
        victims[victim].send(SIGCONT);
        if (!is_robbed) return true;
        ++robbed;
        return within(30s, [&] { return late > late_before; });
    }
    bool within(std::chrono::seconds time, std::function<bool()> const& holds)
    {
        auto const until = std::chrono::steady_clock::now() + time;
        while (!holds()) {
            if (std::chrono::steady_clock::now() > until) return false;
            listen(20);
        }
        return true;
    }

    std::vector<std::string> unfinished()
    {
        std::vector<std::string> all;
        for (auto const& company : companies)
            database->read(db::Scope::of(company),
                [&](db::Tx& tx) { std::ranges::move(select_unfinished(tx, company), std::back_inserter(all)); });
        return all;
    }
    std::vector<Effect> effects_in_order()
    {
        std::vector<Effect> all;
        for (auto const& company : companies)
            database->read(db::Scope::of(company),
                [&](db::Tx& tx) { std::ranges::move(select_effects(tx, company), std::back_inserter(all)); });
        std::ranges::stable_sort(all, {}, &Effect::number);
        return all;
    }
    // Jobs that were done at their first attempt: the others waited for the end of a dead worker's lease.
    std::set<std::string> undisturbed()
    {
        std::set<std::string> all;
        for (auto const& company : companies)
            database->read(db::Scope::of(company), [&](db::Tx& tx) {
                for (auto const& run : select_runs(tx, company))
                    if (run.attempt == 1) all.insert(to_string(run.id));
            });
        return all;
    }
    // How many more jobs of the big company than of one that still waited were done at any moment.
    std::int64_t most_ahead(std::vector<Effect> const& effects)
    {
        auto const counted = undisturbed();
        std::map<CompanyId, std::int64_t> waiting, count;
        for (auto const& effect : effects) waiting[effect.company_id] += counted.contains(effect.subject) ? 1 : 0;
        std::int64_t ahead = 0;
        for (auto const& effect : effects) {
            ++count[effect.company_id];
            if (counted.contains(effect.subject)) --waiting[effect.company_id];
            for (auto const& company : companies)
                if (waiting[company] > 0) ahead = std::max(ahead, count[companies.front()] - count[company]);
        }
        return ahead;
    }

    std::int64_t const job_count = number_told("GUILDHALL_CROWD_JOBS", 5'000);
    int const disturbances = job_count >= 50'000 ? 60 : 8;
    std::size_t processes = 3;
    std::vector<CompanyId> companies;
    std::vector<Victim> victims;
    std::int64_t done = 0, late = 0, robbed = 0;

private:
    int pipe_[2] = {-1, -1};
};

TEST_P(Crowd, DoesEverythingOnceAndLetsNobodyWait)
{
    auto const seed = number_told("GUILDHALL_CROWD_SEED", static_cast<std::int64_t>(std::random_device{}()));
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    auto const below = [&](std::int64_t end) {
        return std::uniform_int_distribution<std::int64_t>(0, end - 1)(random);
    };
    enqueue_all();
    for (std::size_t i = 0; i < processes; ++i) victims.push_back(start_worker(i));

    int kills = 0, naps = 0;
    while (kills + naps < disturbances) {
        // Never more than will be heard of: what a worker has done as it is killed it tells nobody.
        auto const next = std::min(done + 1 + below(job_count * 8 / 5 / disturbances), job_count * 9 / 10 + 1);
        ASSERT_TRUE(listen_until([&] { return done >= next; }, 60s)) << done << " done; seed " << seed;
        auto const victim = static_cast<std::size_t>(below(static_cast<std::int64_t>(processes)));
        if (processes > 1 && kills > naps) {
            ASSERT_TRUE(put_to_sleep(victim)) << "seed " << seed;
            ++naps;
        } else {
            victims[victim].kill();
            victims[victim] = start_worker(victim);
            ++kills;
        }
        if (done > job_count * 9 / 10) break;
    }
    auto const complete = [&] { return done >= job_count - kills * 8 && unfinished().empty(); };
    EXPECT_TRUE(listen_until(complete, 60s)) << done << " done; seed " << seed;

    EXPECT_THAT(unfinished(), testing::IsEmpty()) << "seed " << seed;
    auto const effects = effects_in_order();
    std::set<std::string> jobs;
    for (auto const& effect : effects) EXPECT_TRUE(jobs.insert(effect.subject).second) << "twice; seed " << seed;
    EXPECT_EQ(std::ssize(effects), job_count) << "seed " << seed;
    auto const ahead = most_ahead(effects);
    std::printf("  crowd on %s: %ld jobs, %d kills, %d naps (%ld robbed), %ld too late, big company %ld ahead at most, "
                "seed %ld\n",
        GetParam().c_str(), job_count, kills, naps, robbed, late, ahead, seed);
    // Each process takes turns by itself, and begins with the big company again after its death.
    EXPECT_LE(ahead, 2 * workers_each * static_cast<std::int64_t>(processes) + 2 * kills) << "seed " << seed;
}

GUILDHALL_ON_BOTH_ENGINES(Crowd);

} // namespace
} // namespace guildhall::jobs
