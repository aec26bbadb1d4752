#include "secrets/rotation.hpp"
#include "secrets/sealed_column.hpp"

namespace guildhall::secrets {
namespace {

constexpr std::int64_t read_at_once = 500;
constexpr std::size_t most_named = 100;

// Every value of the column, in batches that are each read in a transaction of their own.
template <class Act>
void for_each_batch(db::Database& database, SealedColumn const& column, std::int64_t batch, Act act)
{
    KeptSecret last;
    for (;;) {
        auto const found = database.read_now(
            db::Scope::all_companies(), [&](db::Tx& tx) { return column.following(tx, last, batch); });
        if (found.empty()) return;
        last = found.back();
        act(found);
    }
}

void count(ColumnCensus& census, Keyring const& keyring, KeptSecret const& kept, Findings const& found)
{
    ++census.by_key[found.key_id];
    if (found.opens) {
        if (!found.by_current) ++census.to_seal_anew;
        return;
    }
    ++census.unreadable_count;
    if (census.unreadable.size() >= most_named) return;
    auto const why = found.key_id.empty()          ? std::string("no configured key opens it")
                     : keyring.knows(found.key_id) ? "damaged, or moved from another row"
                                                   : "its key " + found.key_id + " is not configured";
    census.unreadable.push_back("secret " + census.column + " of company " + to_string(kept.company_id) + ", row " +
                                to_string(kept.row) + ": " + why);
}

// The values of one company, in one transaction. What somebody else has changed meanwhile is left alone.
std::int64_t seal_anew(
    db::Database& database, SealedColumn const& column, Keyring const& keyring, std::span<KeptSecret const> rows)
{
    std::int64_t done = 0;
    database.write_now(db::Scope::of(rows.front().company_id), [&](db::Tx& tx) {
        done = 0;
        for (auto const& kept : rows)
            if (auto const value = column.sealed_anew(keyring, kept); value && column.replace(tx, kept, *value)) ++done;
        return true;
    });
    return done;
}

} // namespace

std::vector<ColumnCensus> take_census(db::Database& database, Keyring const& keyring)
{
    std::vector<ColumnCensus> all;
    for (auto const* column : SealedColumn::all()) {
        ColumnCensus census;
        census.column = column->name();
        for_each_batch(database, *column, read_at_once, [&](std::vector<KeptSecret> const& found) {
            for (auto const& kept : found) count(census, keyring, kept, column->examine(keyring, kept));
        });
        all.push_back(std::move(census));
    }
    std::ranges::sort(all, {}, &ColumnCensus::column);
    return all;
}

std::vector<std::string> faults_of(std::vector<ColumnCensus> const& census)
{
    std::vector<std::string> faults;
    for (auto const& column : census) {
        faults.insert(faults.end(), column.unreadable.begin(), column.unreadable.end());
        auto const more = column.unreadable_count - static_cast<std::int64_t>(column.unreadable.size());
        if (more > 0) faults.push_back("and " + std::to_string(more) + " more secrets of " + column.column);
    }
    return faults;
}

Rotation rotate(db::Database& database, Keyring const& keyring, std::int64_t batch,
    std::function<void(Rotation const&)> const& after_batch)
{
    Rotation rotation;
    for (auto const* column : SealedColumn::all())
        for_each_batch(database, *column, batch, [&](std::vector<KeptSecret> found) {
            std::erase_if(found, [&](auto const& kept) { return column->examine(keyring, kept).by_current; });
            for (auto from = found.begin(); from != found.end();) {
                auto const of_another = [&](auto const& kept) { return kept.company_id != from->company_id; };
                auto const until = std::find_if(from, found.end(), of_another);
                auto const done = seal_anew(database, *column, keyring, {from, until});
                rotation.sealed_anew += done;
                rotation.left += (until - from) - done;
                from = until;
            }
            if (after_batch) after_batch(rotation);
        });
    return rotation;
}

} // namespace guildhall::secrets
