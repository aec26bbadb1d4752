#include "http/idempotency.hpp"
#include "db/queries.hpp"

namespace guildhall::http {
namespace {

db::Tables const tables{{"idempotency_key"}};

struct KeyRow {
    CompanyId company_id;
    std::string caller; // user id; visitors have no keys of their own
    std::string key;
    std::string request_hash;
    std::int64_t status = 0;
    std::string etag;
    std::string body;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (company_id, caller, key, request_hash, status, etag, body, created_at))

db::Find<KeyRow, CompanyId, std::string, std::string> const find_key{
    tables, "FROM idempotency_key WHERE company_id = ? AND caller = ? AND key = ?"};
db::Insert<KeyRow> const insert_key{tables, "idempotency_key"};
db::Change<Time> const delete_old{tables, "DELETE FROM idempotency_key WHERE created_at < ?", db::Reach::all_companies};

std::string caller_of(Actor const& actor)
{
    if (actor.api_key_id) return to_string(*actor.api_key_id);
    return actor.user_id ? to_string(*actor.user_id) : actor.remote_address;
}

} // namespace

std::optional<KeptAnswer> find_kept_answer(db::Tx& tx, Actor const& actor, std::string const& key)
{
    auto row = find_key(tx, actor.company_id, caller_of(actor), key);
    if (!row) return std::nullopt;
    return KeptAnswer{std::move(row->request_hash), row->status, std::move(row->etag), std::move(row->body)};
}

void keep_answer(db::Tx& tx, Actor const& actor, std::string const& key, KeptAnswer const& answer)
{
    insert_key(tx, {actor.company_id, caller_of(actor), key, answer.request_hash, answer.status, answer.etag,
                       answer.body, actor.now});
}

std::int64_t forget_kept_answers(db::Tx& tx, Time now) { return delete_old.count(tx, now - std::chrono::hours(24)); }

std::vector<db::Migration> migrations()
{
    return {{"0001_http", R"sql(
CREATE TABLE idempotency_key (
  company_id UUID NOT NULL,
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  etag TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, caller, key)
) TENANT;
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
)sql"}};
}

} // namespace guildhall::http
