#pragma once
// Customers of a company and what they ordered; other modules note here what they did with one.
#include "http/search_terms.hpp"
#include "identity/identity.hpp"
#include "jobs/registry.hpp"

namespace guildhall::customers {

struct Contact {
    UserId id;
    std::string name;
    std::string email;
};
// Each in the transaction of what it notes; the customer comes into being with the first.
void note_quote(db::Tx& tx, Actor const& actor, Contact const& contact);
void note_order(db::Tx& tx, Actor const& actor, Contact const& contact, Money total);
// Money ordered, or called off (negative).
void note_ordered(db::Tx& tx, Actor const& actor, UserId customer_id, Money change);
// Money received, or given back (negative).
void note_money(db::Tx& tx, Actor const& actor, UserId customer_id, Money change);

// What the palette finds: customers whose words begin like all of these, best first.
std::vector<http::SearchHit> search(db::Tx& tx, Actor const& actor, http::SearchWords const& words, std::size_t most);

std::vector<db::Migration> migrations();
void add_routes(http::Router& routes);
// Consumes what happens to users.
void add_consumers(jobs::Registry& registry);

} // namespace guildhall::customers
