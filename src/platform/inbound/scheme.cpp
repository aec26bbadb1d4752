#include "scheme.hpp"
#include "crypto/crypto.hpp"
#include "crypto/public_key.hpp"
#include <algorithm>

namespace guildhall::inbound {
namespace {

using namespace std::chrono_literals;

bool is_telegram_token(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

} // namespace

SchemeFacts facts_of(Scheme scheme)
{
    switch (scheme) {
    case Scheme::guildhall: return {.is_secret_ours = true, .fresh_for = 300s};
    case Scheme::stripe: return {.fresh_for = 300s};
    case Scheme::twilio: return {.takes_forms = true};
    case Scheme::sendgrid: return {.fresh_for = 600s};
    case Scheme::whatsapp: return {};
    case Scheme::telegram: return {.is_secret_ours = true};
    case Scheme::easypost: return {.is_secret_ours = true};
    case Scheme::mobizon: return {.is_secret_ours = true, .takes_forms = true};
    case Scheme::cloudinary: return {.fresh_for = 7200s};
    case Scheme::tiptop_pay: return {.takes_forms = true};
    }
    throw Bug("a way to sign has no facts");
}

bool takes_type(Scheme scheme, std::string_view content_type)
{
    if (http::is_media_type(content_type, "application/json")) return true;
    return facts_of(scheme).takes_forms && http::is_media_type(content_type, "application/x-www-form-urlencoded");
}

std::optional<std::string> secret_fault(Scheme scheme, std::string_view secret)
{
    if (scheme == Scheme::sendgrid)
        return crypto::is_p256_key(crypto::from_base64(secret).value_or(""))
                   ? std::nullopt
                   : std::optional<std::string>("This is not the verification key that SendGrid shows.");
    if (secret.size() < 8) return "A secret has at least 8 characters.";
    if (scheme == Scheme::telegram && !is_telegram_token(secret))
        return "Telegram takes letters A to Z, digits, _ and - alone.";
    return std::nullopt;
}

} // namespace guildhall::inbound
