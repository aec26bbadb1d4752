#pragma once
// A bucket of an S3-compatible store, addressed as endpoint/bucket/key, or by a host of its own (PL-30, PL-31).
#include "base/time.hpp"
#include "outbound/client.hpp"

namespace guildhall::files {

struct BucketSettings {
    std::string endpoint; // https://s3.eu-central-1.amazonaws.com, without a path
    std::string bucket, region, access_key, secret_key;
    bool in_host = false; // https://bucket.s3.eu-central-1.amazonaws.com/key, as some stores will have it
};

// Where browsers send to and fetch from: scheme://host of the bucket.
std::string origin_of(BucketSettings const& settings);

// Calls block, and throw Unavailable when the store does not do what it is asked.
class Bucket {
public:
    explicit Bucket(BucketSettings settings);

    void put(std::string const& key, std::string const& bytes) const;
    // Nothing when there is no such object. Of more than `most_bytes` it takes none.
    std::optional<std::string> get(std::string const& key, std::int64_t most_bytes) const;
    bool has(std::string const& key) const;
    // Also when it is not there.
    void remove(std::string const& key) const;

    // What a browser needs to put one object by a form: fields before the file, and where it is sent.
    std::string form_url() const;
    std::vector<std::pair<std::string, std::string>> form_fields(
        std::string const& key, std::int64_t most_bytes, Time now, std::chrono::seconds lifetime) const;
    // An address that shows the object to whoever has it, as a file of this name and type.
    std::string link(std::string const& key, std::string const& file_name, std::string const& content_type, Time now,
        std::chrono::seconds lifetime) const;

private:
    outbound::Reply call(
        std::string const& method, std::string const& key, std::string const& body, std::size_t most_bytes) const;

    BucketSettings settings_;
    outbound::Client client_;
};

} // namespace guildhall::files
