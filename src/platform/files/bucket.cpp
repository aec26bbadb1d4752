#include "files/bucket.hpp"
#include "base/outcome.hpp"
#include "crypto/crypto.hpp"
#include "reflect/json.hpp"
#include "s3_signature.hpp"

namespace guildhall::files {
namespace {

constexpr int most_tries = 2;

s3::Keys keys_of(BucketSettings const& settings) { return {settings.access_key, settings.secret_key, settings.region}; }

std::string host_of(BucketSettings const& settings)
{
    auto const origin = origin_of(settings);
    return origin.substr(origin.find("://") + 3);
}

std::string path_of(BucketSettings const& settings, std::string const& key)
{
    return settings.in_host ? "/" + key : "/" + settings.bucket + "/" + key;
}

// The code of the store's XML, for the log.
std::string code_in(std::string const& xml)
{
    auto const from = xml.find("<Code>"), to = xml.find("</Code>");
    if (from == xml.npos || to == xml.npos || to < from) return {};
    return " " + xml.substr(from + 6, to - from - 6);
}

[[noreturn]] void fail(std::string const& what, outbound::Reply const& reply)
{
    auto const why = reply.fault ? reply.detail : std::to_string(reply.status) + code_in(reply.body);
    throw Unavailable("the object store cannot " + what + ": " + why);
}

std::string disposition_of(std::string const& file_name)
{
    return "attachment; filename*=UTF-8''" + outbound::encode_component(file_name);
}

} // namespace

std::string origin_of(BucketSettings const& settings)
{
    if (!settings.in_host) return settings.endpoint;
    auto const host = settings.endpoint.find("://") + 3;
    return settings.endpoint.substr(0, host) + settings.bucket + "." + settings.endpoint.substr(host);
}

Bucket::Bucket(BucketSettings settings)
    : settings_(std::move(settings))
{
}

outbound::Reply Bucket::call(
    std::string const& method, std::string const& key, std::string const& body, std::size_t most_bytes) const
{
    auto const path = path_of(settings_, key);
    outbound::Call call;
    call.method = method;
    call.url = origin_of(settings_) + s3::encoded_path(path);
    call.body = body;
    call.most_bytes = most_bytes;
    call.within = std::chrono::minutes(5); // for what is large
    outbound::Reply reply;
    for (int tried = 0; tried < most_tries; ++tried) {
        // By the clock of the world, whatever a test makes of ours.
        s3::SignedRequest request{method, path, {}, {}, crypto::sha256_hex(body), system_now()};
        request.headers = {{"host", host_of(settings_)}, {"x-amz-content-sha256", request.payload},
            {"x-amz-date", s3::amz_date(request.now)}};
        call.headers = {{"x-amz-content-sha256", request.payload}, {"x-amz-date", s3::amz_date(request.now)},
            {"Authorization", s3::authorization(keys_of(settings_), request)}};
        if (method == "PUT") call.headers.push_back({"Content-Type", "application/octet-stream"});
        reply = client_.call(call);
        if (!reply.is_passing()) break;
    }
    return reply;
}

void Bucket::put(std::string const& key, std::string const& bytes) const
{
    constexpr std::size_t most_answer = 64 * 1024;
    auto const reply = call("PUT", key, bytes, most_answer);
    if (!reply.is_success()) fail("keep a file", reply);
}

std::optional<std::string> Bucket::get(std::string const& key, std::int64_t most_bytes) const
{
    auto reply = call("GET", key, {}, static_cast<std::size_t>(most_bytes));
    if (reply.status == 404) return std::nullopt;
    if (!reply.is_success()) fail("give a file", reply);
    return std::move(reply.body);
}

bool Bucket::has(std::string const& key) const
{
    auto const reply = call("HEAD", key, {}, 0);
    if (reply.status == 404) return false;
    if (!reply.is_success()) fail("say whether it has a file", reply);
    return true;
}

void Bucket::remove(std::string const& key) const
{
    constexpr std::size_t most_answer = 64 * 1024;
    auto const reply = call("DELETE", key, {}, most_answer);
    if (!reply.is_success() && reply.status != 404) fail("remove a file", reply);
}

std::string Bucket::form_url() const
{
    return origin_of(settings_) + "/" + (settings_.in_host ? "" : settings_.bucket);
}

std::vector<std::pair<std::string, std::string>> Bucket::form_fields(
    std::string const& key, std::int64_t most_bytes, Time now, std::chrono::seconds lifetime) const
{
    std::vector<std::pair<std::string, std::string>> fields{{"key", key}, {"Content-Type", "application/octet-stream"},
        {"success_action_status", "204"}, {"x-amz-algorithm", "AWS4-HMAC-SHA256"},
        {"x-amz-credential", s3::credential(keys_of(settings_), now)}, {"x-amz-date", s3::amz_date(now)}};
    auto policy = R"({"expiration":")" + to_rfc3339(std::chrono::floor<std::chrono::seconds>(now + lifetime)) +
                  R"(","conditions":[{"bucket":)" + reflect::to_json(settings_.bucket) +
                  R"(},["content-length-range",1,)" + std::to_string(most_bytes) + "]";
    for (auto const& [name, value] : fields)
        policy += ",{" + reflect::to_json(name) + ":" + reflect::to_json(value) + "}";
    auto const text = crypto::base64(policy + "]}");
    fields.emplace_back("policy", text);
    fields.emplace_back("x-amz-signature", s3::policy_signature(keys_of(settings_), text, now));
    return fields;
}

std::string Bucket::link(std::string const& key, std::string const& file_name, std::string const& content_type,
    Time now, std::chrono::seconds lifetime) const
{
    s3::SignedRequest request{"GET", path_of(settings_, key), {}, {{"host", host_of(settings_)}}, {}, now};
    request.query = {
        {"response-content-disposition", disposition_of(file_name)}, {"response-content-type", content_type}};
    return origin_of(settings_) + s3::encoded_path(request.path) + "?" +
           s3::presigned_query(keys_of(settings_), request, lifetime);
}

} // namespace guildhall::files
