#include "bulk/bulk.hpp"

namespace guildhall::bulk {

std::optional<http::Query> query_of(std::string const& filter)
{
    auto uri = http::parse_uri("/?" + filter);
    if (!uri) return std::nullopt;
    auto query = std::move(uri->query);
    std::erase_if(query.parameters, [](auto const& parameter) {
        static constexpr std::string_view of_pages[] = {"ordering", "cursor", "page", "page_size", "fields", "total"};
        return std::ranges::find(of_pages, parameter.first) != std::end(of_pages);
    });
    query.parameters.emplace_back("ordering", "created_at");
    return query;
}

std::optional<Refused<BulkRefusal>> target_fault(Target const& target)
{
    if (target.ids.has_value() != target.filter.has_value()) return std::nullopt;
    return Refused<BulkRefusal>{BulkRefusal::exactly_one_target,
        "Name records by ids, or by a filter; a filter may be empty for all.", "/ids", {}};
}

std::string summary_of(std::int64_t succeeded, std::int64_t failed)
{
    return std::to_string(succeeded) + " done, " + std::to_string(failed) + " refused";
}

} // namespace guildhall::bulk
