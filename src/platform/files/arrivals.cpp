#include "arrivals.hpp"
#include "jobs/job.hpp"

namespace guildhall::files {
namespace {

using ArrivalId = Id<struct ArrivalTag>;

struct Arrival {
    CompanyId company_id;
    ArrivalId id;
    std::string caller; // user id or address
    std::string sha256;
    std::int64_t size = 0;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(Arrival, (), (company_id, id, caller, sha256, size, created_at))

constexpr auto everywhere = db::Reach::all_companies;

db::Insert<Arrival> const insert_arrival{tables, "content_arrival"};
db::Change<CompanyId, std::string, std::string> const delete_claimed{
    tables, "DELETE FROM content_arrival WHERE company_id = ? AND sha256 = ? AND caller = ?"};
db::Change<std::string> const insert_retained{
    tables, "INSERT INTO retained_content (sha256) VALUES (?) ON CONFLICT DO NOTHING", everywhere};
db::Find<std::int64_t, CompanyId, std::string, Time> const sum_of_caller{tables,
    "COALESCE(SUM(size), 0)/*pg:::bigint*/ FROM content_arrival WHERE company_id = ? AND caller = ? AND "
    "created_at > ?"};
db::Find<std::int64_t, CompanyId> const sum_of_company{
    tables, "COALESCE(SUM(size), 0)/*pg:::bigint*/ FROM content_arrival WHERE company_id = ?"};
db::Find<Time, CompanyId, std::string, Time> const first_of_caller{tables,
    "created_at FROM content_arrival WHERE company_id = ? AND caller = ? AND created_at > ? ORDER BY "
    "created_at LIMIT 1"};
db::Select<std::string, Time> const select_old{
    tables, "sha256 FROM content_arrival WHERE created_at < ? ORDER BY created_at, sha256 LIMIT 500", everywhere};
db::Change<std::string, Time> const delete_old{
    tables, "DELETE FROM content_arrival WHERE sha256 = ? AND created_at < ?", everywhere};
db::Find<std::int64_t, std::string> const count_arrivals{
    tables, "COUNT(*) FROM content_arrival WHERE sha256 = ?", everywhere};
db::Find<std::int64_t, std::string> const count_files{tables, "COUNT(*) FROM file WHERE sha256 = ?", everywhere};
db::Find<std::int64_t, std::string> const count_retained{
    tables, "COUNT(*) FROM retained_content WHERE sha256 = ?", everywhere};
db::Change<std::string> const delete_analysis{tables, "DELETE FROM content_analysis WHERE sha256 = ?", everywhere};

std::string caller_of(Actor const& actor)
{
    return actor.user_id ? to_string(*actor.user_id) : http::limited_address(actor.remote_address);
}

} // namespace

void note_arrival(db::Tx& tx, Actor const& actor, std::string const& sha256, std::int64_t size)
{
    insert_arrival(tx, {actor.company_id, tx.new_id<ArrivalId>(), caller_of(actor), sha256, size, actor.now});
}

void claim(db::Tx& tx, Actor const& actor, std::string const& sha256)
{
    delete_claimed(tx, actor.company_id, sha256, caller_of(actor));
}

void leave_contents(db::Tx& tx, CompanyId company_id, Time now)
{
    for (auto const& content : contents_of(tx, company_id))
        insert_arrival(tx, {jobs::no_company, tx.new_id<ArrivalId>(), "removed company", content.sha256, content.size,
                               now - arrival_time - arrival_time});
}

void retain(db::Tx& tx, std::string const& sha256) { insert_retained(tx, sha256); }

std::optional<std::int64_t> wait_for_share(db::Tx& tx, Actor const& actor, std::int64_t bytes, std::int64_t most_bytes)
{
    auto const caller = caller_of(actor);
    auto const since = actor.now - arrival_time;
    auto const share = most_bytes / (actor.user_id ? 2 : 10);
    auto const own = sum_of_caller(tx, actor.company_id, caller, since).value_or(0);
    auto const all = sum_of_company(tx, actor.company_id).value_or(0);
    if (bytes <= share - own && bytes <= most_bytes - all) return std::nullopt;
    auto const first = first_of_caller(tx, actor.company_id, caller, since).value_or(actor.now);
    return std::chrono::ceil<std::chrono::seconds>(first + arrival_time - actor.now).count();
}

std::vector<std::string> old_arrivals(db::Tx& tx, Time before)
{
    auto contents = select_old(tx, before);
    std::ranges::sort(contents);
    auto const repeated = std::ranges::unique(contents);
    contents.erase(repeated.begin(), repeated.end());
    return contents;
}

bool let_go(db::Tx& tx, std::string const& sha256, Time before)
{
    delete_old(tx, sha256, before);
    auto const needed = count_arrivals(tx, sha256).value_or(0) + count_files(tx, sha256).value_or(0) +
                        count_retained(tx, sha256).value_or(0);
    if (needed > 0) return false;
    delete_analysis(tx, sha256);
    return true;
}

} // namespace guildhall::files
