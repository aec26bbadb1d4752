#pragma once
// What a company may have by its plan, and what it uses (PL-12). Whoever makes something that is counted asks here, in
// the transaction that makes it: of fifty who come at once, exactly those get it for whom there is room.
#include "base/outcome.hpp"
#include "companies/companies.hpp"
#include "db/transaction.hpp"
#include "http/problem.hpp"

namespace guildhall::plans {

// Users are employees who may come in, orders and messages are those of a month in the company's zone.
BOOST_DEFINE_ENUM_CLASS(Meter, users, storage_bytes, orders, messages)

// Why there is no room, for the problem document.
struct Overrun {
    Meter meter{};
    std::int64_t limit = 0, used = 0;
    std::string plan;
    std::optional<Time> resets_at;
};

// Counts `amount` when the plan has room for it; otherwise says why not, and counts nothing.
std::optional<Overrun> take(db::Tx& tx, CompanyId company_id, Time now, Meter meter, std::int64_t amount = 1);
// Counts whether or not there is room: for what was promised, and, with a negative amount, for what is given back.
void count(db::Tx& tx, CompanyId company_id, Time now, Meter meter, std::int64_t amount = 1);
// Whether there is room, without counting.
std::optional<Overrun> room_for(db::Tx& tx, CompanyId company_id, Time now, Meter meter, std::int64_t amount = 1);
// The same of what its own module counts by its rows (users): there are `used` before `amount` more.
std::optional<Overrun> room_for_counted(
    db::Tx& tx, CompanyId company_id, Meter meter, std::int64_t used, std::int64_t amount = 1);
// Tells that its own module counts `used` by now, so that people are warned in time.
void note_counted(db::Tx& tx, CompanyId company_id, Time now, Meter meter, std::int64_t used);

// A sentence, and the members `meter`, `limit`, `used`, `plan` and `resets_at`.
std::string sentence_of(Overrun const& overrun);
std::vector<Fact> facts_of(Overrun const& overrun);
template <class Reason> std::unexpected<Refused<Reason>> refuse_over(Reason reason, Overrun const& overrun)
{
    return std::unexpected(Refused<Reason>{reason, sentence_of(overrun), {}, {}, {}, facts_of(overrun)});
}

// Why the company may change nothing now: its subscription ended and the days of grace are over.
std::optional<http::Problem> suspension(db::Tx& tx, Actor const& actor);

// What the storage counter says, for whoever can hold it against the files.
std::int64_t stored_bytes(db::Tx& tx, CompanyId company_id);

// How the plan of a new company is chosen: "trial", or the code of a plan.
struct SignUpPlan {
    std::string plan = "trial";
};
// The first company of an installation has all, for ever; others begin as `how` says.
companies::OnFounded begin_subscription(SignUpPlan how);
// Whether that is a word for SignUpPlan.
bool is_sign_up_plan(std::string const& word);

// Refusals since start by meter, in the Prometheus text format.
std::string metrics();

std::vector<db::Migration> migrations();

} // namespace guildhall::plans
