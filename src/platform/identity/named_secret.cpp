#include "named_secret.hpp"
#include "crypto/crypto.hpp"
#include <cstring>
#include <utility>

namespace guildhall::identity {

std::string write_secret(CompanyId company_id, Uuid const& id, std::string const& random)
{
    std::string bytes;
    for (Uuid const* part : {&std::as_const(company_id.uuid), &id})
        bytes.append(reinterpret_cast<char const*>(part->bytes.data()), part->bytes.size());
    return crypto::base64url(bytes + random);
}

std::optional<NamedSecret> read_secret(std::string_view text)
{
    auto const bytes = crypto::from_base64url(text);
    if (!bytes || bytes->size() != 32 + secret_size) return std::nullopt;
    NamedSecret secret;
    std::memcpy(secret.company_id.uuid.bytes.data(), bytes->data(), 16);
    std::memcpy(secret.id.bytes.data(), bytes->data() + 16, 16);
    secret.hash = crypto::sha256_hex(*bytes); // of the bytes: their text may be written in more than one way
    return secret;
}

} // namespace guildhall::identity
