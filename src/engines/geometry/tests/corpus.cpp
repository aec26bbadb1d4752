#include "corpus.hpp"
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace guildhall::geometry::corpus {
namespace {

std::vector<std::string> split_csv(std::string const& line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (auto const c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.emplace_back();
        else if (c != '\r')
            fields.back() += c;
    }
    return fields;
}

std::vector<Row> load()
{
    std::ifstream file(path_of("truth.csv"));
    if (!file) throw std::runtime_error("tests/data/cad/truth.csv is missing");
    std::string line;
    std::getline(file, line);
    auto const columns = split_csv(line);
    std::vector<Row> rows;
    while (std::getline(file, line)) {
        auto const values = split_csv(line);
        Row row;
        for (std::size_t i = 0; i < columns.size(); ++i) row.fields[columns[i]] = i < values.size() ? values[i] : "";
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

std::optional<double> Row::number(std::string const& column) const
{
    auto const& value = text(column);
    if (value.empty()) return std::nullopt;
    return std::stod(value);
}

std::int64_t Row::defect(std::string const& name) const
{
    std::istringstream words(text("defects"));
    for (std::string word; words >> word;)
        if (word.starts_with(name + "=")) return std::stoll(word.substr(name.size() + 1));
    return 0;
}

void PrintTo(Row const& row, std::ostream* out) { *out << row.text("file"); }

std::vector<Row> const& rows()
{
    static auto const loaded = load();
    return loaded;
}

std::string path_of(std::string const& file) { return std::string(GUILDHALL_SOURCE_DIR "/tests/data/cad/") + file; }

std::vector<std::byte> bytes_of(std::string const& file)
{
    std::ifstream stream(path_of(file), std::ios::binary);
    if (!stream) throw std::runtime_error(file + " is missing");
    std::string const text((std::istreambuf_iterator<char>(stream)), {});
    auto const data = reinterpret_cast<std::byte const*>(text.data());
    return {data, data + text.size()};
}

} // namespace guildhall::geometry::corpus
