#include "pricing/catalogue.hpp"
#include "defaults.hpp"
#include <boost/mp11.hpp>
#include <type_traits>

namespace guildhall::pricing {

void number_rows(Catalogue& catalogue)
{
    using Tables = boost::describe::describe_members<Catalogue, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Tables>([&](auto table) {
        auto& rows = catalogue.*table.pointer;
        if constexpr (!std::is_same_v<std::decay_t<decltype(rows)>, std::string>) {
            std::int64_t position = 0;
            for (auto& row : rows) row.position = position += 10;
        }
    });
}

namespace {

// Sources age; each default says of when it is.
void date_sources(Catalogue& catalogue)
{
    using Tables = boost::describe::describe_members<Catalogue, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Tables>([&](auto table) {
        auto& rows = catalogue.*table.pointer;
        if constexpr (!std::is_same_v<std::decay_t<decltype(rows)>, std::string>)
            for (auto& row : rows) row.source_note += "; as of 2026";
    });
}

} // namespace

Catalogue default_catalogue()
{
    Catalogue catalogue;
    add_fdm_defaults(catalogue);
    add_sla_defaults(catalogue);
    add_powder_defaults(catalogue);
    add_milling_defaults(catalogue);
    add_terms_defaults(catalogue);
    number_rows(catalogue);
    date_sources(catalogue);
    return catalogue;
}

} // namespace guildhall::pricing
