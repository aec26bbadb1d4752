#pragma once
// The zip package round a 3MF model (Open Packaging Conventions), with limits on what it may unpack to.
#include "geometry/threemf.hpp"
#include "xml_scanner.hpp"
#include <memory>
#include <string>

struct zip;

namespace guildhall::geometry {

class ThreemfPackage {
public:
    // `bytes` and `limits` must outlive the package.
    static std::expected<ThreemfPackage, Failure> open(std::span<std::byte const> bytes, ThreemfLimits const& limits);

    // Name of the model part the package starts with, by its root relationships.
    std::expected<std::string, Failure> start_part();

    // A scanner over one part. Part names begin without a slash and match in any case.
    std::expected<XmlScanner, Failure> scan(std::string const& part);

private:
    struct Closer {
        void operator()(zip* archive) const;
    };
    ThreemfPackage(zip* archive, ThreemfLimits const& limits);

    std::unique_ptr<zip, Closer> archive_;
    ThreemfLimits const* limits_;
    std::shared_ptr<std::size_t> unpacked_; // by all parts together; scanners outlive moves of the package
};

// "/3D/a.model" -> "3D/a.model"
std::string part_name_of_path(std::string_view path);

} // namespace guildhall::geometry
