#pragma once
// A secret that names its row: company, id and 32 random bytes in base64url. So it is looked up in its own company, and
// the row knows no more of it than a hash.
#include "base/uuid.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::identity {

inline constexpr std::size_t secret_size = 32;

struct NamedSecret {
    CompanyId company_id;
    Uuid id;
    std::string hash; // SHA-256 in hexadecimal
};
std::string write_secret(CompanyId company_id, Uuid const& id, std::string const& random);
// Nothing when the text has another form.
std::optional<NamedSecret> read_secret(std::string_view text);

} // namespace guildhall::identity
