#include "catalogue_routes.hpp"

namespace guildhall::materials {

void add_powder_and_milling_kinds(http::Router& r)
{
    add_kind<pricing::PowderParameters>(r);
    add_kind<pricing::PowderProfile>(r);
    add_kind<pricing::MillingParameters>(r);
}

} // namespace guildhall::materials
