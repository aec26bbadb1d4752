#pragma once
// The events that people are told of.
#include "notifications/notifications.hpp"
#include <span>
#include <string_view>

namespace guildhall::notifications {

// What people choose channels for.
BOOST_DEFINE_ENUM_CLASS(EventGroup, security, quotes, orders, review, conversation, administration, marketing)

struct Placeholder {
    std::string_view name, sample;
};

struct EventFact {
    std::string_view name;
    EventGroup group{};
    std::vector<Channel> channels;         // by default
    std::vector<Placeholder> placeholders; // beside name, company and link
    // Carries a code or a link that opens something: always goes out, is wiped once sent, and never shown to staff.
    bool holds_secret = false;
    // Made of others that their reader wanted at one time, or sent to try a connector: asks for no choice of its own.
    bool is_digest = false;
};

// Nobody may switch these off.
inline bool is_locked(EventFact const& fact) { return fact.group == EventGroup::security; }

std::span<EventFact const> all_events();
EventFact const* find_event(std::string_view name);

} // namespace guildhall::notifications
