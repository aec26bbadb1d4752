// A person registers: as a customer of the company he visits, or as the owner of a new company.
#include "crypto/crypto.hpp"
#include "secret_links.hpp"
#include "sign_in.hpp"

namespace guildhall::identity {
namespace {

struct Place {
    CompanyId company_id;
    bool is_new = false;
};

} // namespace

Outcome<SignedInWithCookies, RegisterRefusal> register_account(http::Work& work, Actor const& visitor,
    Register const& wish, Settings const& settings, std::vector<companies::OnFounded> const& on_founded)
{
    using enum RegisterRefusal;
    if (auto fault = password_fault(wish.password)) return refuse(weak_password, *fault, "/password");

    std::optional<std::string> phone;
    if (wish.phone) phone = wish.phone->value;
    NewUser terms{wish.email.value, wish.full_name, hash_password(wish.password, settings.bcrypt_rounds), phone,
        wish.company_name ? Role::owner : Role::customer};
    terms.remote_address = visitor.remote_address;
    terms.request_id = visitor.request_id;
    Place const place{
        wish.company_name ? CompanyId{make_uuid(visitor.now)} : visitor.company_id, wish.company_name.has_value()};

    auto const random = crypto::random_bytes(secret_size);
    std::optional<SignedInWithCookies> answer;
    work.database.write_now(db::Scope::of(place.company_id), [&](db::Tx& tx) {
        auto actor = visitor;
        actor.company_id = place.company_id;
        if (place.is_new) {
            companies::NewCompany company{wish.company_name->value, wish.currency.value_or(Currency{})};
            if (wish.registration_number) company.registration_number = wish.registration_number->value;
            found_company_with_owner(tx, visitor.now, place.company_id, company, false, terms, on_founded);
        } else if (!create_user(tx, actor, terms))
            return false;
        auto const user = find_user_by_email(tx, place.company_id, terms.email);
        send_link(tx, *user, LinkPurpose::email_verification, random, visitor.now);
        NewSession const session{
            7, wish.use_cookies.value_or(false), visitor.remote_address, user_agent_of(work.request)};
        answer = open_session(tx, settings, *user, companies::get_company(tx, place.company_id), session, visitor.now);
        return true;
    });
    if (!answer) return refuse(email_taken, "An account with this e-mail exists; sign in instead.", "/email");
    return *answer;
}

} // namespace guildhall::identity
