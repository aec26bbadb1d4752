#pragma once
// Bytes by signed URLs: sent directly, and fetched by whoever has a link (PL-31).
#include "direct_upload.hpp"

namespace guildhall::files {

class DiskStore;

class DirectTransfers {
public:
    DirectTransfers(DiskStore& store, std::string const& secret)
        : store_(store)
        , signer_(secret)
    {
    }
    void add_routes(http::Router& routes);
    // Those that were begun before then, with what of them lies in the bucket.
    void forget_uploads(Time before);

private:
    Outcome<DirectUpload, BeginUploadRefusal> begin(db::Tx& tx, Actor const& actor, BeginUpload const& wish) const;
    Outcome<Nothing, SendBytesRefusal> take_bytes(http::Work& work, Actor const& caller, SendBytes const& wish);
    Outcome<ReceivedUpload, CompleteUploadRefusal> prepare_completion(
        http::Work& work, Actor const& actor, CompleteUpload const& wish);
    // What has come of it; nothing yet.
    std::optional<std::string> received_bytes(UploadRow const& row) const;
    Outcome<FileLink, ReadLinkRefusal> make_link(db::Tx& tx, Actor const& actor, ReadFile const& wish) const;
    Outcome<http::Download, FollowLinkRefusal> follow_link(
        http::Work& work, Actor const& caller, FollowLink const& wish);

    DiskStore& store_;
    GrantSigner signer_;
};

} // namespace guildhall::files
