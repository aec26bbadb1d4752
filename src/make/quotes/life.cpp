// The life of a quote, as data.
#include "quote.hpp"

namespace guildhall::quotes {
namespace {

using enum QuoteStatus;

struct Rule {
    QuoteAction action;
    QuoteStatus from;
};
constexpr Rule rules[] = {
    {QuoteAction::submit, draft},
    {QuoteAction::revise, draft},
    {QuoteAction::revise, pending},
    {QuoteAction::revise, approved},
    {QuoteAction::review, pending},
    {QuoteAction::accept, approved},
    {QuoteAction::reject, approved},
    {QuoteAction::cancel, draft},
    {QuoteAction::cancel, pending},
    {QuoteAction::cancel, approved},
    {QuoteAction::cancel, accepted},
    {QuoteAction::convert, accepted},
};

} // namespace

bool allows(QuoteStatus status, QuoteAction action)
{
    for (auto const& rule : rules)
        if (rule.action == action && rule.from == status) return true;
    return false;
}

std::vector<std::string> allowed_words(QuoteStatus status)
{
    std::vector<std::string> words;
    for (auto const& rule : rules)
        if (rule.from == status) words.emplace_back(reflect::word(rule.action));
    return words;
}

bool is_open(QuoteStatus status)
{
    return status == draft || status == pending || status == approved || status == accepted;
}

QuoteStatus status_at(QuoteRow const& quote, Time now)
{
    return is_open(quote.status) && now >= quote.expires_at ? expired : quote.status;
}

} // namespace guildhall::quotes
