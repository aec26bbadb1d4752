#pragma once
// A streaming scanner for the XML inside packages: tags and attributes only, no text, fast enough for millions of tags.
// Stricter than a browser and smaller than a parser: no document types, no entities of one's own, UTF-8 only.
#include "geometry/analysis.hpp"
#include <array>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::geometry {

struct XmlAttribute {
    std::string_view name;  // with its prefix
    std::string_view value; // as written; see resolve_xml_text
};

// A start or end tag. An empty element is one tag. The views hold until the scanner moves on.
struct XmlTag {
    std::string_view name; // with its prefix
    std::span<XmlAttribute const> attributes;
    bool is_end = false;
    bool is_empty = false;

    std::optional<std::string_view> attribute(std::string_view name_with_prefix) const;
};

// "p:path" is "path" of prefix "p".
std::string_view xml_local_name(std::string_view name);
std::string_view xml_prefix(std::string_view name);

// Replaces the five predefined entities and numeric references.
std::string resolve_xml_text(std::string_view raw);

class XmlScanner {
public:
    // Fills the span from the front and says how much; 0 at the end.
    using Source = std::move_only_function<std::expected<std::size_t, Failure>(std::span<char>)>;

    // `document` names the document in complaints.
    XmlScanner(std::string document, Source source);

    // The next tag; nullptr at the end of the document or when it is not well-formed: then failure() says why.
    XmlTag const* next();
    std::optional<Failure> const& failure() const { return failure_; }

    // For complaints of the caller about the current tag.
    std::unexpected<Failure> complaint(std::string_view what, Defect defect = Defect::damaged_file) const;

private:
    enum class Parsed { tag, skipped, incomplete, failed };

    bool refill();
    bool check_encoding();
    Parsed parse_construct();
    Parsed skip_past(std::string_view terminator, std::size_t from);
    Parsed parse_declaration();
    Parsed parse_tag();
    Parsed parse_attributes(char const* at);
    bool is_duplicate(std::string_view name) const;
    Parsed finish_tag(char const* end);
    Parsed fail(std::string_view what, Defect defect = Defect::damaged_file);
    XmlTag const* finish_document();
    std::size_t line() const;

    std::string document_;
    Source source_;
    std::vector<char> window_;
    std::size_t filled_ = 0; // bytes of the window in use
    char const* at_ = nullptr;
    std::size_t lines_before_window_ = 0;
    bool source_ended_ = false;
    std::array<XmlAttribute, 48> attributes_;
    std::size_t attribute_count_ = 0;
    XmlTag tag_;
    std::vector<std::string> open_elements_;
    bool had_root_ = false;
    std::optional<Failure> failure_;
};

} // namespace guildhall::geometry
