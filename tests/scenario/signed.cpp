#include "signed.hpp"
#include "base/outcome.hpp"
#include "clock_words.hpp"
#include "crypto/crypto.hpp"
#include "db/queries.hpp"
#include "http/uri.hpp"
#include <map>
#include <memory>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <sstream>

namespace guildhall::scenario {
namespace {

struct SignedRequest {
    std::string url; // with scheme and host
    std::string body;
    Time now;
};
using HeaderFields = std::vector<std::pair<std::string, std::string>>;

using PrivateKey = std::shared_ptr<EVP_PKEY>;
std::map<std::string, PrivateKey>& sendgrid_keys()
{
    static std::map<std::string, PrivateKey> all;
    return all;
}

std::string ecdsa(PrivateKey const& key, std::string const& message)
{
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    auto const* bytes = reinterpret_cast<unsigned char const*>(message.data());
    std::size_t size = 0;
    check(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
              EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size()) == 1,
        "OpenSSL signs");
    std::string signature(size, '\0');
    check(EVP_DigestSign(
              context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, message.size()) == 1,
        "OpenSSL signs");
    signature.resize(size);
    return signature;
}

// Forms are signed after their address, field by field in the order of their names.
std::string twilio_message(SignedRequest const& request)
{
    std::map<std::string, std::string> fields;
    auto const form = http::parse_uri("/?" + request.body).value();
    for (auto const& [name, value] : form.query.parameters) fields[name] = value;
    auto message = request.url;
    for (auto const& [name, value] : fields) message += name + value;
    return message;
}

HeaderFields signature_headers(Signer const& signer, SignedRequest const& request)
{
    auto const seconds = std::chrono::floor<std::chrono::seconds>(request.now - signer.ago);
    auto const timestamp = std::to_string(seconds.time_since_epoch().count());
    auto const hmac = [&](std::string const& message) {
        return crypto::hex(crypto::hmac_sha256(signer.secret, message));
    };
    auto const dated = hmac(timestamp + "." + request.body);
    if (signer.way == "guildhall") return {{"Guildhall-Timestamp", timestamp}, {"Guildhall-Signature", "v1=" + dated}};
    if (signer.way == "stripe") return {{"Stripe-Signature", "t=" + timestamp + ",v1=" + dated}};
    if (signer.way == "whatsapp") return {{"X-Hub-Signature-256", "sha256=" + hmac(request.body)}};
    if (signer.way == "telegram") return {{"X-Telegram-Bot-Api-Secret-Token", signer.secret}};
    if (signer.way == "twilio")
        return {{"X-Twilio-Signature", crypto::base64(crypto::hmac_sha1(signer.secret, twilio_message(request)))}};
    check(signer.way == "sendgrid", "a scenario names a known way to sign");
    return {{"X-Twilio-Email-Event-Webhook-Timestamp", timestamp},
        {"X-Twilio-Email-Event-Webhook-Signature",
            crypto::base64(ecdsa(sendgrid_keys().at(signer.secret), timestamp + request.body))}};
}

} // namespace

Signer signer_named(std::string const& words)
{
    std::istringstream in(words);
    Signer signer;
    std::string by, rest;
    in >> signer.way >> by >> signer.secret;
    std::getline(in, rest);
    if (!rest.empty()) signer.ago = span_named(rest).value();
    check(by == "by", "a request is signed by somebody's secret");
    return signer;
}

void sign_next(
    app::Caller& caller, app::House& house, Signer const& signer, std::string const& target, std::string const& body)
{
    auto const& settings = house.settings();
    auto const url = settings.public_url.empty() ? "http://" + settings.listen : settings.public_url;
    for (auto const& [name, value] : signature_headers(signer, {url + target, body, house.clock().now()}))
        caller.set_header(name, value);
}

std::pair<std::string, std::string> part_behind(std::string const& words)
{
    std::istringstream from(words);
    std::string mark, in, text, as, name;
    from >> mark >> in >> text >> as >> name;
    auto const at = text.find(mark);
    check(at != text.npos, "the text has the mark");
    return {name, text.substr(at + mark.size())};
}

void hand_to_carrier(app::House& house, CompanyId company, std::string const& words)
{
    static db::Tables const tables{{"message_attempt"}};
    static db::Change<std::string, std::string, CompanyId, Uuid> const take{
        tables, "UPDATE message_attempt SET carrier = ?, carrier_id = ? WHERE company_id = ? AND message_id = ?"};
    std::istringstream in(words);
    std::string carrier, took, message, as, id;
    in >> carrier >> took >> message >> as >> id;
    house.database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
        take(tx, carrier, id, company, parse_uuid(message).value());
        return true;
    });
}

std::string make_sendgrid_key()
{
    PrivateKey const key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    unsigned char* bytes = nullptr;
    auto const size = i2d_PUBKEY(key.get(), &bytes);
    check(size > 0, "OpenSSL makes keys");
    auto const text = crypto::base64({reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size)});
    OPENSSL_free(bytes);
    sendgrid_keys()[text] = key;
    return text;
}

} // namespace guildhall::scenario
