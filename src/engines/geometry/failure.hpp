#pragma once
// Short ways to say why a file cannot be measured.
#include "geometry/analysis.hpp"
#include <expected>
#include <fmt/format.h>

namespace guildhall::geometry {

template <class... Arguments>
std::unexpected<Failure> fail(Defect defect, fmt::format_string<Arguments...> sentence, Arguments&&... arguments)
{
    return std::unexpected(Failure{defect, fmt::format(sentence, std::forward<Arguments>(arguments)...)});
}

template <class... Arguments>
std::unexpected<Failure> damaged(fmt::format_string<Arguments...> sentence, Arguments&&... arguments)
{
    return fail(Defect::damaged_file, sentence, std::forward<Arguments>(arguments)...);
}

} // namespace guildhall::geometry
