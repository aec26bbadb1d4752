// The pre-scan of STEP files must survive anything, and what it calls dispensable must leave a file it still accepts.
#include "step/prescan.hpp"
#include <cstdlib>

using namespace guildhall;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const file = std::as_bytes(std::span(data, size));
    auto const outline = step::prescan(file);
    if (!outline) {
        if (outline.error().detail.empty()) std::abort();
        return 0;
    }
    auto const rest = step::without(file, outline->dispensable);
    auto const again = step::prescan(std::as_bytes(std::span(rest)));
    if (!again || again->entities != outline->entities || again->solids != outline->solids) std::abort();
    return 0;
}
