#include "entry.hpp"

namespace guildhall::materials {
namespace {

// A catalogue takes about 60 kB; beyond this many companies the memory is worth more than the millisecond.
constexpr std::size_t most_kept = 500;

} // namespace

std::shared_ptr<pricing::Catalogue const> Catalogues::of(db::Tx& tx, CompanyId company_id)
{
    static auto const nothing = std::make_shared<pricing::Catalogue const>();
    auto const revision = find_revision(tx, company_id);
    if (!revision) return nothing;
    auto const currency = to_string(companies::get_company(tx, company_id).currency); // may change without a revision
    {
        std::lock_guard const lock(mutex_);
        if (auto const found = kept_.find(company_id); found != kept_.end() && found->second.revision == *revision &&
                                                       found->second.catalogue->currency == currency)
            return found->second.catalogue;
    }
    auto catalogue = std::make_shared<pricing::Catalogue const>(load_catalogue(tx, company_id));
    std::lock_guard const lock(mutex_);
    if (kept_.size() >= most_kept) kept_.clear();
    kept_[company_id] = {*revision, catalogue};
    return catalogue;
}

} // namespace guildhall::materials
