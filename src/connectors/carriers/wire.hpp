#pragma once
// What is sent to each partner and what its answer means: pure, so that every case has its row in a table of tests.
#include "connector.hpp"
#include "notifications/phone.hpp"

namespace guildhall::carriers {

// The call, and its body as people read it where the body itself is cipher text.
struct Outgoing {
    outbound::Call call;
    std::string readable = {};
};
using notifications::Handover;
using notifications::international_number;
using notifications::Parcel;
using notifications::Sighting;
using notifications::Sightings;

Outgoing write_sendgrid(Values const& values, Parcel const& parcel, Addresses const& addresses);
Handover read_sendgrid(outbound::Reply const& reply);
Outgoing write_twilio(Values const& values, Parcel const& parcel, Addresses const& addresses);
Handover read_twilio(outbound::Reply const& reply);
Outgoing write_twilio_lookup(Values const& values, Parcel const& parcel, Addresses const& addresses);
Sightings read_twilio_lookup(outbound::Reply const& reply, Parcel const& parcel, Time handed_over_at);
Outgoing write_mobizon(Values const& values, Parcel const& parcel, Addresses const& addresses);
Handover read_mobizon(outbound::Reply const& reply);
Outgoing write_telegram(Values const& values, Parcel const& parcel, Addresses const& addresses);
Handover read_telegram(outbound::Reply const& reply);
Outgoing write_whatsapp(Values const& values, Parcel const& parcel, Addresses const& addresses);
Handover read_whatsapp(outbound::Reply const& reply);
Outgoing write_web_push(Values const& values, Parcel const& parcel, Addresses const& addresses);
Handover read_web_push(outbound::Reply const& reply);

// At most so many characters, of which the last then is "…".
std::string at_most(std::string_view text, std::size_t characters);
// A value that was given, or empty.
std::string value_of(Values const& values, std::string_view name);

// The body as JSON, null when it is none.
reflect::json::value body_of(outbound::Reply const& reply);
std::string text_at(reflect::json::value const& object, std::string_view name);
std::int64_t number_at(reflect::json::value const& object, std::string_view name, std::int64_t otherwise);
// "Thu, 24 Aug 2023 05:01:45 +0000".
std::optional<Time> time_of_rfc_2822(std::string const& text);
// What holds for every partner that did not take it: again where it may go better, else never.
Handover not_taken(outbound::Reply const& reply, std::string words);

} // namespace guildhall::carriers
