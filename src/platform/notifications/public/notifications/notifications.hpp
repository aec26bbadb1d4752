#pragma once
// Telling people what happened (PL-50…53). A use case calls notify() in its own transaction: what is rolled back is
// never sent, what is committed is not lost.
#include "base/actor.hpp"
#include "db/transaction.hpp"
#include <utility>
#include <vector>

namespace guildhall::notifications {

BOOST_DEFINE_ENUM_CLASS(Channel, in_app, email, sms, whatsapp, telegram, push)

// Whom to tell. The caller knows people; this module knows only what it is told.
struct Recipient {
    std::optional<UserId> user_id; // absent: somebody without an account; then nothing in the app
    std::string name;
    std::string email; // empty: no e-mail
    std::optional<std::string> phone = {};
    std::string locale = {};  // "ru", "kk-KZ"; the company's when empty or unknown
    std::string address = {}; // in place of what is known of him on the channel
};

struct Notice {
    std::string event; // one of the catalogue (catalogue.cpp): "quote.approved"
    Recipient to;
    std::vector<std::pair<std::string, std::string>> values; // for the placeholders of its texts
    std::string link = {};                                   // path in the web app: "/quotes/…"
    // Makes it happen once: the same key, event, recipient and channel send nothing more. Empty: always new.
    std::string key = {};
    std::vector<Channel> channels = {}; // empty: those of the event that the recipient wants
    std::string carrier = {};           // only this connector may carry it; empty: whoever is configured
};
// Writes the messages and asks for their delivery. `tx` must be in the scope of the company. An event that is not in
// the catalogue is a Bug. The ids of what will be sent outside.
std::vector<Uuid> notify(db::Tx& tx, CompanyId company_id, Time now, Notice const& notice);

} // namespace guildhall::notifications
