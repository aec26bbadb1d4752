#include "catalogue_routes.hpp"

namespace guildhall::materials {

void add_printing_kinds(http::Router& r)
{
    add_kind<pricing::FdmParameters>(r);
    add_kind<pricing::FdmProfile>(r);
    add_kind<pricing::SlaParameters>(r);
    add_kind<pricing::SlaProfile>(r);
}

} // namespace guildhall::materials
