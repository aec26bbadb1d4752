#pragma once
// Reads JSON text straight into described structs: every complaint with its pointer, all complaints at once.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::reflect {

// One fault of the input: a JSON pointer, a stable code, a sentence for people.
struct Complaint {
    std::string pointer;
    std::string code;
    std::string message;
};
using Complaints = std::vector<Complaint>;

// A pull reader over one text. After a syntax error it is `failed()` and every further call does nothing.
class JsonReader {
public:
    // Text must outlive the reader. Checks that it is UTF-8.
    JsonReader(std::string_view text, Complaints& complaints);

    enum class Kind { null, boolean, number, string, array, object, none };
    Kind peek();

    void read_null();
    bool read_boolean();
    std::string_view read_number_text(); // the literal as it stands, valid JSON number syntax
    std::string read_string();           // unescaped
    // Calls on_member(key) for each member with the reader at its value, pointer extended; member must consume it.
    template <class F> void read_object(F on_member)
    {
        if (!enter('{')) return;
        if (!at_close('}')) do {
                auto const key = read_key();
                if (failed_) return;
                auto const mark = push(key);
                on_member(std::string_view(key));
                pop(mark);
            } while (next_of('}'));
        leave();
    }
    template <class F> void read_array(F on_element)
    {
        if (!enter('[')) return;
        std::size_t index = 0;
        if (!at_close(']')) do {
                auto const mark = push(std::to_string(index++));
                on_element();
                pop(mark);
            } while (next_of(']'));
        leave();
    }
    void skip_value();
    // The text of the value that follows, consumed.
    std::string_view take_value();

    void complain(std::string_view code, std::string message);
    void complain_at(std::string_view member, std::string_view code, std::string message);
    bool failed() const { return failed_; }
    // Places of the amounts that are read: those of the currency that came before them on the same object.
    int money_digits = 2;
    // Nothing but white space may follow; complains otherwise.
    void finish();

private:
    bool enter(char open);
    void leave() { --depth_; }
    bool at_close(char close);
    bool next_of(char close);
    std::string read_key();
    void skip_space();
    void syntax_error(std::string_view what);
    std::size_t push(std::string_view step);
    void pop(std::size_t mark) { pointer_.resize(mark); }
    void append_escape(std::string& out);
    std::uint32_t read_hex4();

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool failed_ = false;
    std::string pointer_;
    Complaints& complaints_;
};

// True when the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view bytes);
// Number of code points of well-formed UTF-8.
std::size_t code_points(std::string_view utf8);

} // namespace guildhall::reflect
