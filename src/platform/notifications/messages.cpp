// Reading and writing messages: what all use cases share, and what staff sees.
#include "message.hpp"

namespace guildhall::notifications {
namespace {

db::Find<MessageRow, CompanyId, MessageId> const find_row{tables, "FROM message WHERE company_id = ? AND id = ?"};
db::Insert<MessageRow> const insert_row{tables, "message", " ON CONFLICT (company_id, send_key) DO NOTHING"};
db::Update<MessageRow> const update_row{tables, "message"};
db::Select<AttemptRow, CompanyId, MessageId> const select_attempts{
    tables, "FROM message_attempt WHERE company_id = ? AND message_id = ? ORDER BY number LIMIT 200"};
db::Insert<AttemptRow> const begin_row{tables, "message_attempt", " ON CONFLICT DO NOTHING"};
db::Insert<AttemptRow> const upsert_attempt{tables, "message_attempt",
    " ON CONFLICT (company_id, message_id, number) DO UPDATE SET fate = excluded.fate, words = excluded.words, "
    "finished_at = excluded.finished_at, carrier_id = excluded.carrier_id, request = excluded.request"};

} // namespace

std::optional<MessageRow> find_message(db::Tx& tx, CompanyId company_id, MessageId id)
{
    return find_row(tx, company_id, id);
}
bool insert_new_message(db::Tx& tx, MessageRow const& row) { return insert_row.inserted(tx, row); }
void update_message(db::Tx& tx, MessageRow const& row) { update_row(tx, row); }
std::vector<AttemptRow> attempts_of(db::Tx& tx, CompanyId company_id, MessageId id)
{
    return select_attempts(tx, company_id, id);
}
bool begin_attempt(db::Tx& tx, AttemptRow const& row) { return begin_row.inserted(tx, row); }
void put_attempt(db::Tx& tx, AttemptRow const& row) { upsert_attempt(tx, row); }

void ask_for_delivery(db::Tx& tx, MessageRow const& row, Time now)
{
    auto job = jobs::new_job("notifications.deliver", MessageKey{row.id});
    job.priority = row.is_security ? jobs::JobPriority::urgent : jobs::JobPriority::normal;
    job.run_at = row.due_at;
    job.unique_key = to_string(row.id);
    jobs::enqueue(tx, row.company_id, now, job);
}

Values values_of(MessageRow const& row, std::string const& company_name, std::string const& link)
{
    Values values;
    boost::system::error_code error;
    auto const details = reflect::json::parse(row.details, error);
    check(!error && details.is_object(), "a message keeps its values as a JSON object");
    for (auto const& [name, value] : details.as_object()) values.known[name] = std::string(value.as_string());
    values.known["name"] = row.recipient_name;
    values.known["company"] = company_name;
    values.known["link"] = link;
    return values;
}

Brand brand_of(companies::Company const& company, std::string const& public_url)
{
    Brand brand;
    brand.name = company.document_name ? company.document_name->value : company.name.value;
    if (company.accent_color) brand.color = company.accent_color->value;
    // Whoever has not signed in is shown the first company's logo alone.
    if (company.logo_file_id && company.is_first)
        brand.logo_url = public_url + "/api/v1/branding/logo?v=" + to_string(*company.logo_file_id);
    return brand;
}

bool may_resend(MessageRow const& row)
{
    return row.channel != Channel::in_app && row.state != MessageState::queued && !row.is_security;
}

Message shown(MessageRow&& row)
{
    Message message{row.id, std::move(row.event), row.channel, row.state, row.user_id, std::move(row.recipient),
        std::move(row.recipient_name), std::move(row.locale), std::move(row.subject), std::nullopt, row.is_security,
        std::move(row.carrier), std::move(row.carrier_id), std::move(row.outcome), row.attempts, row.created_at,
        row.due_at, row.sent_at, row.delivered_at, row.read_at, {}};
    if (may_resend(row)) message.allowed_actions = {"resend"};
    return message;
}

Outcome<MessageDetail, ReadMessageRefusal> read_message(db::Tx& tx, Actor const& actor, MessageKey const& wish)
{
    auto row = find_row(tx, actor.company_id, wish.message_id);
    if (!row) return refuse(ReadMessageRefusal::message_not_found);
    auto text = row->is_security ? std::nullopt : std::optional(std::move(row->text));
    MessageDetail detail;
    static_cast<Message&>(detail) = shown(std::move(*row));
    detail.text = std::move(text);
    for (auto& attempt : select_attempts(tx, actor.company_id, wish.message_id))
        detail.tries.push_back({attempt.number, std::move(attempt.carrier), attempt.fate, std::move(attempt.words),
            attempt.started_at, attempt.finished_at, std::move(attempt.carrier_id), std::move(attempt.request)});
    return detail;
}

} // namespace guildhall::notifications
