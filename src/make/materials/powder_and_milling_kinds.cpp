#include "catalogue_routes.hpp"

namespace guildhall::materials {

void add_powder_and_milling_kinds(http::Router& r)
{
    add_kind<pricing::PowderParameters>(r);
    add_kind<pricing::PowderProfile>(r);
    add_kind<pricing::MillingParameters>(r);
}

void add_powder_and_milling_steps(http::Router& r, bulk::Steps& steps)
{
    add_bulk_steps_of<pricing::PowderParameters>(r, steps);
    add_bulk_steps_of<pricing::PowderProfile>(r, steps);
    add_bulk_steps_of<pricing::MillingParameters>(r, steps);
}

} // namespace guildhall::materials
