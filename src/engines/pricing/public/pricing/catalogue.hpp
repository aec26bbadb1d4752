#pragma once
// What a company offers: services, materials, machines, finishes, tolerances, rush levels. Plain data that people edit;
// every default carries where it comes from in `source_note`.
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guildhall::pricing {

// How a service's cost is computed.
BOOST_DEFINE_ENUM_CLASS(CostModel, fdm, sla, powder, milling)

} // namespace guildhall::pricing
