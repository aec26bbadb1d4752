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

} // namespace guildhall::materials
