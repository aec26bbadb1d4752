#pragma once
// The list of modules: one place where a new one is named.
#include "app/house.hpp"

namespace guildhall::app {

std::vector<db::Migration> all_migrations();
std::vector<companies::OnFounded> all_founding_steps(Settings const& settings);
void add_all_routes(http::Router& router, House& house);
void add_all_jobs(jobs::Registry& registry, House& house);
// The records that open pages may hear of, by whom.
std::vector<live::Topic> all_topics();
// All that webhooks may be told of.
std::vector<webhooks::KnownEvent> all_events();
std::vector<std::string> verify_all(db::Tx& tx);

} // namespace guildhall::app
