#pragma once
// Handing events to their handlers, once.
#include "event.hpp"

namespace guildhall::inbound {

void add_handling(jobs::Registry& registry, std::vector<Connector> const& connectors);

} // namespace guildhall::inbound
