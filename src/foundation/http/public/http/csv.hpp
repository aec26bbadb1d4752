#pragma once
// Tables as CSV (RFC 4180) that spreadsheets open as they are: UTF-8 with a mark, CRLF, and no cell taken for a
// formula.
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::http {

class CsvText {
public:
    // The first line names the columns.
    explicit CsvText(std::vector<std::string> names);
    // One line from a JSON object: texts and numbers as they are, null as nothing, lists of texts with commas between,
    // anything else as JSON.
    void add_row(std::string_view json_object);
    std::string take() && { return std::move(text_); }

private:
    std::vector<std::string> names_;
    std::string text_;
};

// One cell: quoted where needed; what begins like a formula (=, +, -, @, tab, line break) and is no number gets an
// apostrophe in front.
std::string csv_cell(std::string_view text);

} // namespace guildhall::http
