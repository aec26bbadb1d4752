#pragma once
// The demo CAD files, inside the binary (made by the build from demo/cad).
#include <span>
#include <string_view>

namespace guildhall::app {

struct DemoPart {
    std::string_view file_name;
    std::string_view bytes;
};
std::span<DemoPart const> demo_parts();

} // namespace guildhall::app
