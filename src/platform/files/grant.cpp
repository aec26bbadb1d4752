#include "grant.hpp"
#include "crypto/crypto.hpp"
#include "reflect/json.hpp"
#include "reflect/json_reader.hpp"

namespace guildhall::files {

GrantSigner::GrantSigner(std::string_view secret)
    : key_(crypto::hmac_sha256(secret, "signed URLs of files"))
{
}

std::string GrantSigner::sign(Grant const& grant) const
{
    auto const text = crypto::base64url(reflect::to_json(grant));
    return text + "." + crypto::base64url(crypto::hmac_sha256(key_, text));
}

std::optional<Grant> GrantSigner::read(std::string_view text, GrantKind kind, Uuid const& subject) const
{
    auto const dot = text.find('.');
    if (dot == text.npos) return std::nullopt;
    auto const signature = crypto::from_base64url(text.substr(dot + 1));
    if (!signature || !crypto::equal_in_constant_time(*signature, crypto::hmac_sha256(key_, text.substr(0, dot))))
        return std::nullopt;
    auto const grant = db::stored_json<Grant>(crypto::from_base64url(text.substr(0, dot)).value_or(""));
    if (grant.kind != kind || grant.subject != subject) return std::nullopt;
    return grant;
}

} // namespace guildhall::files
