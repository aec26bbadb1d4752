#include "edit_entry.hpp"

namespace guildhall::materials {
namespace {

// The calculator looks through whole tables; a company that needs more wants another tool.
constexpr std::size_t most_rows = 1000;

std::vector<pricing::CatalogueProblem> all_problems(pricing::Catalogue const& catalogue)
{
    auto problems = pricing::problems_of(catalogue);
    for_each_table(catalogue, [&](std::string_view kind, auto const& rows) {
        if (rows.size() > most_rows)
            problems.push_back(
                {std::string(kind), code_of(rows.back()), "code", "is one row too many; 1000 are the limit"});
    });
    return problems;
}

} // namespace

bool is_code(std::string_view text)
{
    return !text.empty() && text.size() <= 60 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_same(pricing::CatalogueProblem const& one, pricing::CatalogueProblem const& other)
{
    return one.table == other.table && one.code == other.code && one.field == other.field &&
           one.message == other.message;
}

std::vector<pricing::CatalogueProblem> new_problems(pricing::Catalogue const& before, pricing::Catalogue const& after)
{
    // A catalogue that an older version of the program let through can still be mended, row by row.
    auto const known = all_problems(before);
    auto problems = all_problems(after);
    std::erase_if(problems, [&](auto const& problem) {
        return std::ranges::any_of(known, [&](auto const& other) { return is_same(problem, other); });
    });
    return problems;
}

std::optional<pricing::CatalogueProblem> new_problem(pricing::Catalogue const& before, pricing::Catalogue const& after)
{
    auto problems = new_problems(before, after);
    return problems.empty() ? std::nullopt : std::optional(std::move(problems.front()));
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
