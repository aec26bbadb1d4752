#include "scanner.hpp"
#include <algorithm>
#include <charconv>

namespace guildhall::step {
namespace {

using geometry::Defect;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_keyword_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || c == '-' || c == '!';
}

// The schema's name without its object identifier: "AUTOMOTIVE_DESIGN { 1 0 10303 214 }" is AUTOMOTIVE_DESIGN.
std::string schema_name(std::string_view text)
{
    auto const begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    auto name = text.substr(begin, text.find_first_of(" \t\r\n{", begin) - begin);
    std::string upper{name.substr(0, 100)};
    for (auto& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return upper;
}

} // namespace

std::size_t line_of(std::string_view text, std::size_t offset)
{
    auto const before = text.substr(0, std::min(offset, text.size()));
    return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

std::expected<Scanned, geometry::Failure> Scanner::scan()
{
    if (!read_exchange_structure()) return std::unexpected(std::move(failure_));
    return std::move(found_);
}

bool Scanner::read_exchange_structure()
{
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!skip_blank()) return false;
    if (at_end()) return fail(Defect::empty_file, 0, "The file is empty.");
    if (read_keyword() != "ISO-10303-21") {
        return fail(Defect::unknown_format, 0, "This is not a STEP file: it does not begin with ISO-10303-21.");
    }
    if (!expect(';', "after ISO-10303-21")) return false;
    while (true) {
        if (!skip_blank()) return false;
        if (at_end()) break; // some exporters leave out END-ISO-10303-21; every section was closed
        auto const name = read_keyword();
        if (name == "END-ISO-10303-21") break;
        if (!read_section(name)) return false;
    }
    if (!seen_data_) return fail_here("The file has no DATA section; it is incomplete");
    return true;
}

bool Scanner::read_section(std::string_view name)
{
    statement_start_ = at_;
    if (name == "HEADER") return expect(';', "after HEADER") && read_header();
    if (name == "DATA") {
        seen_data_ = true;
        if (!skip_blank()) return false;
        if (peek() == '(' && !read_parameters()) return false;
        return expect(';', "after DATA") && read_data();
    }
    if (name == "ANCHOR" || name == "REFERENCE" || name == "SIGNATURE") return skip_section();
    return fail_here("A section (HEADER, DATA) or END-ISO-10303-21 was expected");
}

bool Scanner::read_header()
{
    while (true) {
        if (!skip_blank()) return false;
        if (at_end()) return fail_here("The file ends inside its HEADER section; it is incomplete");
        statement_start_ = at_;
        auto const keyword = read_keyword();
        if (keyword == "ENDSEC") return expect(';', "after ENDSEC");
        if (keyword.empty()) return fail_here("A header statement was expected");
        first_string_ = {};
        if (!read_parameters() || !expect(';', "at the end of a header statement")) return false;
        if (keyword == "FILE_SCHEMA") found_.schema = schema_name(first_string_);
    }
}

bool Scanner::read_data()
{
    while (true) {
        if (!skip_blank()) return false;
        if (at_end()) return fail_here("The file ends inside its DATA section; it is incomplete");
        if (peek() == '#') {
            if (!read_entity()) return false;
            continue;
        }
        if (read_keyword() == "ENDSEC") return expect(';', "after ENDSEC");
        return fail_here("An entity (#number = …) or ENDSEC was expected");
    }
}

bool Scanner::skip_section()
{
    auto const end = text_.find("ENDSEC;", at_);
    if (end == text_.npos) return fail_here("A section is not closed by ENDSEC");
    at_ = end + 7;
    return true;
}

bool Scanner::read_entity()
{
    statement_start_ = at_;
    auto const id = read_id();
    if (!id) return fail_here("An entity number is missing or too large");
    if (found_.entities.size() >= limits_.entities) {
        return fail(Defect::too_complex, at_,
            "The file is too complex: it has more than " + std::to_string(limits_.entities) + " entities");
    }
    found_.entities.push_back(
        {*id, static_cast<std::uint32_t>(found_.references.size()), statement_start_, EntityKind::other});
    if (!expect('=', "after an entity number") || !skip_blank()) return false;
    auto const read = peek() == '(' ? read_complex_record() : read_record();
    return read && expect(';', "at the end of an entity");
}

bool Scanner::read_record()
{
    auto const keyword = read_keyword();
    if (keyword.empty()) return fail_here("The name of an entity was expected");
    record_kind_ = kind_of(keyword);
    if (record_kind_ != EntityKind::other) found_.entities.back().kind = record_kind_;
    return read_parameters();
}

// #1=(A(…)B(…)): one entity of several types.
bool Scanner::read_complex_record()
{
    if (!expect('(', "at the start of a complex entity")) return false;
    while (true) {
        if (!skip_blank()) return false;
        if (peek() == ')') break;
        if (!read_record()) return false;
    }
    return expect(')', "at the end of a complex entity");
}

bool Scanner::read_parameters()
{
    if (!expect('(', "before the values of an entity")) return false;
    std::size_t depth = 1;
    auto const is_bulk = record_kind_ == EntityKind::triangles;
    while (depth > 0) {
        if (!skip_blank()) return false;
        if (at_end()) return fail_here("The file ends inside a list of values; it is incomplete");
        if (at_ - statement_start_ > limits_.statement_bytes && !is_bulk)
            return fail(
                Defect::too_complex, statement_start_, "The file is too complex: one statement is longer than 4 MB");
        if (is_bulk) thin_out(peek(), depth);
        switch (peek()) {
        case '(':
            if (++depth > limits_.nesting) return fail_here("Parentheses are nested too deeply");
            ++at_;
            break;
        case ')':
            --depth;
            ++at_;
            break;
        case ',':
        case '$':
        case '*': ++at_; break;
        default:
            if (!read_parameter_token()) return false;
        }
    }
    return true;
}

// Notes which part of a long list OpenCASCADE need not see: it takes minutes over a list of a million numbers and then
// makes no use of them. Three elements of each list stay, so that the statement keeps its form.
void Scanner::thin_out(char c, std::size_t depth)
{
    constexpr std::size_t kept = 3;
    commas_.resize(limits_.nesting + 2);
    if (c == '(') {
        commas_[depth + 1] = 0;
    } else if (c == ',' && depth > 1 && thinned_depth_ == 0 && ++commas_[depth] == kept) {
        thinned_depth_ = depth;
        found_.dispensable.push_back({at_, at_});
    } else if (c == ')' && depth == thinned_depth_) {
        thinned_depth_ = 0;
        found_.dispensable.back().end = at_;
    }
}

bool Scanner::read_parameter_token()
{
    auto const c = peek();
    if (c == '\'') return read_string();
    if (c == '"') return read_binary();
    if (c == '#') return read_reference();
    if (c == '.') return read_enumeration();
    if (is_digit(c) || c == '-' || c == '+') return read_number();
    if (!read_keyword().empty()) return skip_blank() && (peek() == '(' || fail_here("A value was expected"));
    if (c == ';') return fail_here("A closing parenthesis is missing");
    return fail_here("A value was expected");
}

bool Scanner::read_string()
{
    auto const start = ++at_;
    while (true) {
        at_ = text_.find('\'', at_);
        if (at_ == text_.npos) {
            at_ = start;
            return fail_here("A text is not closed by an apostrophe");
        }
        if (at_ - start > limits_.string_bytes) {
            at_ = start;
            return fail_here("A text is longer than 64 kB; an apostrophe may be missing");
        }
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '\'') break;
        at_ += 2; // '' stands for one apostrophe
    }
    if (first_string_.empty()) first_string_ = text_.substr(start, at_ - start);
    ++at_;
    return true;
}

