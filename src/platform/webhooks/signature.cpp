#include "signature.hpp"
#include "crypto/crypto.hpp"
#include <chrono>

namespace guildhall::webhooks {

std::string timestamp_of(Time now)
{
    return std::to_string(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
}

std::string signature_of(std::string_view secret, std::string_view timestamp, std::string_view body)
{
    std::string message(timestamp);
    message += '.';
    message += body;
    return "v1=" + crypto::hex(crypto::hmac_sha256(secret, message));
}

} // namespace guildhall::webhooks
