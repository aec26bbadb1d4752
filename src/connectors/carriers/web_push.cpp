#include "web_push.hpp"
#include "crypto/crypto.hpp"
#include "wire.hpp"

namespace guildhall::carriers {
namespace {

namespace json = reflect::json;

constexpr std::size_t most_text = 3993;
constexpr std::string_view record_size("\x00\x00\x10\x00", 4); // 4096
constexpr std::chrono::hours token_lifetime{12};
constexpr std::chrono::hours kept_by_service{24 * 7}; // for a browser that is closed

// One step of HKDF-SHA256 with at most 32 bytes of output (RFC 5869).
std::string expand(std::string_view key, std::string info, std::size_t size)
{
    info += '\1';
    return crypto::hmac_sha256(key, info).substr(0, size);
}

std::string info_of(std::string_view name) { return std::string(name) + '\0'; }

} // namespace

std::optional<std::string> encrypt_push(std::string_view text, std::string_view browser_key, std::string_view auth,
    crypto::CurveKey const& sender, std::string_view salt)
{
    auto const secret = crypto::shared_secret(sender.private_key, browser_key);
    if (!secret || auth.size() != 16 || salt.size() != 16 || text.size() > most_text) return std::nullopt;
    auto const input = expand(crypto::hmac_sha256(auth, *secret),
        info_of("WebPush: info") + std::string(browser_key) + sender.public_key, 32);
    auto const key = crypto::hmac_sha256(salt, input);
    auto const sealed = crypto::encrypt_aes128_gcm(expand(key, info_of("Content-Encoding: aes128gcm"), 16),
        expand(key, info_of("Content-Encoding: nonce"), 12), std::string(text) + '\2');
    return std::string(salt) + std::string(record_size) + static_cast<char>(sender.public_key.size()) +
           sender.public_key + sealed;
}

std::string origin_of(std::string_view url)
{
    auto const scheme = url.find("://");
    if (scheme == url.npos) return {};
    return std::string(url.substr(0, std::min(url.find_first_of("/?#", scheme + 3), url.size())));
}

std::string vapid_authorization(
    crypto::CurveKey const& key, std::string_view endpoint, std::string_view subject, Time now)
{
    auto const until = std::chrono::floor<std::chrono::seconds>(now + token_lifetime).time_since_epoch().count();
    json::object const claims{{"aud", origin_of(endpoint)}, {"exp", until}, {"sub", subject}};
    auto const content =
        crypto::base64url(R"({"typ":"JWT","alg":"ES256"})") + "." + crypto::base64url(json::serialize(claims));
    return "vapid t=" + content + "." + crypto::base64url(crypto::sign_es256(key.private_key, content)) +
           ", k=" + crypto::base64url(key.public_key);
}

Outgoing write_web_push(Values const& values, Parcel const& parcel, Addresses const&)
{
    check(parcel.device.has_value(), "a push message goes to a device");
    auto const& device = *parcel.device;
    json::object const shown{{"title", at_most(parcel.subject, 120)}, {"body", at_most(parcel.text, 600)},
        {"link", parcel.path}, {"tag", to_string(parcel.attempt.message_id)}, {"lang", parcel.locale}};
    Outgoing outgoing;
    outgoing.readable = json::serialize(shown);
    auto const private_key = crypto::from_base64url(value_of(values, "private_key")).value_or("");
    auto const public_key = crypto::from_base64url(value_of(values, "public_key")).value_or("");
    auto const body = encrypt_push(outgoing.readable, crypto::from_base64url(device.p256dh).value_or(""),
        crypto::from_base64url(device.auth).value_or(""), crypto::new_curve_key(), crypto::random_bytes(16));
    if (!body) return outgoing; // the browser's key is none: there is nothing to call
    auto& call = outgoing.call;
    call.method = "POST";
    call.url = device.endpoint;
    call.headers = {{"TTL", std::to_string(std::chrono::seconds(kept_by_service).count())},
        {"Content-Encoding", "aes128gcm"}, {"Content-Type", "application/octet-stream"},
        {"Urgency", parcel.is_urgent ? "high" : "normal"},
        // A second attempt takes the place of the first, if that one did arrive.
        {"Topic", crypto::base64url({reinterpret_cast<char const*>(parcel.attempt.message_id.uuid.bytes.data()), 16})},
        {"Authorization",
            vapid_authorization({private_key, public_key}, device.endpoint, value_of(values, "subject"), parcel.now)}};
    call.body = *body;
    return outgoing;
}

Handover read_web_push(outbound::Reply const& reply)
{
    if (reply.is_success()) {
        Handover taken;
        taken.fate = notifications::AttemptFate::accepted;
        return taken;
    }
    auto handover = not_taken(reply, {});
    // The browser has withdrawn its subscription.
    handover.is_address_dead = reply.status == 404 || reply.status == 410;
    return handover;
}

} // namespace guildhall::carriers
