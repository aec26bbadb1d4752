#pragma once
#include <cstdint>
#include <numeric>
#include <vector>

namespace guildhall::geometry {

// Which numbers belong together, when told pair by pair (union-find with path halving).
class DisjointSets {
public:
    explicit DisjointSets(std::size_t size)
        : parent_(size)
    {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }

    std::uint32_t find(std::uint32_t member)
    {
        while (parent_[member] != member) {
            parent_[member] = parent_[parent_[member]];
            member = parent_[member];
        }
        return member;
    }

    void unite(std::uint32_t a, std::uint32_t b)
    {
        a = find(a);
        b = find(b);
        if (a < b) parent_[b] = a;
        if (b < a) parent_[a] = b;
    }

private:
    std::vector<std::uint32_t> parent_;
};

} // namespace guildhall::geometry
