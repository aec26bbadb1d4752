#pragma once
// The rows a new company starts with, one file per service; calculator.md is "cost models of the built-in calculator".
#include "pricing/catalogue.hpp"

namespace guildhall::pricing {

void add_fdm_defaults(Catalogue& catalogue);
void add_sla_defaults(Catalogue& catalogue);
void add_powder_defaults(Catalogue& catalogue); // SLS and MJF
void add_milling_defaults(Catalogue& catalogue);
void add_terms_defaults(Catalogue& catalogue); // tolerances, rush levels, quantity steps

// Numbers the rows of each table 10, 20, 30 …, so that people can put others between.
void number_rows(Catalogue& catalogue);

} // namespace guildhall::pricing
