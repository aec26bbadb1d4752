#pragma once
// A message, its attempts, and what may be done to it.
#include "catalogue.hpp"
#include "companies/companies.hpp"
#include "db/queries.hpp"
#include "http/listing.hpp"
#include "jobs/job.hpp"
#include "letter.hpp"
#include "notifications/carrier.hpp"
#include "outbound/mail.hpp"

namespace guildhall::notifications {

inline db::Tables const tables{{"message", "message_attempt"}};

struct MessageRow {
    CompanyId company_id;
    MessageId id;
    std::string event;
    Channel channel{};
    std::string send_key; // unique in the company: nothing is said twice
    std::optional<UserId> user_id;
    std::string recipient; // address or number; empty in the app
    std::string recipient_name;
    std::string locale;
    std::string subject;
    std::string text;
    std::string link;         // path in the web app
    std::string details;      // values of the placeholders, as JSON
    bool is_security = false; // holds a secret: see EventFact
    MessageState state{};
    bool is_read = false;
    std::string carrier; // who took it: "smtp", "outbox"
    std::optional<std::string> carrier_id;
    std::string outcome; // the carrier's last words
    std::int64_t attempts = 0;
    Time due_at;
    Time created_at;
    Time updated_at;
    std::optional<Time> sent_at, delivered_at, read_at;
    bool waits_for_digest = false;
    std::string wanted_carrier; // goes by this connector alone; empty: by any
};
BOOST_DESCRIBE_STRUCT(MessageRow, (),
    (company_id, id, event, channel, send_key, user_id, recipient, recipient_name, locale, subject, text, link, details,
        is_security, state, is_read, carrier, carrier_id, outcome, attempts, due_at, created_at, updated_at, sent_at,
        delivered_at, read_at, waits_for_digest, wanted_carrier))

struct AttemptRow {
    CompanyId company_id;
    MessageId message_id;
    std::int64_t number = 1;
    std::string carrier;
    std::optional<AttemptFate> fate; // absent: under way, or cut off
    std::string words;
    Time started_at;
    std::optional<Time> finished_at;
    std::optional<std::string> carrier_id; // what the carrier calls it; unique for the carrier
    std::optional<std::string> request;    // what a sandbox would have sent
};
BOOST_DESCRIBE_STRUCT(AttemptRow, (),
    (company_id, message_id, number, carrier, fate, words, started_at, finished_at, carrier_id, request))

// How far a state is on its way; only a person who resends a message sets it back.
int stage_of(MessageState state);
bool goes_forward(MessageState from, MessageState to);
// The state with its instants.
void note_state(MessageRow& row, MessageState state, Time at);

std::optional<MessageRow> find_message(db::Tx& tx, CompanyId company_id, MessageId id);
// False when a message with its send key is there already.
bool insert_new_message(db::Tx& tx, MessageRow const& row);
void update_message(db::Tx& tx, MessageRow const& row);
std::vector<AttemptRow> attempts_of(db::Tx& tx, CompanyId company_id, MessageId id);
// False when somebody else has begun the attempt of this number.
bool begin_attempt(db::Tx& tx, AttemptRow const& row);
void put_attempt(db::Tx& tx, AttemptRow const& row);
// Whether an attempt bears this id of the carrier's already.
bool is_known_to_carrier(db::Tx& tx, CompanyId company_id, std::string const& carrier, std::string const& carrier_id);

struct MessageKey {
    MessageId message_id;
};
BOOST_DESCRIBE_STRUCT(MessageKey, (), (message_id))
// Asks for the delivery of a queued message at its time.
void ask_for_delivery(db::Tx& tx, MessageRow const& row, Time now);

Values values_of(MessageRow const& row, std::string const& company_name, std::string const& link);
Brand brand_of(companies::Company const& company, std::string const& public_url);

// What staff sees of a message.
struct Message {
    MessageId id;
    std::string event;
    Channel channel{};
    MessageState state{};
    std::optional<UserId> user_id;
    std::string recipient;
    std::string recipient_name;
    std::string locale;
    std::string subject;
    std::optional<std::string> text; // in the detail; never of a message that holds a secret
    bool is_security = false;
    std::string carrier;
    std::optional<std::string> carrier_id;
    std::string outcome;
    std::int64_t attempts = 0;
    Time created_at;
    Time due_at;
    std::optional<Time> sent_at, delivered_at, read_at;
    std::vector<std::string> allowed_actions; // resend
};
BOOST_DESCRIBE_STRUCT(Message, (),
    (id, event, channel, state, user_id, recipient, recipient_name, locale, subject, text, is_security, carrier,
        carrier_id, outcome, attempts, created_at, due_at, sent_at, delivered_at, read_at, allowed_actions))
Message shown(MessageRow&& row);
bool may_resend(MessageRow const& row);

struct Attempt {
    std::int64_t number = 1;
    std::string carrier;
    std::optional<AttemptFate> fate;
    std::string words;
    Time started_at;
    std::optional<Time> finished_at;
    std::optional<std::string> carrier_id; // what the carrier calls it
    std::optional<std::string> request;    // what a sandbox would have sent; never of a message that holds a secret
};
BOOST_DESCRIBE_STRUCT(Attempt, (), (number, carrier, fate, words, started_at, finished_at, carrier_id, request))
struct MessageDetail : Message {
    std::vector<Attempt> tries; // oldest first
};
BOOST_DESCRIBE_STRUCT(MessageDetail, (Message), (tries))

BOOST_DEFINE_ENUM_CLASS(ReadMessageRefusal, message_not_found)
Outcome<MessageDetail, ReadMessageRefusal> read_message(db::Tx&, Actor const&, MessageKey const&);

BOOST_DEFINE_ENUM_CLASS(
    ResendRefusal, message_not_found, message_is_queued, holds_a_secret, nothing_to_send, plan_limit_reached)
Outcome<MessageDetail, ResendRefusal> resend_message(db::Tx&, Actor const&, MessageKey const&);

} // namespace guildhall::notifications
