#include "threemf_namespaces.hpp"
#include <array>
#include <utility>

namespace guildhall::geometry::threemf {

Extension extension_of(std::string_view namespace_uri)
{
    static constexpr std::array<std::pair<std::string_view, Extension>, 14> known{{
        {"http://schemas.microsoft.com/3dmanufacturing/core/2015/02", Extension::core},
        {"http://schemas.microsoft.com/3dmanufacturing/2013/01", Extension::core}, // of the first printers
        {"http://schemas.microsoft.com/3dmanufacturing/material/2015/02", Extension::understood},
        {"http://schemas.microsoft.com/3dmanufacturing/production/2015/06", Extension::understood},
        {"http://schemas.microsoft.com/3dmanufacturing/slice/2015/07", Extension::understood},
        {"http://schemas.microsoft.com/3dmanufacturing/trianglesets/2021/07", Extension::understood},
        {"http://schemas.microsoft.com/3dmanufacturing/beamlattice/2017/02", Extension::beam_lattice},
        {"http://schemas.microsoft.com/3dmanufacturing/beamlattice/balls/2020/07", Extension::beam_lattice},
        {"http://schemas.3mf.io/3dmanufacturing/volumetric/2022/01", Extension::implicit},
        {"http://schemas.3mf.io/3dmanufacturing/implicit/2023/12", Extension::implicit},
        {"http://schemas.microsoft.com/3dmanufacturing/securecontent/2019/04", Extension::encrypted},
        {"http://schemas.microsoft.com/3dmanufacturing/displacement/2022/07", Extension::changes_shape},
        {"http://schemas.3mf.io/3dmanufacturing/displacement/2023/10", Extension::changes_shape},
        {"http://schemas.3mf.io/3dmanufacturing/booleanoperations/2023/07", Extension::changes_shape},
    }};
    for (auto const& [uri, extension] : known)
        if (uri == namespace_uri) return extension;
    return Extension::unknown;
}

} // namespace guildhall::geometry::threemf
