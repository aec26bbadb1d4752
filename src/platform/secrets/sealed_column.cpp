#include "secrets/sealed_column.hpp"
#include "crypto/crypto.hpp"

namespace guildhall::secrets {
namespace {

// Columns are made before main(), in no known order.
std::vector<SealedColumn const*>& registered()
{
    static std::vector<SealedColumn const*> columns;
    return columns;
}

std::string select_sql(SealedColumnFacts const& facts)
{
    std::string const key(facts.key), column(facts.column);
    return "SELECT company_id, " + key + ", " + column + " FROM " + std::string(facts.table) + " WHERE (company_id, " +
           key + ") > (?, ?) AND " + column + " IS NOT NULL ORDER BY company_id, " + key + " LIMIT ?";
}

std::string update_sql(SealedColumnFacts const& facts)
{
    std::string const key(facts.key), column(facts.column);
    return "UPDATE " + std::string(facts.table) + " SET " + column + " = ? WHERE company_id = ? AND " + key +
           " = ? AND " + column + " = ?";
}

} // namespace

SealedColumn::SealedColumn(db::Tables const& tables, SealedColumnFacts const& facts)
    : facts_(facts)
    , purpose_(facts.purpose.empty() ? name() : std::string(facts.purpose))
    , select_(tables, select_sql(facts), db::Reach::all_companies)
    , update_(tables, update_sql(facts))
{
    registered().push_back(this);
}

std::vector<SealedColumn const*> const& SealedColumn::all() { return registered(); }

std::string SealedColumn::context_of(CompanyId company, Uuid const& row) const
{
    return facts_.context ? facts_.context(company, row) : name() + " of " + to_string(company) + " " + to_string(row);
}

std::string SealedColumn::kept_form(std::string sealed) const
{
    return facts_.form == Form::text ? crypto::base64url(sealed) : std::move(sealed);
}

std::string SealedColumn::sealed_form(std::string_view kept) const
{
    return facts_.form == Form::text ? crypto::from_base64url(kept).value_or("") : std::string(kept);
}

std::string SealedColumn::seal(Keyring const& keyring, CompanyId company, Uuid const& row, std::string_view text) const
{
    return kept_form(keyring.seal(purpose_, context_of(company, row), text));
}

std::optional<std::string> SealedColumn::open(
    Keyring const& keyring, CompanyId company, Uuid const& row, std::string_view kept) const
{
    return keyring.open(purpose_, context_of(company, row), sealed_form(kept)).text;
}

Findings SealedColumn::examine(Keyring const& keyring, KeptSecret const& kept) const
{
    auto const opened = keyring.open(purpose_, context_of(kept.company_id, kept.row), sealed_form(kept.value));
    return {opened.key_id, opened.text.has_value(), opened.by_current};
}

std::optional<std::string> SealedColumn::sealed_anew(Keyring const& keyring, KeptSecret const& kept) const
{
    auto const text = open(keyring, kept.company_id, kept.row, kept.value);
    return text ? std::optional(seal(keyring, kept.company_id, kept.row, *text)) : std::nullopt;
}

std::vector<KeptSecret> SealedColumn::following(db::Tx& tx, KeptSecret const& after, std::int64_t most) const
{
    auto cursor = tx.start(select_);
    cursor->bind_uuid(1, after.company_id.uuid);
    cursor->bind_uuid(2, after.row);
    cursor->bind_integer(3, most);
    std::vector<KeptSecret> found;
    while (cursor->step())
        found.push_back({CompanyId{cursor->uuid(0)}, cursor->uuid(1),
            facts_.form == Form::text ? std::string(cursor->text(2)) : cursor->bytes(2)});
    return found;
}

bool SealedColumn::replace(db::Tx& tx, KeptSecret const& old, std::string const& value) const
{
    auto cursor = tx.start(update_);
    auto const bind = [&](int at, std::string const& text) {
        if (facts_.form == Form::text)
            cursor->bind_text(at, text);
        else
            cursor->bind_bytes(at, text);
    };
    bind(1, value);
    cursor->bind_uuid(2, old.company_id.uuid);
    cursor->bind_uuid(3, old.row);
    bind(4, old.value);
    return cursor->changed_rows() > 0;
}

} // namespace guildhall::secrets
