#include "reflect/json_reader.hpp"
#include <algorithm>

namespace guildhall::reflect {
namespace {

constexpr int max_depth = 64;
constexpr std::size_t max_complaints = 50; // enough for a person; a hostile body cannot make us write megabytes

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& out, std::uint32_t c)
{
    auto const byte = [&](std::uint32_t b) { out += static_cast<char>(b); };
    if (c < 0x80)
        byte(c);
    else if (c < 0x800)
        byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
    else if (c < 0x10000)
        byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    else
        byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
}

// Length of the well-formed sequence at the front, 0 when there is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view s)
{
    auto const b = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    auto const tail = [&](std::size_t i) { return i < s.size() && (b(i) & 0xC0) == 0x80; };
    auto const first = b(0);
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return tail(1) ? 2 : 0;
    if (first < 0xF0) {
        if (!tail(1) || !tail(2)) return 0;
        if (first == 0xE0 && b(1) < 0xA0) return 0; // overlong
        if (first == 0xED && b(1) > 0x9F) return 0; // surrogate
        return 3;
    }
    if (first > 0xF4 || !tail(1) || !tail(2) || !tail(3)) return 0;
    if (first == 0xF0 && b(1) < 0x90) return 0;
    if (first == 0xF4 && b(1) > 0x8F) return 0;
    return 4;
}

} // namespace

