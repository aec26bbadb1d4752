#pragma once
// Files that their owner shares with somebody by his e-mail address (MF-06).
#include "file.hpp"

namespace guildhall::files {

// Of one file; and how many one person shares in a day.
inline constexpr std::int64_t most_shares_of_file = 50;
inline constexpr std::int64_t most_shares_of_day = 100;

struct ShareRow {
    CompanyId company_id;
    FileShareId id;
    FileId file_id;
    std::optional<UserId> owner_id; // of the file
    std::string email;
    std::optional<UserId> user_id; // absent: nobody has confirmed this address yet
    UserId shared_by;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(ShareRow, (), (company_id, id, file_id, owner_id, email, user_id, shared_by, created_at))

// The same whether the address has an account or not: nobody learns here who has one.
struct FileShare {
    FileShareId id;
    FileId file_id;
    std::string email;
    std::string shared_by; // a name; the company's when customers are told of its people
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(FileShare, (), (id, file_id, email, shared_by, created_at))

struct ShareFile {
    FileId file_id;
    Email email;
};
BOOST_DESCRIBE_STRUCT(ShareFile, (), (file_id, email))
BOOST_DEFINE_ENUM_CLASS(ShareFileRefusal, file_not_found, sharing_not_allowed, open_to_everybody,
    infected_file_not_allowed, already_owner, too_many_shares, too_many_requests)
// Sharing again with the same address answers with the same share.
Outcome<FileShare, ShareFileRefusal> share_file(db::Tx& tx, Actor const& actor, ShareFile const& wish);

struct SharePath {
    FileShareId file_share_id;
};
BOOST_DESCRIBE_STRUCT(SharePath, (), (file_share_id))
BOOST_DEFINE_ENUM_CLASS(EndShareRefusal, file_share_not_found)
// By the owner, by staff, or by whom it was shared with: then it is off his list.
Outcome<Nothing, EndShareRefusal> end_share(db::Tx& tx, Actor const& actor, SharePath const& wish);

// What is told of a share: to webhooks, and to the person's open pages.
struct FileShared {
    FileId file_id;
    std::string file_name;
    std::string email;
    std::optional<UserId> user_id;
    UserId shared_by;
};
BOOST_DESCRIBE_STRUCT(FileShared, (), (file_id, file_name, email, user_id, shared_by))

bool is_shared_with(db::Tx& tx, Actor const& actor, FileId file_id);
// How the actor has come to this file, if somebody has shared it with him.
std::optional<ReceivedShare> received_share(db::Tx& tx, Actor const& actor, File const& file);
// Such files, the newest first, at most 200.
std::vector<File> files_shared_with(db::Tx& tx, CompanyId company_id, UserId user_id);
void end_shares_of(db::Tx& tx, File const& file);
// The file has another owner.
void hand_over_shares(db::Tx& tx, File const& file);
// A consumer of events: who confirms his address gets what was shared with it before.
void open_waiting_shares(db::Tx& tx, jobs::Event const& event);
// As this reader may know him: customers deal with the company, not with its people.
std::string sharer_name(db::Tx& tx, CompanyId company_id, UserId sharer, bool to_staff);
void add_share_routes(http::Router& routes);

} // namespace guildhall::files
