#include "s3_signature.hpp"
#include "crypto/crypto.hpp"
#include "outbound/client.hpp"
#include <algorithm>

namespace guildhall::files::s3 {
namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";

std::string lower(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return text;
}

// Trimmed, and runs of blanks inside are one.
std::string collapsed(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c != ' ' && c != '\t')
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

Pairs sorted_headers(Pairs headers)
{
    for (auto& [name, value] : headers) {
        name = lower(name);
        value = collapsed(value);
    }
    std::ranges::sort(headers);
    return headers;
}

std::string signed_names(Pairs const& headers)
{
    std::string names;
    for (auto const& [name, value] : sorted_headers(headers)) names += (names.empty() ? "" : ";") + name;
    return names;
}

std::string scope(Keys const& keys, Time now)
{
    return amz_date(now).substr(0, 8) + "/" + keys.region + "/s3/aws4_request";
}

} // namespace

std::string amz_date(Time now)
{
    std::string text;
    for (char const c : to_rfc3339(std::chrono::floor<std::chrono::seconds>(now)))
        if (c != '-' && c != ':') text += c;
    return text.substr(0, 15) + "Z";
}

std::string encoded_path(std::string_view path)
{
    std::string encoded;
    while (true) {
        auto const slash = path.find('/');
        encoded += outbound::encode_component(path.substr(0, slash));
        if (slash == path.npos) return encoded;
        encoded += '/';
        path.remove_prefix(slash + 1);
    }
}

std::string encoded_query(Pairs query)
{
    for (auto& [name, value] : query) {
        name = outbound::encode_component(name);
        value = outbound::encode_component(value);
    }
    std::ranges::sort(query);
    std::string text;
    for (auto const& [name, value] : query) text.append(text.empty() ? "" : "&").append(name + "=" + value);
    return text;
}

std::string canonical_request(SignedRequest const& request)
{
    auto text = request.method + "\n" + encoded_path(request.path) + "\n" + encoded_query(request.query) + "\n";
    for (auto const& [name, value] : sorted_headers(request.headers)) text += name + ":" + value + "\n";
    return text + "\n" + signed_names(request.headers) + "\n" + request.payload;
}

std::string credential(Keys const& keys, Time now) { return keys.access_key + "/" + scope(keys, now); }

std::string signing_key(Keys const& keys, Time now)
{
    auto const of_day = crypto::hmac_sha256("AWS4" + keys.secret_key, amz_date(now).substr(0, 8));
    return crypto::hmac_sha256(crypto::hmac_sha256(crypto::hmac_sha256(of_day, keys.region), "s3"), "aws4_request");
}

std::string signature(Keys const& keys, SignedRequest const& request)
{
    auto const text = std::string(algorithm) + "\n" + amz_date(request.now) + "\n" + scope(keys, request.now) + "\n" +
                      crypto::sha256_hex(canonical_request(request));
    return crypto::hex(crypto::hmac_sha256(signing_key(keys, request.now), text));
}

std::string authorization(Keys const& keys, SignedRequest const& request)
{
    return std::string(algorithm) + " Credential=" + credential(keys, request.now) +
           ",SignedHeaders=" + signed_names(request.headers) + ",Signature=" + signature(keys, request);
}

std::string presigned_query(Keys const& keys, SignedRequest request, std::chrono::seconds expires)
{
    request.payload = unsigned_payload;
    request.query.insert(request.query.end(),
        {{"X-Amz-Algorithm", std::string(algorithm)}, {"X-Amz-Credential", credential(keys, request.now)},
            {"X-Amz-Date", amz_date(request.now)}, {"X-Amz-Expires", std::to_string(expires.count())},
            {"X-Amz-SignedHeaders", signed_names(request.headers)}});
    return encoded_query(request.query) + "&X-Amz-Signature=" + signature(keys, request);
}

std::string policy_signature(Keys const& keys, std::string_view policy, Time now)
{
    return crypto::hex(crypto::hmac_sha256(signing_key(keys, now), policy));
}

} // namespace guildhall::files::s3
