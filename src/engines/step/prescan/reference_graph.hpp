#pragma once
// The relational half of the pre-scan: do all references lead somewhere, and never in a circle?
#include "scanner.hpp"

namespace guildhall::step {

// Fails on duplicate ids, dangling references, circular or very long chains of references, assemblies that contain
// themselves, and assemblies with more instances than the limit.
std::expected<void, geometry::Failure> check_references(
    Scanned const& scanned, std::string_view text, Limits const& limits);

} // namespace guildhall::step