bool Scanner::read_binary()
{
    auto const end = text_.find_first_not_of("0123456789ABCDEFabcdef", at_ + 1);
    if (end == text_.npos || text_[end] != '"') return fail_here("A binary value is malformed");
    at_ = end + 1;
    return true;
}

bool Scanner::read_reference()
{
    auto const id = read_id();
    if (!id) return fail_here("An entity number is missing or too large");
    if (!found_.entities.empty()) found_.references.push_back(*id);
    return true;
}

bool Scanner::read_enumeration()
{
    auto const end =
        text_.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_", at_ + 1);
    if (end == text_.npos || text_[end] != '.' || end == at_ + 1) return fail_here("An enumeration value is malformed");
    at_ = end + 1;
    return true;
}

// [sign] digits [. digits] [E [sign] digits]
bool Scanner::read_number()
{
    auto const start = at_;
    auto const skip_digits = [this] {
        auto const from = at_;
        while (is_digit(peek())) ++at_;
        return at_ > from;
    };
    if (peek() == '-' || peek() == '+') ++at_;
    if (!skip_digits()) return fail_here("A number is malformed");
    if (peek() == '.') {
        ++at_;
        skip_digits();
    }
    if (peek() == 'E' || peek() == 'e') {
        ++at_;
        if (peek() == '-' || peek() == '+') ++at_;
        if (!skip_digits()) return fail_here("A number is malformed");
    }
    if (is_keyword_char(peek())) return fail_here("A number is malformed");
    auto const number = text_.substr(start, at_ - start);
    if (record_kind_ == EntityKind::measured && exceeds(number, limits_.magnitude)) {
        at_ = start;
        return fail_here("The number " + std::string(number.substr(0, 40)) + " is absurdly large");
    }
    return true;
}

// Reads #number. Larger numbers than a signed 32-bit integer overflow in OpenCASCADE.
std::optional<std::uint32_t> Scanner::read_id()
{
    ++at_;
    std::uint32_t id = 0;
    auto const* const begin = text_.data() + at_;
    auto const read = std::from_chars(begin, text_.data() + text_.size(), id);
    if (read.ec != std::errc{} || id > 0x7FFFFFFFu) return std::nullopt;
    at_ += static_cast<std::size_t>(read.ptr - begin);
    return id;
}

std::string_view Scanner::read_keyword()
{
    auto const start = at_;
    while (!at_end() && is_keyword_char(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
}

// Skips white space and comments; control characters never belong into a STEP file.
bool Scanner::skip_blank()
{
    while (!at_end()) {
        auto const c = text_[at_];
        if (is_blank(c)) {
            ++at_;
        } else if (c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '*') {
            auto const end = text_.find("*/", at_ + 2);
            if (end == text_.npos) return fail_here("A comment is not closed");
            at_ = end + 2;
        } else if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') {
            return fail_here("The file has binary data in it");
        } else {
            return true;
        }
    }
    return true;
}

bool Scanner::expect(char c, char const* where)
{
    if (!skip_blank()) return false;
    if (peek() == c && !at_end()) {
        ++at_;
        return true;
    }
    if (at_end()) return fail_here(std::string("The file ends where '") + c + "' was expected; it is incomplete");
    return fail_here(std::string("'") + c + "' was expected " + where);
}

bool Scanner::fail_here(std::string what) { return fail(Defect::damaged_file, at_, std::move(what)); }

bool Scanner::fail(Defect defect, std::size_t offset, std::string what)
{
    if (defect == Defect::damaged_file || defect == Defect::too_complex)
        what += " (line " + std::to_string(line_of(text_, offset)) + ").";
    failure_ = {defect, std::move(what)};
    return false;
}

} // namespace guildhall::step
