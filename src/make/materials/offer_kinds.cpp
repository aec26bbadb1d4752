#include "catalogue_routes.hpp"

namespace guildhall::materials {

void add_offer_kinds(http::Router& r)
{
    add_kind<pricing::Service>(r);
    add_kind<pricing::QuantityStep>(r);
    add_kind<pricing::Tolerance>(r);
    add_kind<pricing::RushLevel>(r);
    add_kind<pricing::ColorName>(r);
}

void add_offer_steps(http::Router& r, bulk::Steps& steps)
{
    add_bulk_steps_of<pricing::Service>(r, steps);
    add_bulk_steps_of<pricing::QuantityStep>(r, steps);
    add_bulk_steps_of<pricing::Tolerance>(r, steps);
    add_bulk_steps_of<pricing::RushLevel>(r, steps);
    add_bulk_steps_of<pricing::ColorName>(r, steps);
}

} // namespace guildhall::materials
