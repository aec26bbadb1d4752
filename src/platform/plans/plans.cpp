// What is said to those whose plan has no room, and to those whose subscription is over.
#include "plans/plans.hpp"
#include "plans/subscription.hpp"
#include <atomic>

namespace guildhall::plans {
namespace {

std::array<std::atomic<std::int64_t>, 4>& refusals()
{
    static std::array<std::atomic<std::int64_t>, 4> all;
    return all;
}

std::string amount_in_words(Meter meter, std::int64_t amount)
{
    switch (meter) {
    case Meter::users: return std::to_string(amount) + " users";
    case Meter::storage_bytes: return std::to_string(amount) + " bytes of files";
    case Meter::orders: return std::to_string(amount) + " orders a month";
    case Meter::messages: return std::to_string(amount) + " messages a month";
    }
    return {};
}

} // namespace

void note_refusal(Meter meter) { ++refusals()[static_cast<std::size_t>(meter)]; }

std::string metrics()
{
    std::string const name = "guildhall_plan_refusals_total";
    auto text = "# TYPE " + name + " counter\n";
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Meter>>([&](auto d) {
        text += name + "{meter=\"" + d.name + "\"} " +
                std::to_string(refusals()[static_cast<std::size_t>(d.value)].load()) + "\n";
    });
    return text;
}

std::string sentence_of(Overrun const& overrun)
{
    auto text = "The plan " + overrun.plan + " holds " + amount_in_words(overrun.meter, overrun.limit) + "; " +
                std::to_string(overrun.used) + " are used.";
    if (overrun.resets_at) text += " It counts anew from " + to_rfc3339(*overrun.resets_at) + ".";
    return text + " What is there stays; a larger plan makes room.";
}

std::vector<Fact> facts_of(Overrun const& overrun)
{
    std::vector<Fact> facts{{"meter", reflect::to_json(overrun.meter)}, {"limit", std::to_string(overrun.limit)},
        {"used", std::to_string(overrun.used)}, {"plan", reflect::to_json(overrun.plan)}};
    if (overrun.resets_at) facts.push_back({"resets_at", reflect::to_json(*overrun.resets_at)});
    return facts;
}

std::optional<http::Problem> suspension(db::Tx& tx, Actor const& actor)
{
    auto const subscription = subscription_of(tx, actor.company_id);
    if (state_at(subscription, actor.now) != SubscriptionState::suspended) return std::nullopt;
    http::Problem problem;
    problem.code = "subscription_ended";
    problem.status = http::status_of_refusal(problem.code, false);
    problem.detail = "This company's subscription ended on " + to_rfc3339(*subscription.ends_at).substr(0, 10) +
                     ". Everything can be read and exported; changes wait until it is renewed.";
    auto const plan = find_plan(tx, subscription.plan);
    problem.facts.push_back({"plan", reflect::to_json(plan ? plan->name : subscription.plan)});
    return problem;
}

} // namespace guildhall::plans
