#include "catalogue_routes.hpp"

namespace guildhall::materials {

void add_printing_kinds(http::Router& r)
{
    add_kind<pricing::FdmParameters>(r);
    add_kind<pricing::FdmProfile>(r);
    add_kind<pricing::SlaParameters>(r);
    add_kind<pricing::SlaProfile>(r);
}

void add_printing_steps(http::Router& r, bulk::Steps& steps)
{
    add_bulk_steps_of<pricing::FdmParameters>(r, steps);
    add_bulk_steps_of<pricing::FdmProfile>(r, steps);
    add_bulk_steps_of<pricing::SlaParameters>(r, steps);
    add_bulk_steps_of<pricing::SlaProfile>(r, steps);
}

} // namespace guildhall::materials
