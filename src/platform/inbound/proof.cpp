#include "proof.hpp"
#include "crypto/crypto.hpp"
#include "crypto/public_key.hpp"
#include "form.hpp"
#include "scheme.hpp"
#include <charconv>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace guildhall::inbound {
namespace {

using crypto::equal_in_constant_time;

std::optional<std::int64_t> seconds_in(std::string_view text)
{
    std::int64_t seconds = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
    return seconds;
}

// A signature is good; whether it also is of now. Clocks differ both ways.
Proof dated(std::string_view timestamp, Scheme scheme, Time now)
{
    auto const seconds = seconds_in(timestamp);
    if (!seconds) return Proof::forged;
    auto const here = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    auto const apart = here > *seconds ? here - *seconds : *seconds - here;
    return apart <= facts_of(scheme).fresh_for->count() ? Proof::good : Proof::too_old;
}

Proof proof_if(bool is_good) { return is_good ? Proof::good : Proof::forged; }

// "t=1,v1=ab,v1=cd": all values of that name.
std::vector<std::string_view> values_in(std::string_view list, std::string_view name)
{
    std::vector<std::string_view> values;
    while (!list.empty()) {
        auto part = list.substr(0, list.find(','));
        list.remove_prefix(std::min(part.size() + 1, list.size()));
        while (part.starts_with(' ')) part.remove_prefix(1);
        auto const sign = part.find('=');
        if (sign != part.npos && part.substr(0, sign) == name) values.push_back(part.substr(sign + 1));
    }
    return values;
}

bool any_equals(std::vector<std::string_view> const& given, std::string_view wanted)
{
    bool found = false;
    for (auto const one : given) found |= equal_in_constant_time(one, wanted);
    return found;
}

// The HMAC of "timestamp.body" in hexadecimal digits: Stripe's way, and our own.
Proof prove_dated_hmac(std::string_view secret, std::string_view timestamp, std::vector<std::string_view> const& given,
    std::string_view body, Scheme scheme, Time now)
{
    auto const message = std::string(timestamp) + "." + std::string(body);
    if (!any_equals(given, crypto::hex(crypto::hmac_sha256(secret, message)))) return Proof::forged;
    return dated(timestamp, scheme, now);
}

Proof prove_stripe(std::string_view secret, Signed const& request, Time now)
{
    auto const header = request.headers.get("Stripe-Signature");
    auto const times = values_in(header, "t");
    if (times.size() != 1) return Proof::forged;
    return prove_dated_hmac(secret, times[0], values_in(header, "v1"), request.body, Scheme::stripe, now);
}

// Proxies add the port to an address or take it away, so the sender may have signed either.
std::vector<std::string> spellings_of(std::string const& url)
{
    auto const scheme = url.find("://");
    if (scheme == url.npos) return {url};
    auto const host = scheme + 3;
    auto const end = std::min(url.find_first_of("/?", host), url.size());
    auto const port = url.rfind(':', end);
    std::string const usual = url.starts_with("https") ? ":443" : ":80";
    if (port == url.npos || port < host || url.find(']', port) < end)
        return {url, url.substr(0, end) + usual + url.substr(end)};
    if (url.substr(port, end - port) != usual) return {url};
    return {url, url.substr(0, port) + url.substr(end)};
}

// What stands behind `name=` in the query.
std::string_view in_query(std::string_view url, std::string_view name)
{
    auto query = url.substr(std::min(url.find('?'), url.size()));
    while (!query.empty()) {
        query.remove_prefix(1);
        auto const part = query.substr(0, query.find('&'));
        if (part.starts_with(name) && part.substr(name.size()).starts_with('=')) return part.substr(name.size() + 1);
        query.remove_prefix(part.size());
    }
    return {};
}

Proof prove_twilio(std::string_view secret, Signed const& request)
{
    std::string fields;
    auto const body_hash = in_query(request.url, "bodySHA256");
    if (!body_hash.empty()) { // covers a body of any kind, and the address covers it
        if (!equal_in_constant_time(body_hash, crypto::sha256_hex(request.body))) return Proof::forged;
    } else {
        auto const form = parse_form(request.body);
        if (!form) return Proof::forged;
        for (auto const& [name, values] : *form)
            for (auto const& value : values) fields += name + value;
    }
    auto const given = request.headers.get("X-Twilio-Signature");
    bool is_good = false;
    for (auto const& url : spellings_of(request.url))
        is_good |= equal_in_constant_time(given, crypto::base64(crypto::hmac_sha1(secret, url + fields)));
    return proof_if(is_good);
}

Proof prove_sendgrid(std::string_view key, Signed const& request, Time now)
{
    auto const timestamp = request.headers.get("X-Twilio-Email-Event-Webhook-Timestamp");
    auto const signature = crypto::from_base64(request.headers.get("X-Twilio-Email-Event-Webhook-Signature"));
    auto const key_bytes = crypto::from_base64(key);
    if (!signature || !key_bytes) return Proof::forged;
    auto const message = std::string(timestamp) + std::string(request.body);
    if (!crypto::is_signed_by_p256(*key_bytes, message, *signature)) return Proof::forged;
    return dated(timestamp, Scheme::sendgrid, now);
}

// EasyPost takes the secret in its compatibility decomposition: é becomes e and an accent.
std::string decomposed(std::string_view text)
{
    UErrorCode error = U_ZERO_ERROR;
    auto const* const form = icu::Normalizer2::getNFKDInstance(error);
    check(U_SUCCESS(error), "the tables of Unicode are there");
    std::string out;
    form->normalize(icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}), error)
        .toUTF8String(out);
    return U_SUCCESS(error) ? out : std::string(text);
}

