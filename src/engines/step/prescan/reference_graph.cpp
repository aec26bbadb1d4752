#include "reference_graph.hpp"
#include <algorithm>
#include <numeric>

namespace guildhall::step {
namespace {

using geometry::Defect;
using geometry::Failure;
using Index = std::uint32_t;

class ReferenceGraph {
public:
    ReferenceGraph(Scanned const& scanned, std::string_view text, Limits const& limits)
        : scanned_(scanned)
        , text_(text)
        , limits_(limits)
    {
    }
    std::expected<void, Failure> check();

private:
    bool sort_ids();
    bool resolve();
    bool check_chains();
    bool follow(Index from);
    bool check_assemblies();
    std::optional<std::size_t> count_instances(Index product, std::size_t depth);
    std::optional<Index> find(std::uint32_t id) const;
    std::span<Index const> targets(Index entity) const;
    std::string name(Index entity) const;
    bool fail(Defect defect, std::string what);

    Scanned const& scanned_;
    std::string_view text_;
    Limits const& limits_;
    std::vector<Index> by_id_;         // entity indices in order of their ids
    std::vector<Index> targets_;       // Scanned::references as entity indices
    std::vector<std::uint32_t> chain_; // longest chain of references below an entity, plus one; 0: not followed yet

    std::vector<std::vector<Index>> components_; // of each product definition that is an assembly
    std::vector<Index> assembly_number_;         // of each entity, into components_; none: not an assembly
    std::vector<std::size_t> instances_;         // of each assembly, memoised
    static constexpr Index none = ~Index{0};
    static constexpr std::uint32_t on_the_way = ~std::uint32_t{0};
    static constexpr std::size_t not_counted = 0, being_counted = ~std::size_t{0};
    Failure failure_;
};

std::expected<void, Failure> ReferenceGraph::check()
{
    if (sort_ids() && resolve() && check_chains() && check_assemblies()) return {};
    return std::unexpected(std::move(failure_));
}

bool ReferenceGraph::sort_ids()
{
    auto const id_of = [this](Index i) { return scanned_.entities[i].id; };
    by_id_.resize(scanned_.entities.size());
    std::iota(by_id_.begin(), by_id_.end(), Index{0});
    if (!std::ranges::is_sorted(by_id_, {}, id_of))
        std::ranges::sort(by_id_, {}, [&](Index i) { return std::pair(id_of(i), i); });
    auto const twin = std::ranges::adjacent_find(by_id_, {}, id_of);
    if (twin == by_id_.end()) return true;
    return fail(Defect::damaged_file, "Two entities have the same number: " + name(twin[0]) + " and " + name(twin[1]));
}

bool ReferenceGraph::resolve()
{
    targets_.reserve(scanned_.references.size());
    for (Index entity = 0; entity < scanned_.entities.size(); ++entity) {
        auto const begin = scanned_.entities[entity].first_reference;
        auto const end = entity + 1 < scanned_.entities.size() ? scanned_.entities[entity + 1].first_reference
                                                               : scanned_.references.size();
        for (auto i = static_cast<std::size_t>(begin); i < end; ++i) {
            auto const target = find(scanned_.references[i]);
            if (!target) {
                return fail(Defect::damaged_file, "Entity " + name(entity) + " refers to #" +
                                                      std::to_string(scanned_.references[i]) +
                                                      ", which is not in the file");
            }
            targets_.push_back(*target);
        }
    }
    return true;
}

bool ReferenceGraph::check_chains()
{
    chain_.assign(scanned_.entities.size(), 0);
    for (Index entity = 0; entity < scanned_.entities.size(); ++entity)
        if (chain_[entity] == 0 && !follow(entity)) return false;
    return true;
}

// Depth-first with a stack of our own: the chains of a hostile file may be longer than the machine's stack.
bool ReferenceGraph::follow(Index from)
{
    struct Step {
        Index entity;
        std::size_t next_target = 0;
        std::uint32_t longest = 0;
    };
    std::vector<Step> path{{from}};
    chain_[from] = on_the_way;
    while (!path.empty()) {
        auto& here = path.back();
        auto const below = targets(here.entity);
        if (here.next_target == below.size()) {
            auto const length = here.longest + 1;
            if (length > limits_.reference_chain)
                return fail(Defect::too_complex, "The file is too complex: the entities below " + name(here.entity) +
                                                     " refer to each other too deeply");
            chain_[here.entity] = length;
            path.pop_back();
            if (!path.empty()) path.back().longest = std::max(path.back().longest, length);
            continue;
        }
        auto const target = below[here.next_target++];
        if (chain_[target] == on_the_way)
            return fail(
                Defect::damaged_file, "Entity " + name(target) + " refers to itself by way of " + name(here.entity));
        if (chain_[target] != 0) {
            here.longest = std::max(here.longest, chain_[target]);
        } else {
            chain_[target] = on_the_way;
            path.push_back({target});
        }
    }
    return true;
}

bool ReferenceGraph::check_assemblies()
{
    assembly_number_.assign(scanned_.entities.size(), none);
    std::vector<Index> assemblies;
    std::vector<bool> is_component(scanned_.entities.size(), false);
    for (Index usage = 0; usage < scanned_.entities.size(); ++usage) {
        if (scanned_.entities[usage].kind != EntityKind::assembly_usage) continue;
        auto const ends = targets(usage);
        if (ends.size() < 2) continue;
        auto& number = assembly_number_[ends[0]];
        if (number == none) {
            number = static_cast<Index>(assemblies.size());
            assemblies.push_back(ends[0]);
            components_.emplace_back();
        }
        components_[number].push_back(ends[1]);
        is_component[ends[1]] = true;
    }
    instances_.assign(assemblies.size(), not_counted);
    std::size_t total = 0;
    for (auto const assembly : assemblies) {
        auto const count = count_instances(assembly, 0); // counted for every assembly: a circle has no root
        if (!count) return false;
        if (!is_component[assembly]) total += *count;
    }
    if (total <= limits_.instances) return true;
    return fail(Defect::too_complex, "The assembly is too complex: it has more than " +
                                         std::to_string(limits_.instances) + " parts when all are counted");
}

// The depth limit bounds the recursion; the count is capped so that it cannot overflow.
std::optional<std::size_t> ReferenceGraph::count_instances(Index product, std::size_t depth)
{
    auto const number = assembly_number_[product];
    if (number == none) return 1;
    if (instances_[number] == being_counted) {
        fail(Defect::damaged_file, "The assembly " + name(product) + " contains itself");
        return std::nullopt;
    }
    if (instances_[number] != not_counted) return instances_[number];
    if (depth > limits_.assembly_depth) {
        fail(Defect::too_complex, "The assembly is too complex: assemblies are nested too deeply at " + name(product));
        return std::nullopt;
    }
    instances_[number] = being_counted;
    std::size_t sum = 1;
    for (auto const component : components_[number]) {
        auto const count = count_instances(component, depth + 1);
        if (!count) return std::nullopt;
        sum = std::min(sum + *count, limits_.instances + 1);
    }
    instances_[number] = sum;
    return sum;
}

std::optional<Index> ReferenceGraph::find(std::uint32_t id) const
{
    auto const id_of = [this](Index i) { return scanned_.entities[i].id; };
    auto const found = std::ranges::lower_bound(by_id_, id, {}, id_of);
    if (found == by_id_.end() || id_of(*found) != id) return std::nullopt;
    return *found;
}

std::span<Index const> ReferenceGraph::targets(Index entity) const
{
    auto const begin = scanned_.entities[entity].first_reference;
    auto const end =
        entity + 1 < scanned_.entities.size() ? scanned_.entities[entity + 1].first_reference : targets_.size();
    return std::span(targets_).subspan(begin, end - begin);
}

std::string ReferenceGraph::name(Index entity) const
{
    auto const& e = scanned_.entities[entity];
    return "#" + std::to_string(e.id) + " (line " + std::to_string(line_of(text_, e.offset)) + ")";
}

bool ReferenceGraph::fail(Defect defect, std::string what)
{
    failure_ = {defect, std::move(what) + "."};
    return false;
}

} // namespace

std::expected<void, Failure> check_references(Scanned const& scanned, std::string_view text, Limits const& limits)
{
    return ReferenceGraph{scanned, text, limits}.check();
}

} // namespace guildhall::step
