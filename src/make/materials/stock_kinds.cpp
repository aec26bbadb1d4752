#include "catalogue_routes.hpp"

namespace guildhall::materials {

void add_stock_kinds(http::Router& r)
{
    add_kind<pricing::Material>(r);
    add_kind<pricing::Machine>(r);
    add_kind<pricing::Finish>(r);
}

void add_stock_steps(http::Router& r, bulk::Steps& steps)
{
    add_bulk_steps_of<pricing::Material>(r, steps);
    add_bulk_steps_of<pricing::Machine>(r, steps);
    add_bulk_steps_of<pricing::Finish>(r, steps);
}

} // namespace guildhall::materials
