#include "stl_ascii.hpp"
#include "decimal.hpp"
#include "failure.hpp"
#include "part_name.hpp"
#include "vertex_welder.hpp"
#include <algorithm>
#include <limits>

namespace guildhall::geometry {
namespace {

using Done = std::expected<void, Failure>;

// True if `word` is `keyword` (given in lower case) in any case.
bool is_keyword(std::string_view word, std::string_view keyword)
{
    return word.size() == keyword.size() && std::ranges::equal(word, keyword, [](char a, char b) {
        return a == b || (a >= 'A' && a <= 'Z' && a + ('a' - 'A') == b);
    });
}

class AsciiReader {
public:
    AsciiReader(std::string_view text, StlOptions const& options)
        : text_(text)
        , at_(text.data())
        , end_(text.data() + text.size())
        , options_(options)
        ,
        // About 250 bytes per facet and half a vertex per facet; only a first guess.
        welder_(mesh_.positions, text.size() / 500)
    {
    }

    std::expected<Mesh, Failure> read()
    {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ += 3;
        while (true) {
            auto const word = next_word();
            if (word.empty()) break;
            if (!is_keyword(word, "solid")) return std::unexpected(unexpected_word(word, "solid"));
            if (auto done = read_solid(); !done) return std::unexpected(done.error());
        }
        flush();
        if (mesh_.indices.empty()) return fail(Defect::no_geometry, "The STL file holds no triangles.");
        if (mesh_.parts.size() == 1 && mesh_.parts[0].name.empty()) mesh_.parts.clear();
        return std::move(mesh_);
    }

private:
    Done read_solid()
    {
        MeshPart part;
        part.name = part_name_from(rest_of_line());
        part.first_triangle = facets_;
        while (true) {
            auto const word = next_word();
            if (is_keyword(word, "facet")) {
                if (auto done = read_facet(); !done) return done;
            } else if (is_keyword(word, "endsolid")) {
                break;
            } else if (is_keyword(word, "color")) { // an extension of Magics: "color r g b"
                rest_of_line();
            } else {
                return std::unexpected(unexpected_word(word, "facet or endsolid"));
            }
        }
        rest_of_line();
        part.triangle_count = facets_ - part.first_triangle;
        if (part.triangle_count > 0) mesh_.parts.push_back(std::move(part));
        return {};
    }

    Done read_facet()
    {
        if (facets_ == options_.max_triangles)
            return fail(
                Defect::too_complex, "The file has more than the {} triangles accepted.", options_.max_triangles);
        // The normal is not needed, and some programs leave it out or write "nan".
        constexpr int most_words_of_a_normal = 4;
        auto word = next_word();
        for (int i = 0; i < most_words_of_a_normal && !word.empty() && !is_keyword(word, "outer"); ++i)
            word = next_word();
        if (!is_keyword(word, "outer")) return std::unexpected(unexpected_word(word, "outer loop"));
        if (auto done = expect("loop"); !done) return done;
        for (int corner = 0; corner < 3; ++corner)
            if (auto done = read_vertex(); !done) return done;
        if (auto done = expect("endloop"); !done) return done;
        if (auto done = expect("endfacet"); !done) return done;
        ++facets_;
        return {};
    }

    Done read_vertex()
    {
        if (auto done = expect("vertex"); !done) return done;
        Point point;
        for (auto& coordinate : point) {
            skip_blanks();
            double value = 0;
            auto const stop = read_decimal(at_, end_, value);
            if (stop == nullptr || (stop < end_ && !is_blank(*stop)))
                return std::unexpected(unexpected_word(next_word(), "a number"));
            at_ = stop;
            if (std::fabs(value) > std::numeric_limits<float>::max())
                return damaged("Line {}: {:g} is too large for a coordinate.", line(), value);
            coordinate = static_cast<float>(value) + 0.0F; // turns -0 into 0
        }
        batch_[batched_++] = point;
        if (batched_ == batch_.size()) flush();
        return {};
    }

    Done expect(std::string_view keyword)
    {
        auto const word = next_word();
        if (is_keyword(word, keyword)) return {};
        return std::unexpected(unexpected_word(word, keyword));
    }

    void flush()
    {
        auto const first = mesh_.indices.size();
        mesh_.indices.resize(first + batched_);
        welder_.number(std::span(batch_).first(batched_), mesh_.indices.data() + first);
        batched_ = 0;
    }

    void skip_blanks()
    {
        while (at_ < end_ && is_blank(*at_)) ++at_;
    }

    std::string_view next_word()
    {
        skip_blanks();
        auto const begin = at_;
        while (at_ < end_ && !is_blank(*at_)) ++at_;
        return {begin, static_cast<std::size_t>(at_ - begin)};
    }

    std::string_view rest_of_line()
    {
        auto const begin = at_;
        while (at_ < end_ && *at_ != '\n' && *at_ != '\r') ++at_;
        return {begin, static_cast<std::size_t>(at_ - begin)};
    }

    std::int64_t line() const { return 1 + std::count(text_.data(), at_, '\n'); }

    Failure unexpected_word(std::string_view word, std::string_view wanted) const
    {
        if (word.empty())
            return {Defect::damaged_file,
                fmt::format("The file is cut short: it ends at line {} where \"{}\" is expected.", line(), wanted)};
        return {Defect::damaged_file, fmt::format("Line {}: \"{}\" stands where \"{}\" is expected.", line(),
                                          part_name_from(word.substr(0, 40)), wanted)};
    }

    std::string_view text_;
    char const* at_;
    char const* end_;
    StlOptions const& options_;
    Mesh mesh_;
    VertexWelder welder_;
    std::array<Point, VertexWelder::batch_size> batch_;
    std::size_t batched_ = 0;
    std::uint32_t facets_ = 0;
};

} // namespace

std::expected<Mesh, Failure> read_ascii_stl(std::span<std::byte const> bytes, StlOptions const& options)
{
    return AsciiReader({reinterpret_cast<char const*>(bytes.data()), bytes.size()}, options).read();
}

} // namespace guildhall::geometry
