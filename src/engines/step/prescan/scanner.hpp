#pragma once
// The lexical half of the pre-scan: sections, statements, tokens. Collects who refers to whom for the other half.
#include "entity_kind.hpp"
#include "step/prescan.hpp"
#include <optional>
#include <string_view>
#include <vector>

namespace guildhall::step {

struct Entity {
    std::uint32_t id = 0;
    std::uint32_t first_reference = 0; // into Scanned::references; ends where the next entity begins
    std::size_t offset = 0;            // of its '#', for messages
    EntityKind kind = EntityKind::other;
};

struct Scanned {
    std::string schema;
    std::vector<Entity> entities; // in file order
    std::vector<std::uint32_t> references;
    std::vector<ByteRange> dispensable;
};

std::size_t line_of(std::string_view text, std::size_t offset);

class Scanner {
public:
    Scanner(std::string_view text, Limits const& limits)
        : text_(text)
        , limits_(limits)
    {
    }
    std::expected<Scanned, geometry::Failure> scan();

private:
    bool read_exchange_structure();
    bool read_section(std::string_view name);
    bool read_header();
    bool read_data();
    bool skip_section();
    bool read_entity();
    bool read_record();
    bool read_complex_record();
    bool read_parameters();
    void thin_out(char c, std::size_t depth);
    bool read_parameter_token();
    bool read_string();
    bool read_binary();
    bool read_reference();
    bool read_number();
    bool read_enumeration();
    std::optional<std::uint32_t> read_id();
    std::string_view read_keyword();
    bool skip_blank();
    bool expect(char c, char const* where);
    bool fail(geometry::Defect defect, std::size_t offset, std::string what);
    bool fail_here(std::string what);
    bool at_end() const { return at_ >= text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[at_]; }

    std::string_view text_;
    Limits const& limits_;
    std::size_t at_ = 0;
    std::size_t statement_start_ = 0;
    EntityKind record_kind_ = EntityKind::other;
    std::string_view first_string_;   // of the statement being read
    std::vector<std::size_t> commas_; // seen at each depth of a list of triangles
    std::size_t thinned_depth_ = 0;   // of the list whose rest is dispensable; 0: none
    bool seen_data_ = false;
    Scanned found_;
    geometry::Failure failure_;
};

} // namespace guildhall::step
