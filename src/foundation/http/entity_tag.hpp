#pragma once
// ETag, If-Match, If-None-Match and If-Range (RFC 9110, 8.8.3 and 13.1).
#include "base/actor.hpp"
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::http {

// "3-5f0c91aa": the version of a record, and a digest of who reads it and what he may do. What a record shows, and its
// allowed_actions, follow from both, so a copy is good only for the same reader with the same rights.
std::string tag_of_record(std::string_view version, Actor const& reader);

// Whether a list of tags names this one; "*" names all. Weak and strong alike (13.1.2).
bool names_etag(std::string_view header, std::string_view etag);

// Whether If-Range names exactly this tag, strongly: a weak tag promises nothing about bytes (13.1.5).
bool is_strong_etag(std::string_view header, std::string_view etag);

// The version that If-Match asks for, whoever read it: "3" and "3-5f0c91aa" alike; nothing inside for "*" and for no
// header. Versions are never negative: -1 stands for a tag that none of ours can be. W/"3", which is what compression
// makes of "3", means version 3 as well: the tag stands for the record, not for its bytes. The reason is a sentence.
std::expected<std::optional<std::int64_t>, std::string> expected_version(std::string_view if_match);

} // namespace guildhall::http
