#include "bulk/steps.hpp"

namespace guildhall::bulk {

Step const* Steps::find(std::string const& list, std::string const& action) const
{
    auto const found = steps_.find({list, action});
    return found == steps_.end() ? nullptr : &found->second;
}

Step const& Steps::keep(Step step)
{
    if (step.path.empty()) step.path = "/api/v1/" + step.list.name + "/bulk/" + step.action;
    auto key = std::pair(step.list.name, step.action);
    auto const [kept, is_new] = steps_.insert_or_assign(std::move(key), std::move(step));
    check(is_new, "a step of this name is there already");
    return kept->second;
}

http::RouteFacts Steps::documented(http::RouteFacts facts)
{
    if (facts.description.empty())
        facts.description =
            "By ids, or by the filter of the list. Up to 1,000 at once, each with its result; more become a job, and "
            "GET /bulk-operations/{id} tells how far it is. Each record goes by its own rules: one that refuses does "
            "not hold up the others. With dry_run nothing changes: the answer, or the job, says which would refuse.";
    if (facts.example.empty()) facts.example = R"({"filter":"","dry_run":true})";
    return facts;
}

void Steps::add_plain(http::Router& r, Step step, http::RouteFacts const& facts)
{
    auto const& kept = keep(std::move(step));
    r.post(
        kept.path,
        [&kept](db::Tx& tx, Actor const& actor, BulkTarget const& target) -> Outcome<BulkResult, BulkRefusal> {
            return run(tx, actor, kept, target, "{}");
        },
        documented(facts));
}

Outcome<BulkResult, BulkChangeRefusal> Steps::run_change(
    db::Tx& tx, Actor const& actor, Step const& step, BulkTarget const& target, std::string const& changes)
{
    using enum BulkChangeRefusal;
    if (changes == "{}") return refuse(nothing_to_change, "Name at least one member and what it shall be.");
    auto done = run(tx, actor, step, target, changes);
    if (done) return std::move(*done);
    auto& refused = done.error();
    auto const reason = reflect::enum_of<BulkChangeRefusal>(reflect::word(refused.reason));
    return refuse(reason.value(), std::move(refused.detail), std::move(refused.pointer));
}

} // namespace guildhall::bulk
