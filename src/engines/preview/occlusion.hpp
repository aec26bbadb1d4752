#pragma once
// How much of the surroundings a piece of surface sees: cavities and inner corners are darker.
#include "surface.hpp"

namespace guildhall::preview {

// The openness of a fragment of pixel (x, y), 1 in the open, towards 0 in a narrow cavity, found from the distances
// of the pixels around it. `variant` (0..15) chooses which of them; neighbouring pixels use different ones and are
// averaged afterwards.
float openness(Surface const& surface, Camera const& camera, Fragment const& fragment, int x, int y, int variant);

} // namespace guildhall::preview
