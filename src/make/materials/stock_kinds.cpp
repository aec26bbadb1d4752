#include "catalogue_routes.hpp"

namespace guildhall::materials {

void add_stock_kinds(http::Router& r)
{
    add_kind<pricing::Material>(r);
    add_kind<pricing::Machine>(r);
    add_kind<pricing::Finish>(r);
}

} // namespace guildhall::materials
