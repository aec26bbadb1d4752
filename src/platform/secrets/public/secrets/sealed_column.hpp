#pragma once
// A column whose values are sealed.
#include "db/queries.hpp"
#include "secrets/keyring.hpp"

namespace guildhall::secrets {

// What every sealed value begins with; as text (base64url) it is sealed_text_mark.
inline constexpr std::string_view sealed_mark = "GHseal", sealed_text_mark = "R0hzZWFs";

enum class Form { bytes, text }; // a BLOB, or base64url in a TEXT

struct SealedColumnFacts {
    std::string_view table;
    std::string_view key; // the column that names the row beside company_id
    std::string_view column;
    Form form = Form::bytes;
    // What the keys are made for, and what a value is bound to: never changed once there are values. Without them the
    // names of table and column, and the row.
    std::string_view purpose = {};
    std::string (*context)(CompanyId, Uuid const& row) = nullptr;
};

// One value as it stands in the database.
struct KeptSecret {
    CompanyId company_id;
    Uuid row;
    std::string value;
};

// Which key opens a value.
struct Findings {
    std::string key_id; // empty: sealed before values named their key
    bool opens = false;
    bool by_current = false;
};

// An object of static storage, once per column. It enters itself into all(), by which keys are replaced.
class SealedColumn {
public:
    SealedColumn(db::Tables const& tables, SealedColumnFacts const& facts);
    SealedColumn(SealedColumn const&) = delete;
    SealedColumn& operator=(SealedColumn const&) = delete;

    // The value to keep.
    std::string seal(Keyring const& keyring, CompanyId company, Uuid const& row, std::string_view text) const;
    // Nothing when no key of the ring opens it here.
    std::optional<std::string> open(
        Keyring const& keyring, CompanyId company, Uuid const& row, std::string_view kept) const;

    // "webhook.secret"
    std::string name() const { return std::string(facts_.table) + "." + std::string(facts_.column); }
    Findings examine(Keyring const& keyring, KeptSecret const& kept) const;
    // The same text sealed with the current key; nothing when no key opens the value.
    std::optional<std::string> sealed_anew(Keyring const& keyring, KeptSecret const& kept) const;
    // Values behind `after`, in the order of company and row. Needs a transaction over all companies.
    std::vector<KeptSecret> following(db::Tx& tx, KeptSecret const& after, std::int64_t most) const;
    // False when the row holds another value by now.
    bool replace(db::Tx& tx, KeptSecret const& old, std::string const& value) const;

    static std::vector<SealedColumn const*> const& all();

private:
    std::string context_of(CompanyId company, Uuid const& row) const;
    std::string kept_form(std::string sealed) const;
    std::string sealed_form(std::string_view kept) const;

    SealedColumnFacts facts_;
    std::string purpose_;
    db::Statement select_, update_;
};

} // namespace guildhall::secrets
