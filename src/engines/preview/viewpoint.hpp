#pragma once
// From where a part is best looked at.
#include "preview/render.hpp"
#include "scene.hpp"

namespace guildhall::preview {

// Flat parts are seen from higher up, tall ones from lower down, long ones from their long side; of the four sides
// the one that shows most shape.
View choose_view(Scene const& scene);

} // namespace guildhall::preview