// Fields of a form or of JSON. The content is not covered, but the id is, and each id counts once.
Proof prove_mobizon(std::string_view secret, Signed const& request)
{
    auto const json = parse_body(request.body);
    auto const form = json ? Form{} : parse_form(request.body).value_or(Form{});
    auto const field = [&](std::string const& name) {
        return json ? text_at(*json, "/" + name) : value_of(form, name);
    };
    auto const id = field("eventId"), attempt = field("attempt"), made_at = field("eventCreateTs");
    if (id.empty()) return Proof::forged;
    auto const message = id + "|" + attempt + "|" + made_at + "|" + std::string(secret);
    return proof_if(equal_in_constant_time(field("sign"), crypto::hex(crypto::sha1(message))));
}

Proof prove_cloudinary(std::string_view secret, Signed const& request, Time now)
{
    auto const timestamp = request.headers.get("X-Cld-Timestamp"), given = request.headers.get("X-Cld-Signature");
    auto const message = std::string(request.body) + std::string(timestamp) + std::string(secret);
    auto const is_good = equal_in_constant_time(given, crypto::hex(crypto::sha1(message))) ||
                         equal_in_constant_time(given, crypto::sha256_hex(message));
    return is_good ? dated(timestamp, Scheme::cloudinary, now) : Proof::forged;
}

Proof prove_tiptop(std::string_view secret, Signed const& request)
{
    auto const sign = [&](std::string_view text) { return crypto::base64(crypto::hmac_sha256(secret, text)); };
    if (request.headers.has("Content-HMAC"))
        return proof_if(equal_in_constant_time(request.headers.get("Content-HMAC"), sign(request.body)));
    return proof_if(equal_in_constant_time(request.headers.get("X-Content-HMAC"), sign(decoded(request.body))));
}

std::string hex_hmac(std::string_view secret, std::string_view body)
{
    return crypto::hex(crypto::hmac_sha256(secret, body));
}

} // namespace

Proof prove(Scheme scheme, std::string_view secret, Signed const& request, Time now)
{
    auto const& headers = request.headers;
    switch (scheme) {
    case Scheme::guildhall:
        return prove_dated_hmac(secret, headers.get("Guildhall-Timestamp"),
            values_in(headers.get("Guildhall-Signature"), "v1"), request.body, scheme, now);
    case Scheme::stripe: return prove_stripe(secret, request, now);
    case Scheme::twilio: return prove_twilio(secret, request);
    case Scheme::sendgrid: return prove_sendgrid(secret, request, now);
    case Scheme::whatsapp:
        return proof_if(
            equal_in_constant_time(headers.get("X-Hub-Signature-256"), "sha256=" + hex_hmac(secret, request.body)));
    case Scheme::telegram:
        return proof_if(equal_in_constant_time(headers.get("X-Telegram-Bot-Api-Secret-Token"), secret));
    case Scheme::easypost:
        return proof_if(equal_in_constant_time(
            headers.get("X-Hmac-Signature"), "hmac-sha256-hex=" + hex_hmac(decomposed(secret), request.body)));
    case Scheme::mobizon: return prove_mobizon(secret, request);
    case Scheme::cloudinary: return prove_cloudinary(secret, request, now);
    case Scheme::tiptop_pay: return prove_tiptop(secret, request);
    }
    return Proof::forged;
}

} // namespace guildhall::inbound
