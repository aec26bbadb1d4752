#pragma once
// What a new company can look at before it has anything of its own.
#include "app/house.hpp"

namespace guildhall::app {

// A customer with parts, quotes and orders in several states; done through the API as everybody does. Nobody can sign
// in as the people it makes. Nothing when it was done before.
void fill_samples(House& house, jobs::JobContext& job);

} // namespace guildhall::app
