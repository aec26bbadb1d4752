#pragma once
// AWS Signature Version 4 as S3 wants it: of headers, of a URL, of a form (PL-31).
#include "base/time.hpp"
#include <string>
#include <utility>
#include <vector>

namespace guildhall::files::s3 {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Keys {
    std::string access_key, secret_key, region;
};

struct SignedRequest {
    std::string method;
    std::string path;    // as people read it: "/bucket/a key"; each segment is encoded once
    Pairs query;         // not encoded
    Pairs headers;       // host, and all others that are signed
    std::string payload; // hex SHA-256 of the body, or UNSIGNED-PAYLOAD
    Time now;
};

std::string const unsigned_payload = "UNSIGNED-PAYLOAD";

// "20130524T000000Z"
std::string amz_date(Time now);
std::string encoded_path(std::string_view path);
// Encoded and sorted, as it stands in the URL and in what is signed.
std::string encoded_query(Pairs query);
std::string canonical_request(SignedRequest const& request);
// "access/date/region/s3/aws4_request"
std::string credential(Keys const& keys, Time now);
std::string signing_key(Keys const& keys, Time now); // 32 bytes
std::string signature(Keys const& keys, SignedRequest const& request);
// The value of the Authorization header.
std::string authorization(Keys const& keys, SignedRequest const& request);
// The query of a URL that allows this request until `expires` is over; its headers are the host alone.
std::string presigned_query(Keys const& keys, SignedRequest request, std::chrono::seconds expires);
// Of the base64 text of a form's policy.
std::string policy_signature(Keys const& keys, std::string_view policy, Time now);

} // namespace guildhall::files::s3
