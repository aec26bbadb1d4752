#pragma once
// Those who carry messages outside. The post office knows them only by what stands here; who they are and how they are
// spoken to, the module of carriers knows (PL-50).
#include "notifications/delivery_news.hpp"
#include "notifications/notifications.hpp"
#include "outbound/mail.hpp"
#include <functional>
#include <set>

namespace guildhall::notifications {

// What came of an attempt; `unknown` is not tried again by itself, as it may have arrived.
BOOST_DEFINE_ENUM_CLASS(AttemptFate, accepted, kept, refused, try_again, unknown)

// A browser that has asked for push messages (RFC 8030); keys as base64url.
struct Device {
    std::string endpoint, p256dh, auth;
};

// A message as it is handed over.
struct Parcel {
    CompanyId company_id;
    AttemptKey attempt;
    Channel channel{};
    std::string recipient, recipient_name, locale;
    std::string subject, text;
    std::string link, path; // the same page, with our address and without; may be empty
    bool is_urgent = false; // of security
    std::optional<outbound::Mail> mail = {};
    std::optional<Device> device = {};
    Time now;
};

struct Handover {
    AttemptFate fate = AttemptFate::unknown;
    std::string words;                            // the carrier's, for the staff; no secrets
    std::optional<std::string> carrier_id = {};   // what it calls the message
    std::optional<std::int64_t> retry_after = {}; // seconds
    bool is_address_dead = false;                 // the device or chat is gone for good
    std::optional<std::string> request = {};      // of a sandbox: what would have been sent, secrets left out
};

// A message that a carrier has, as it tells when it is asked.
struct Sighting {
    std::string carrier_id;
    bool is_same = false; // to the same recipient in the same words
    Handover handover;    // what it would have answered
    std::optional<DeliveryNews> news = {};
};
// What it was given for the recipient of a parcel since the parcel was handed over.
struct Sightings {
    bool is_all = false; // false: there may be more, or nothing could be learned
    std::vector<Sighting> seen;
    std::string words = {}; // why nothing could be learned
};

// One that a company has configured.
struct Carrier {
    std::string name; // "twilio"
    // Calls `note_handover` before the first byte goes out; what that throws comes out, and nothing was sent.
    std::function<Handover(Parcel const&, std::function<void()> const& note_handover)> hand_over;
    // Asks what it has; empty for one that cannot be asked.
    std::function<Sightings(Parcel const&, Time handed_over_at)> look_up = {};
};

// Answers in a transaction of the company's.
struct CarrierDesk {
    // Nothing when nobody is configured. `wanted`: only that one, when not empty.
    std::function<std::optional<Carrier>(
        db::Tx&, CompanyId, Channel, std::string const& recipient, std::string const& wanted)>
        find;
    std::function<std::set<Channel>(db::Tx&, CompanyId)> channels;          // that somebody carries
    std::function<std::optional<std::string>(db::Tx&, CompanyId)> bot_name; // of Telegram
    std::function<std::optional<std::string>(db::Tx&, CompanyId)> push_key; // base64url
};

} // namespace guildhall::notifications