bool is_utf8(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const length = sequence_length(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::size_t code_points(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

JsonReader::JsonReader(std::string_view text, Complaints& complaints)
    : text_(text)
    , complaints_(complaints)
{
    if (!is_utf8(text)) syntax_error("the text is not UTF-8");
}

void JsonReader::syntax_error(std::string_view what)
{
    if (failed_) return;
    failed_ = true;
    complaints_.push_back(
        {pointer_, "invalid_json", "not valid JSON at byte " + std::to_string(at_) + ": " + std::string(what)});
}

void JsonReader::complain(std::string_view code, std::string message)
{
    if (failed_ || complaints_.size() >= max_complaints) return;
    complaints_.push_back({pointer_, std::string(code), std::move(message)});
}

void JsonReader::complain_at(std::string_view member, std::string_view code, std::string message)
{
    auto const mark = push(member);
    complain(code, std::move(message));
    pop(mark);
}

std::size_t JsonReader::push(std::string_view step)
{
    auto const mark = pointer_.size();
    pointer_ += '/';
    for (char c : step) {
        if (c == '~')
            pointer_ += "~0";
        else if (c == '/')
            pointer_ += "~1";
        else
            pointer_ += c;
    }
    return mark;
}

void JsonReader::skip_space()
{
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
        ++at_;
}

JsonReader::Kind JsonReader::peek()
{
    skip_space();
    if (failed_ || at_ >= text_.size()) return Kind::none;
    switch (text_[at_]) {
    case '{': return Kind::object;
    case '[': return Kind::array;
    case '"': return Kind::string;
    case 't':
    case 'f': return Kind::boolean;
    case 'n': return Kind::null;
    default: return text_[at_] == '-' || is_digit(text_[at_]) ? Kind::number : Kind::none;
    }
}

bool JsonReader::enter(char open)
{
    skip_space();
    if (failed_) return false;
    if (at_ >= text_.size() || text_[at_] != open) {
        syntax_error("expected a value");
        return false;
    }
    if (++depth_ > max_depth) {
        syntax_error("nested too deeply");
        return false;
    }
    ++at_;
    return true;
}

bool JsonReader::at_close(char close)
{
    skip_space();
    if (failed_ || at_ >= text_.size() || text_[at_] != close) return false;
    ++at_;
    return true;
}

bool JsonReader::next_of(char close)
{
    skip_space();
    if (failed_) return false;
    if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        return true;
    }
    if (at_ >= text_.size() || text_[at_] != close)
        syntax_error("expected a comma or the end of the list");
    else
        ++at_;
    return false;
}

std::string JsonReader::read_key()
{
    skip_space();
    if (at_ >= text_.size() || text_[at_] != '"') {
        syntax_error("expected a member name in quotes");
        return {};
    }
    auto key = read_string();
    skip_space();
    if (at_ < text_.size() && text_[at_] == ':')
        ++at_;
    else
        syntax_error("expected a colon");
    return key;
}

void JsonReader::read_null()
{
    skip_space();
    if (text_.substr(at_, 4) == "null")
        at_ += 4;
    else
        syntax_error("expected null");
}

bool JsonReader::read_boolean()
{
    skip_space();
    if (text_.substr(at_, 4) == "true") return at_ += 4, true;
    if (text_.substr(at_, 5) == "false") return at_ += 5, false;
    syntax_error("expected true or false");
    return false;
}

std::string_view JsonReader::read_number_text()
{
    skip_space();
    if (failed_) return "0";
    auto const start = at_;
    auto const digits = [&] {
        auto const from = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
        return at_ - from;
    };
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    auto const leading_zero = at_ < text_.size() && text_[at_] == '0';
    auto const whole = digits();
    bool good = whole > 0 && !(leading_zero && whole > 1);
    if (good && at_ < text_.size() && text_[at_] == '.') {
        ++at_;
        good = digits() > 0;
    }
    if (good && at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
        ++at_;
        if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
        good = digits() > 0;
    }
    if (!good) {
        syntax_error("malformed number");
        return "0";
    }
    return text_.substr(start, at_ - start);
}

std::uint32_t JsonReader::read_hex4()
{
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
        auto const c = at_ < text_.size() ? text_[at_] : ' ';
        if (is_digit(c))
            value = value * 16 + std::uint32_t(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value * 16 + std::uint32_t(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            value = value * 16 + std::uint32_t(c - 'A' + 10);
        else {
            syntax_error("malformed \\u escape");
            return 0xFFFD;
        }
    }
    return value;
}

void JsonReader::append_escape(std::string& out)
{
    static constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
    auto const c = at_ < text_.size() ? text_[at_] : ' ';
    ++at_;
    if (auto const i = from.find(c); i != from.npos) {
        out += to[i];
        return;
    }
    if (c != 'u') return syntax_error("unknown escape in a string");
    auto code = read_hex4();
    if (code >= 0xD800 && code < 0xDC00 && text_.substr(at_, 2) == "\\u") {
        at_ += 2;
        auto const low = read_hex4();
        if (low < 0xDC00 || low > 0xDFFF) return syntax_error("unpaired surrogate in a string");
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    if (code >= 0xD800 && code <= 0xDFFF) return syntax_error("unpaired surrogate in a string");
    append_utf8(out, code);
}

std::string JsonReader::read_string()
{
    skip_space();
    std::string out;
    if (failed_ || at_ >= text_.size() || text_[at_] != '"') {
        syntax_error("expected a string");
        return out;
    }
    ++at_;
    while (!failed_) {
        auto const start = at_;
        while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
               static_cast<unsigned char>(text_[at_]) >= 0x20)
            ++at_;
        out.append(text_, start, at_ - start);
        if (at_ >= text_.size())
            syntax_error("unterminated string");
        else if (text_[at_] == '"') {
            ++at_;
            break;
        } else if (text_[at_] == '\\') {
            ++at_;
            append_escape(out);
        } else
            syntax_error("control character in a string");
    }
    return out;
}

void JsonReader::skip_value()
{
    switch (peek()) {
    case Kind::null: return read_null();
    case Kind::boolean: read_boolean(); return;
    case Kind::number: read_number_text(); return;
    case Kind::string: read_string(); return;
    case Kind::array: return read_array([&] { skip_value(); });
    case Kind::object: return read_object([&](std::string_view) { skip_value(); });
    case Kind::none: return syntax_error("expected a value");
    }
}

std::string_view JsonReader::take_value()
{
    skip_space();
    auto const start = at_;
    skip_value();
    return failed_ ? "null" : text_.substr(start, at_ - start);
}

void JsonReader::finish()
{
    skip_space();
    if (!failed_ && at_ != text_.size()) syntax_error("something follows the value");
}

} // namespace guildhall::reflect
