#pragma once
// The slow steps of signing in: they hash, so they run on the work pool and open their own transactions.
#include "sessions.hpp"

namespace guildhall::identity {

// Somebody whom an address may mean, known or not.
struct Candidate {
    CompanyId company_id;
    std::optional<User> user;
};
// In the company of that slug; without it in the visitor's, then wherever the address is known.
Candidate find_candidate(
    http::Work& work, Actor const& visitor, std::optional<Text<1, 60>> const& company, std::string const& email);
// A to Z made small, as addresses are kept.
std::string lower_case(std::string text);

Outcome<SignedInWithCookies, RegisterRefusal> register_account(http::Work& work, Actor const& visitor,
    Register const& wish, Settings const& settings, std::vector<companies::OnFounded> const& on_founded);
Outcome<SignedInWithCookies, LoginRefusal> login(
    http::Work& work, Actor const& visitor, Login const& wish, Settings const& settings, std::string const& dummy_hash);
Outcome<SignedInWithCookies, RefreshRefusal> refresh(
    http::Work& work, Actor const& visitor, Refresh const& wish, Settings const& settings);
Outcome<http::WithCookies<Nothing>, LogoutRefusal> logout(
    http::Work& work, Actor const& actor, Logout const& wish, Settings const& settings);

} // namespace guildhall::identity
