#pragma once
// Makes 3MF packages for tests.
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace guildhall::geometry {

using PackageParts = std::map<std::string, std::string>; // name -> content

std::vector<std::byte> zipped(PackageParts const& parts);

// A package whose start part is `model`, with more parts if wanted.
std::vector<std::byte> package_of(std::string const& model, PackageParts more = {});

// A whole model part round the given resources and build.
std::string model_part(std::string const& resources, std::string const& build, std::string const& attributes = "");

// An object holding a tetrahedron with legs of 10: volume 1000 / 6.
std::string tetrahedron(int id, std::string const& attributes = "");

} // namespace guildhall::geometry
