#pragma once
// What a file may be sent for, and which kinds and sizes each purpose takes (PL-32).
#include "base/outcome.hpp"
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::files {

// picture: a logo, an avatar, a product's picture. attachment: whatever goes along with something else.
BOOST_DEFINE_ENUM_CLASS(Purpose, model, document, picture, attachment)

// Bytes; nothing of a purpose is taken where it is 0.
struct SizeLimits {
    std::int64_t model = 150 << 20, document = 50 << 20, picture = 10 << 20, attachment = 50 << 20;
};

struct PurposeRule {
    Purpose purpose{};
    std::vector<std::string> kinds;
    std::int64_t most_bytes = 0;
};
BOOST_DESCRIBE_STRUCT(PurposeRule, (), (purpose, kinds, most_bytes))

class PurposeRules {
public:
    explicit PurposeRules(SizeLimits const& limits = {});
    std::vector<PurposeRule> const& all() const { return rules_; }
    PurposeRule const& of(Purpose purpose) const { return rules_[static_cast<std::size_t>(purpose)]; }
    // Of a file that came without a purpose: a model when it is one, else an attachment.
    PurposeRule const& of(std::optional<Purpose> purpose, std::string_view kind) const;
    // The most that any purpose takes, or this one.
    std::int64_t most_bytes(std::optional<Purpose> purpose) const;

private:
    std::vector<PurposeRule> rules_; // in the order of the enumeration
};

// The kind that the bytes themselves say.
std::string kind_of(std::string_view bytes);
bool is_cad(std::string_view kind);

// "12 MB", as people are told.
std::string megabytes(std::int64_t bytes);

} // namespace guildhall::files
