#include "digest.hpp"
#include "allowance.hpp"
#include "templates.hpp"

namespace guildhall::notifications {
namespace {

constexpr std::int64_t most_items = 200; // of one digest; the rest comes in the next job at once

struct DigestOf {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(DigestOf, (), (user_id))

db::Select<MessageRow, CompanyId, UserId, bool, std::int64_t> const select_waiting{tables,
    "FROM message WHERE company_id = ? AND user_id = ? AND waits_for_digest = ? ORDER BY created_at, id LIMIT ?"};

void ask_for_digest(db::Tx& tx, CompanyId company, UserId user, Time at, Time now)
{
    auto job = jobs::new_job(std::string(digest_job), DigestOf{user});
    job.run_at = at;
    job.unique_key = to_string(user);
    jobs::enqueue(tx, company, now, job);
}

std::string items_text(db::Tx& tx, std::vector<MessageRow> const& waiting, companies::Company const& company)
{
    std::string items;
    for (auto const& row : waiting) {
        auto const values = values_of(row, company.name.value, row.link);
        auto const text = text_for(tx, row.company_id, row.event, Channel::in_app, row.locale);
        auto const title = fill(text.subject, values), brief = fill(text.body, values);
        if (!items.empty()) items += "\n";
        items += "• " + title;
        if (brief != title && brief != title + ".") items += "\n  " + brief;
    }
    return items;
}

void bundle(db::Tx& tx, std::vector<MessageRow> waiting, Time now)
{
    auto const& latest = waiting.back();
    auto const company = companies::get_company(tx, latest.company_id);
    auto digest = latest;
    digest.id = tx.new_id<MessageId>();
    digest.event = std::string(digest_event);
    digest.send_key = to_string(digest.id);
    digest.link = "/notifications";
    digest.details = reflect::json::serialize(
        reflect::json::object{{"count", std::to_string(waiting.size())}, {"items", items_text(tx, waiting, company)}});
    digest.waits_for_digest = false;
    digest.due_at = digest.created_at = digest.updated_at = now;
    insert_new_message(tx, digest);
    send_or_hold(tx, digest, now);
    for (auto& row : waiting) {
        row.waits_for_digest = false;
        row.state = MessageState::sent;
        row.carrier = "digest";
        row.carrier_id = to_string(digest.id);
        row.outcome = "It went into a digest.";
        row.sent_at = row.updated_at = now;
        update_message(tx, row);
    }
}

} // namespace

void wait_for_digest(db::Tx& tx, MessageRow& row, HabitRow const& habit, jobs::Zone const& zone, Time now)
{
    row.waits_for_digest = true;
    row.due_at = next_digest(habit.digest, habit.digest_minute, habit.digest_weekday, zone, now);
    ask_for_digest(tx, row.company_id, *row.user_id, row.due_at, now);
}

void write_digest(jobs::JobContext& job)
{
    auto const user = job.payload<DigestOf>().user_id;
    job.complete([&](db::Tx& tx) {
        auto waiting = select_waiting(tx, job.company_id(), user, true, most_items);
        if (waiting.empty()) return;
        auto const more = std::cmp_equal(waiting.size(), most_items);
        bundle(tx, std::move(waiting), job.now());
        if (more) ask_for_digest(tx, job.company_id(), user, job.now(), job.now());
    });
}

} // namespace guildhall::notifications
