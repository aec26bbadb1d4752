#include "edit_entry.hpp"

namespace guildhall::materials {

bool is_code(std::string_view text)
{
    return !text.empty() && text.size() <= 60 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

std::optional<pricing::CatalogueProblem> new_problem(pricing::Catalogue const& before, pricing::Catalogue const& after)
{
    // A catalogue that an older version of the program let through can still be mended, row by row.
    auto const known = pricing::problems_of(before);
    for (auto& problem : pricing::problems_of(after)) {
        auto const is_same = [&](pricing::CatalogueProblem const& other) {
            return problem.table == other.table && problem.code == other.code && problem.field == other.field &&
                   problem.message == other.message;
        };
        if (std::ranges::none_of(known, is_same)) return std::move(problem);
    }
    return std::nullopt;
}

std::string sentence_of(pricing::CatalogueProblem const& problem)
{
    return problem.table + " \"" + problem.code + "\": " + problem.field + " " + problem.message + ".";
}

std::string pointer_to(pricing::CatalogueProblem const& problem, std::string_view kind)
{
    return problem.table == kind ? "/" + problem.field : std::string{};
}

} // namespace guildhall::materials
