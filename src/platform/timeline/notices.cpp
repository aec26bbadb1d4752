// Who hears of a note: the colleagues it mentions; of what customer and staff write to each other, the other side.
#include "note.hpp"
#include "notifications/notifications.hpp"
#include <set>

namespace guildhall::timeline {
namespace {

struct Place {
    std::string_view kind;
    std::string_view page; // of the record, behind "/office" for staff
    Right answers{};       // who answers customers
};
constexpr Place places[] = {
    {"quote", "/quotes/", Right::quotes_manage}, {"sales_order", "/orders/", Right::orders_manage}};

struct Told {
    jobs::Event const& event;
    Place const& place;
    NoteRow const& note;
    std::string number;
};

void send(db::Tx& tx, Told const& told, std::string name, identity::User const& user, bool in_office)
{
    notifications::Notice notice;
    notice.event = std::move(name);
    notice.to = identity::recipient_of(user);
    notice.values = {{"number", told.number}, {"text", told.note.text}};
    if (in_office) notice.values.emplace_back("author", told.note.author_name); // customers deal with the company
    auto const page = std::string(told.place.page) + to_string(told.event.aggregate_id);
    notice.link = in_office ? "/office" + page + "?tab=story" : page;
    notice.key = to_string(told.event.id);
    notifications::notify(tx, told.event.company_id, told.event.occurred_at, notice);
}

void tell_mentioned(db::Tx& tx, Told const& told)
{
    for (auto const& mention : told.note.mentions) {
        if (mention.user_id == told.note.author_id) continue;
        auto const user = identity::find_user(tx, told.event.company_id, mention.user_id);
        if (user && user->is_active) send(tx, told, "note.mentioned", *user, true);
    }
}

void tell_customer(db::Tx& tx, Told const& told, UserId customer_id)
{
    auto const customer = identity::find_user(tx, told.event.company_id, customer_id);
    if (customer && customer->is_active) send(tx, told, "note.from_company", *customer, false);
}

// Those who have written to the record before; nobody yet: everybody whose work it is to answer.
void tell_staff(db::Tx& tx, Told const& told)
{
    std::set<UserId> took_part;
    for (auto const& note : notes_of(tx, told.event.company_id, told.event.aggregate_id))
        if (note.author_id != told.note.author_id) took_part.insert(note.author_id);
    std::vector<identity::User> answering;
    for (auto const& id : took_part) {
        auto user = identity::find_user(tx, told.event.company_id, id);
        if (user && identity::has_right(tx, *user, told.place.answers)) answering.push_back(std::move(*user));
    }
    if (answering.empty()) answering = identity::users_with(tx, told.event.company_id, told.place.answers);
    for (auto const& user : answering) send(tx, told, "note.from_customer", user, true);
}

void tell_of_note(db::Tx& tx, jobs::Event const& event, Place const& place)
{
    auto const noted = event.payload_as<Noted>();
    auto const note = find_note(tx, event.company_id, event.aggregate_id, noted.note_id);
    if (!note) return;
    Told const told{event, place, *note, noted.number};
    tell_mentioned(tx, told);
    if (!noted.customer_id || noted.is_told) return;
    if (note->author_id == *noted.customer_id)
        tell_staff(tx, told);
    else
        tell_customer(tx, told, *noted.customer_id);
}

} // namespace

void add_notices(jobs::Registry& registry)
{
    registry.consume("timeline.notices", [](db::Tx& tx, jobs::Event const& event) {
        for (auto const& place : places)
            if (event.aggregate_kind == place.kind && event.name == std::string(place.kind) + ".noted")
                tell_of_note(tx, event, place);
    });
}

} // namespace guildhall::timeline
