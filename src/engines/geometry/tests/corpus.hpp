#pragma once
// The real files under tests/data/cad and what is known about them (truth.csv; columns are explained in its README).
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace guildhall::geometry::corpus {

struct Row {
    std::map<std::string, std::string> fields;

    std::string const& text(std::string const& column) const { return fields.at(column); }
    std::optional<double> number(std::string const& column) const;
    // "degenerate=56 boundary_edges=72" in the column `defects`
    std::int64_t defect(std::string const& name) const;
};

void PrintTo(Row const& row, std::ostream* out); // for GoogleTest

std::vector<Row> const& rows();
std::string path_of(std::string const& file);
std::vector<std::byte> bytes_of(std::string const& file);

} // namespace guildhall::geometry::corpus
