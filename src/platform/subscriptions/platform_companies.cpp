// All companies of the installation, for who stands above them.
#include "subscription_view.hpp"

namespace guildhall::subscriptions {

Outcome<PlatformCompanies, ListPlatformCompaniesRefusal> list_companies(
    http::Work& work, Actor const& actor, ListPlatformCompanies const& wish)
{
    if (actor.role != Role::platform_admin)
        return refuse(
            ListPlatformCompaniesRefusal::platform_only_not_allowed, "This is for the administrators of the platform.");
    return work.read(db::Scope::all_companies(), [&](db::Tx& tx) {
        PlatformCompanies list;
        if (wish.page) list.page = wish.page->value;
        if (wish.page_size) list.page_size = wish.page_size->value;
        auto const found = companies::find_companies(
            tx, wish.search ? wish.search->value : "", list.page_size, (list.page - 1) * list.page_size);
        list.total = found.total;
        for (auto const& company : found.items) {
            PlatformCompany item{company.company_id, company.name.value, company.slug, company.is_first, {},
                company.created_at, view_of(tx, company, actor.now)};
            if (company.registration_number) item.registration_number = company.registration_number->value;
            list.items.push_back(std::move(item));
        }
        return list;
    });
}

} // namespace guildhall::subscriptions
